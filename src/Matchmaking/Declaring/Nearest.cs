namespace Matchmaking.Declaring;

/// <summary>Finds the known name that a misspelt one most likely means.</summary>
internal static class Nearest
{
    /// <summary>
    /// The known name within two edits of <paramref name="given"/> (one for names of up to four letters), upper and
    /// lower case, hyphens and underscores aside; null where none is that close. The first of the nearest wins.
    /// </summary>
    public static string? To(string given, IEnumerable<string> known)
    {
        if (given.Length > 60) return null;

        var wanted = Plain(given);
        return known
            .Select(name => (name, edits: Edits(wanted, Plain(name))))
            .Where(n => n.edits <= (n.name.Length >= 5 ? 2 : 1))
            .OrderBy(n => n.edits)
            .Select(n => n.name)
            .FirstOrDefault();
    }

    private static string Plain(string name) =>
        string.Concat(name.Where(c => c is not ('_' or '-')).Select(char.ToLowerInvariant));

    // Levenshtein's distance, one row at a time.
    private static int Edits(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}

using System.Globalization;

namespace Matchmaking.Matching;

/// <summary>Years in a row: three or more that follow each other are shown as a span.</summary>
internal static class Years
{
    /// <summary><c>2012,2016,2017,2018</c> as <c>2012</c> and <c>2016–2018</c>; what is no year stands as it is.</summary>
    public static IReadOnlyList<string> Runs(string years)
    {
        var parts = years.Split(',');
        List<string> runs = [];
        for (var i = 0; i < parts.Length;)
        {
            var end = i;
            while (end + 1 < parts.Length && Number(parts[end + 1]) is { } next && Number(parts[end]) == next - 1)
                end++;
            if (end - i >= 2)
                runs.Add($"{parts[i]}–{parts[end]}");
            else
                runs.AddRange(parts[i..(end + 1)]);
            i = end + 1;
        }

        return runs;
    }

    private static int? Number(string year) => int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}

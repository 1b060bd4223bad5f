using System.Globalization;

namespace Matchmaking.Storage.Embedded;

/// <summary>
/// The files of a store. Journals are numbered; a snapshot bears the number of the first journal that it does not cover.
/// A store is its newest snapshot and all journals from that number on.
/// </summary>
internal sealed class Generations(string directory)
{
    internal string Journal(int generation) => Path.Combine(directory, $"journal-{generation.ToString("D8", CultureInfo.InvariantCulture)}");

    internal string Snapshot(int generation) => Path.Combine(directory, $"snapshot-{generation.ToString("D8", CultureInfo.InvariantCulture)}");

    /// <summary>The newest snapshot's number; null without one.</summary>
    internal int? NewestSnapshot => Numbers("snapshot-").Cast<int?>().LastOrDefault();

    internal IReadOnlyList<int> Journals => Numbers("journal-");

    /// <summary>Removes what a crash left half-made, and what the newest snapshot has made needless.</summary>
    internal void Tidy()
    {
        foreach (var provisional in Directory.EnumerateFiles(directory, StoreFile.ProvisionalName("*")))
            File.Delete(provisional);

        if (NewestSnapshot is not { } newest)
            return;

        foreach (var old in Numbers("snapshot-").Where(number => number < newest))
            File.Delete(Snapshot(old));

        foreach (var old in Journals.Where(number => number < newest))
            File.Delete(Journal(old));
    }

    private int[] Numbers(string prefix) =>
        [.. Directory.EnumerateFiles(directory, prefix + "*")
            .Select(path => Path.GetFileName(path)[prefix.Length..])
            .Where(digits => digits.Length == 8 && digits.All(char.IsAsciiDigit))
            .Select(digits => int.Parse(digits, CultureInfo.InvariantCulture))
            .Order()];
}

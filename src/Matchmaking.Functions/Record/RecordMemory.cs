using Matchmaking.Field;

namespace Matchmaking.Functions.Record;

/// <summary>The record as it stands after the secretariat's changes.</summary>
/// <param name="Version">The version of the row that rises with every change, as storage has it; null before the first.</param>
/// <param name="Changes">What was changed.</param>
/// <param name="Record">The published record with it.</param>
internal sealed record KnownRecord(string? Version, RecordChanges Changes, AssistanceRecord Record)
{
    /// <summary>Nobody has changed anything.</summary>
    public static KnownRecord Published { get; } = new(null, RecordChanges.None, AssistanceRecord.Published);
}

/// <summary>
/// The record that this process read last. While nothing changes, every round has the very same one: a round that has another looks at
/// the whole market anew.
/// </summary>
internal sealed class RecordMemory
{
    private readonly Lock gate = new();
    private KnownRecord last = KnownRecord.Published;

    /// <summary>The one of this version; null for one that is not remembered.</summary>
    public KnownRecord? Find(string? version)
    {
        lock (gate)
        {
            return last.Version == version ? last : null;
        }
    }

    /// <summary>Remembers it, unless somebody was faster with the same version: then theirs is the one.</summary>
    public KnownRecord Keep(KnownRecord known)
    {
        lock (gate)
        {
            return last = last.Version == known.Version ? last : known;
        }
    }
}

using System.Collections.Frozen;

namespace Matchmaking.Field;

/// <summary>What one State has received, as the record has it; looked up once for a State, then asked for its partners one by one.</summary>
public sealed class ReceivedAssistance
{
    private readonly FrozenDictionary<ParticipantId, Assistance> _from;

    internal ReceivedAssistance(AssistanceRecord record, IEnumerable<Assistance> rows)
    {
        Record = record;
        _from = rows.ToFrozenDictionary(row => row.Partner);
        LastYear = _from.Count == 0 ? null : _from.Values.Max(row => row.LastYear);
    }

    /// <summary>The record that this is a part of: its first and last year bound what is said here.</summary>
    public AssistanceRecord Record { get; }

    /// <summary>The latest year in which anybody is recorded to have given; null where nobody ever is.</summary>
    public int? LastYear { get; }

    /// <summary>What <paramref name="partner"/> has given; null where nothing is recorded.</summary>
    public Assistance? From(ParticipantId partner) => _from.GetValueOrDefault(partner);
}

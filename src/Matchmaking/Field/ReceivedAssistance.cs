namespace Matchmaking.Field;

/// <summary>What one State has received, as the record has it; looked up once for a State, then asked for its partners one by one.</summary>
public sealed class ReceivedAssistance
{
    private readonly Dictionary<ParticipantId, Support> _from;

    internal ReceivedAssistance(AssistanceRecord record, Dictionary<ParticipantId, Support> from)
    {
        (Record, _from) = (record, from);
        LastYear = from.Values.Max(support => support.LastYear);
    }

    /// <summary>The record that this is a part of: its first and last year bound what is said here.</summary>
    public AssistanceRecord Record { get; }

    /// <summary>The latest year in which anybody is recorded to have given; null where nobody ever is.</summary>
    public int? LastYear { get; }

    /// <summary>What <paramref name="partner"/> has given, to the State or around it; null where neither is recorded.</summary>
    public Support? From(ParticipantId partner) => _from.GetValueOrDefault(partner);
}

using Matchmaking.Field;

namespace Matchmaking.Matching;

/// <summary>What is known of a State or organisation beside what it declares.</summary>
/// <param name="Received">What it has received, as the record has it; null where there is no record.</param>
/// <param name="Affected">What is known of it as an affected State; null where it is not known to be one.</param>
public readonly record struct Background(ReceivedAssistance? Received, AffectedState? Affected)
{
    /// <summary>What it gave to all States in the last years of the record, in US dollars; 0 where nothing is recorded.</summary>
    public long RecentUsd { get; init; }

    /// <summary>The first of the years that count as lately; null where there is no record.</summary>
    public int? LatelySince(MatchPolicy policy) => Received?.Record.LatelySince(policy.RecordYears);
}

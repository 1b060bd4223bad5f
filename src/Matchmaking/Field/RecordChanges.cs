namespace Matchmaking.Field;

/// <summary>All that the secretariat has changed of the published record, as it stands now.</summary>
/// <param name="Entries">Changed lines, each once.</param>
/// <param name="Held">Changed years, each participant and side once.</param>
public sealed record RecordChanges(IReadOnlyList<RecordEntry> Entries, IReadOnlyList<HeldEntry> Held)
{
    /// <summary>Nothing was changed.</summary>
    public static RecordChanges None { get; } = new([], []);

    /// <summary>
    /// The record with these changes: an entry takes the place of the published line of the same partner, State and year, or of nothing; a
    /// withdrawn one leaves nothing there. The order of the changes does not matter.
    /// </summary>
    public AssistanceRecord To(AssistanceRecord published)
    {
        if (Entries.Count == 0 && Held.Count == 0) return published;

        var (lines, sides) = (Entries.Select(entry => entry.Line).ToHashSet(), Held.Select(held => (held.Participant, held.Side)).ToHashSet());
        return new(
            [
                .. published.Rows.Where(row => !lines.Contains(row.Line)),
                .. Entries.Where(entry => entry.Gift is not null).Select(entry => Row(entry.Line, entry.Gift!)),
            ],
            [
                .. published.Held.Where(held => !sides.Contains((held.Participant, held.Side)))
                    .Concat(Held.Where(held => held.Held.Years.Count > 0).Select(held => new HeldYears(held.Participant, held.Side, held.Held.Years)))
                    .OrderBy(held => held.Participant).ThenBy(held => held.Side),
            ]);
    }

    private static Assistance Row(RecordLine line, RecordedGift gift) =>
        new(line.Partner, line.State, line.Year, gift.Usd, gift.Pillars, gift.Source.Certainty, gift.Source.Title, gift.Source.Url);
}

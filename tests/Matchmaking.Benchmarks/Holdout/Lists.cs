namespace Matchmaking.Benchmarks.Holdout;

/// <summary>Two lists that anybody could write, to be better than. Ties are broken by code.</summary>
internal static class Lists
{
    /// <summary>The largest donors first, the same for every State.</summary>
    public static IReadOnlyList<ParticipantId> Largest(PastYear year, ParticipantId state) =>
        [.. year.Partners.Where(partner => partner != state).OrderByDescending(year.Size).ThenBy(partner => partner)];

    /// <summary>Who gave to this State most recently, then size.</summary>
    public static IReadOnlyList<ParticipantId> History(PastYear year, ParticipantId state) =>
        [.. Largest(year, state).OrderByDescending(partner => year.LastGift(partner, state))];
}

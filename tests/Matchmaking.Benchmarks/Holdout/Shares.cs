namespace Matchmaking.Benchmarks.Holdout;

/// <summary>One State's part of the money, in the plan and as it came, and from how many partners.</summary>
internal readonly record struct StateShare(ParticipantId State, double Planned, int PlannedPartners, double Real, int RealPartners);

/// <summary>The money of one year: where the plan would have put it, and where it went.</summary>
/// <param name="Moved">US dollars that the plan moves.</param>
/// <param name="Observable">Of these, on pairs that can be judged.</param>
/// <param name="ToTruePairs">Of these, on pairs that gave.</param>
/// <param name="ByState">Every State that is planned for or received, the largest planned part first.</param>
internal sealed record Shares(long Moved, long Observable, long ToTruePairs, IReadOnlyList<StateShare> ByState)
{
    public static Shares Of(PastYear year, IReadOnlyDictionary<(ParticipantId State, ParticipantId Partner), long> plan)
    {
        var (moved, received) = (plan.Values.Sum(), year.Received());
        return new(
            moved,
            plan.Where(line => year.IsObservable(line.Key.Partner, line.Key.State)).Sum(line => line.Value),
            plan.Where(line => year.Given(line.Key.Partner, line.Key.State) > 0).Sum(line => line.Value),
            [
                .. plan.Keys.Select(pair => pair.State).Union(received.Keys)
                    .Select(state => new StateShare(
                        state,
                        Part(plan.Where(line => line.Key.State == state).Sum(line => line.Value), moved),
                        plan.Keys.Count(pair => pair.State == state),
                        Part(received.GetValueOrDefault(state), received.Values.Sum()),
                        year.Givers(state)))
                    .OrderByDescending(share => share.Planned).ThenByDescending(share => share.Real).ThenBy(share => share.State),
            ]);
    }

    private static double Part(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}

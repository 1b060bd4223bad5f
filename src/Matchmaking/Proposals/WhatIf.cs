using Matchmaking.Declaring;
using Matchmaking.Matching;

namespace Matchmaking.Proposals;

/// <summary>What one need would have of an addition.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="State">Its State.</param>
/// <param name="Amount">US dollars or slots, by the kind; null where the need is not yet costed.</param>
/// <param name="Fit">Its fit with the addition, 0 to 1000.</param>
/// <param name="Priority">The need's priority, 0 to 1000; 0 where it is not costed.</param>
public sealed record AdditionCover(string NeedId, ParticipantId State, long? Amount, int Fit, int Priority);

/// <summary>
/// What one more million for risk education in a region would change, or any other <see cref="Addition"/>. Nobody offers it: the plan
/// is the one that a round would make if somebody did.
/// </summary>
/// <param name="Addition">What would be added.</param>
/// <param name="Needs">Open needs that it could serve by every rule.</param>
/// <param name="Covered">Those of them that the plan covers in full without it.</param>
/// <param name="Open">Why others of them have nothing of it and still stay open, each reason once.</param>
/// <param name="Placed">How much of it the plan would use.</param>
/// <param name="Points">What the plan would earn more in all, weighed by the priorities that hold with the addition.</param>
/// <param name="FirstPoints">What the plan would earn more for its first dollar or slot alone: its price. 0 or more, but for limits to partners.</param>
/// <param name="Covers">What each need would have of it, the largest amount first, then by id.</param>
/// <param name="Difference">The difference between the two plans, State by State; where it is the addition that covers more, it says so.</param>
public sealed partial record WhatIf(
    Addition Addition,
    int Needs,
    int Covered,
    IReadOnlyList<Reason> Open,
    long Placed,
    long Points,
    long FirstPoints,
    IReadOnlyList<AdditionCover> Covers,
    PlanDifference Difference)
{
    /// <summary>The answer. The plan with the addition is made from the one without, and costs what changes.</summary>
    /// <param name="input">The market as it is.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="today">The day.</param>
    /// <param name="addition">What would be added.</param>
    /// <param name="before">What an earlier round left; it saves work and changes nothing.</param>
    public static WhatIf Of(MarketInput input, MatchPolicy policy, DateOnly today, Addition addition, MatchMemory? before = null)
    {
        var made = Matcher.Match(input, policy, today, before);
        var now = PolicyOutcome.Of(input, policy, made);
        var (firstInput, withInput) = (With(input, addition.AsCapacity(today, 1)), With(input, addition.AsCapacity(today, addition.Amount)));
        var (firstMade, withMade) = (Matcher.Match(firstInput, policy, today, made), Matcher.Match(withInput, policy, today, made));
        var (first, then) = (PolicyOutcome.Of(firstInput, policy, firstMade), PolicyOutcome.Of(withInput, policy, withMade));
        var eligible = Eligible(withMade.Market, addition.IsMoney);
        IReadOnlyList<AdditionCover> covers =
        [
            .. then.Plan.Lines.Where(line => line.CapacityId == Addition.CapacityId)
                .Join(input.Needs, line => line.NeedId, need => need.Id, (line, need) => new AdditionCover(
                    line.NeedId, need.State, line.Amount, line.Fit, then.Priorities.GetValueOrDefault((line.NeedId, addition.IsMoney))?.Points ?? 0))
                .Concat(input.Needs.Where(need => eligible.ContainsKey(need.Id) && Promises.Gap(need, addition.IsMoney) is null)
                    .Select(need => new AdditionCover(need.Id, need.State, null, eligible[need.Id], 0)))
                .OrderByDescending(cover => cover.Amount ?? 0).ThenBy(cover => cover.NeedId, StringComparer.Ordinal),
        ];
        return new(
            addition,
            eligible.Count,
            now.Plan.Cover.Count(cover => cover.Money == addition.IsMoney && cover.Uncovered == 0 && eligible.ContainsKey(cover.NeedId)),
            [
                .. then.Plan.Cover.Where(cover => cover.Money == addition.IsMoney && cover.Uncovered > 0 && eligible.ContainsKey(cover.NeedId) && covers.All(c => c.NeedId != cover.NeedId))
                    .Select(cover => cover.Why).OfType<Reason>().DistinctBy(Say.Key),
            ],
            covers.Sum(cover => cover.Amount ?? 0),
            Gained(now, then, addition.IsMoney),
            Gained(now, first, addition.IsMoney),
            covers,
            Told(PlanDifference.Between(now, then, today), addition, covers, then));
    }

    private static MarketInput With(MarketInput input, Capacity capacity) => input with { Capacities = [.. input.Capacities, capacity] };

    private static long Gained(PolicyOutcome now, PolicyOutcome then, bool money) => (long)(PlanValue.Of(then, then, money) - PlanValue.Of(now, then, money));

    /// <summary>The open needs that it could serve by every rule, with the fit of each.</summary>
    private static Dictionary<string, int> Eligible(Market market, bool money)
    {
        var number = Array.FindIndex(market.Capacities, capacity => capacity.Id == Addition.CapacityId);
        return market.Needs.Where(need => Promises.Asks(need, money))
            .Select(need => market.Pair(need, number, money))
            .Where(pair => EligibilityRules.Pass(pair))
            .ToDictionary(pair => pair.Need.Id, pair => FitCriteria.Score(pair), StringComparer.Ordinal);
    }
}

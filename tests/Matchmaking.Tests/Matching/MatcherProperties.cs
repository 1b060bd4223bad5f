using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Declaring;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

public sealed class MatcherProperties
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(150);

    [Fact]
    public void Plans_are_feasible() => ForAnyMarket((input, policy) =>
    {
        var plan = Matcher.Match(input, policy, Today);
        var (needs, capacities) = (input.Needs.ToDictionary(n => n.Id), input.Capacities.ToDictionary(c => c.Id));
        var bound = Bound(input);
        Assert.All(plan.Lines, line =>
        {
            var offered = capacities[line.CapacityId].Declaration;
            Assert.Empty(Matcher.WhyNot(needs[line.NeedId], capacities[line.CapacityId], input, policy, Today));
            Assert.Equal((capacities[line.CapacityId].Partner, offered.Kind), (line.Partner, line.Kind));
            Assert.True(line.Amount is null || Gap(needs[line.NeedId], Money(line)) is not null);
            Assert.True(line.Amount is null || (line.Amount >= Least(line.NeedId, line.CapacityId, input, policy) && line.Amount <= (offered.LargestShare ?? long.MaxValue)));
            Assert.Equal(line.Fit, Math.Min(1000, line.Points.Sum(p => p.Points)));
            Assert.InRange(line.Fit, 1, 1000);
        });
        foreach (var capacity in capacities.Values)
        {
            var before = bound.Where(l => l.CapacityId == capacity.Id).Sum(l => l.Amount ?? 0);
            Assert.True(plan.Lines.Where(l => l.CapacityId == capacity.Id).Sum(l => l.Amount ?? 0) <= Math.Max(0, capacity.Declaration.Amount - before));
        }

        foreach (var given in plan.Lines.GroupBy(l => (Capacity: l.CapacityId, needs[l.NeedId].State)))
        {
            if (Shares.MostToState(capacities[given.Key.Capacity].Declaration, policy) is { } most)
                Assert.InRange(given.Sum(l => l.Amount ?? 0), 0, Math.Max(0, most - bound.Where(l => l.CapacityId == given.Key.Capacity && needs[l.NeedId].State == given.Key.State).Sum(l => l.Amount ?? 0)));
        }

        foreach (var cover in plan.Cover)
        {
            var lines = plan.Lines.Where(l => l.NeedId == cover.NeedId && Money(l) == cover.Money && l.Amount is not null).ToList();
            Assert.True(lines.Select(l => l.Partner).Distinct().Count() <= policy.MaxPartnersPerNeed);
            if (cover.Gap is not { } gap)
                continue;
            var before = bound.Where(l => l.NeedId == cover.NeedId && capacities[l.CapacityId].Declaration.Kind == AssistanceKind.Funding == cover.Money).Sum(l => l.Amount ?? 0);
            Assert.Equal(Math.Max(0, gap - before) - lines.Sum(l => l.Amount ?? 0), cover.Uncovered);
            Assert.True(cover.Uncovered >= 0);
            Assert.Equal(cover.Uncovered == 0, cover.Why is null);
        }
    });

    [Fact]
    public void No_eligible_pair_keeps_room_at_both_ends() => ForAnyMarket((input, policy) =>
    {
        var plan = Matcher.Match(input, policy, Today);
        foreach (var need in input.Needs)
        {
            foreach (var capacity in input.Capacities)
            {
                if (Matcher.WhyNot(need, capacity, input, policy, Today).Count > 0)
                    continue;
                var (offered, money) = (capacity.Declaration, capacity.Declaration.Kind == AssistanceKind.Funding);
                if (plan.Cover.Single(c => c.NeedId == need.Id && c.Money == money).Uncovered is not { } open)
                    continue;
                var has = plan.Lines.FirstOrDefault(l => l.NeedId == need.Id && l.CapacityId == capacity.Id)?.Amount ?? 0;
                var before = Bound(input).Where(l => l.CapacityId == capacity.Id).Sum(l => l.Amount ?? 0);
                var left = offered.Amount - before - plan.Lines.Where(l => l.CapacityId == capacity.Id).Sum(l => l.Amount ?? 0);
                var ofState = input.Needs.Where(n => n.State == need.State).Select(n => n.Id).ToHashSet();
                var toState = Bound(input).Concat(plan.Lines.Select(l => new FixedLine(l.NeedId, l.CapacityId, l.Amount)))
                    .Where(l => l.CapacityId == capacity.Id && ofState.Contains(l.NeedId)).Sum(l => l.Amount ?? 0);
                var room = Math.Min(Math.Min(open, (Shares.MostToState(offered, policy) ?? long.MaxValue) - toState), Math.Min(left, (offered.LargestShare ?? long.MaxValue) - has));
                var partners = plan.Lines.Where(l => l.NeedId == need.Id && Money(l) == money && l.Amount is not null).Select(l => l.Partner).ToHashSet();
                var promised = Bound(input).Where(l => l.NeedId == need.Id)
                    .Select(l => input.Capacities.Single(c => c.Id == l.CapacityId))
                    .Where(c => c.Declaration.Kind == AssistanceKind.Funding == money).Select(c => c.Partner).Distinct().Count();
                var crowded = !partners.Contains(capacity.Partner) && partners.Count + promised >= policy.MaxPartnersPerNeed;
                Assert.True(room <= 0 || has + room < Least(need.Id, capacity.Id, input, policy) || crowded, $"{need.Id} and {capacity.Id} have room for {room}.");
            }
        }
    });

    [Fact]
    public void The_order_of_the_input_changes_nothing() => ForAnyMarket((input, policy) =>
    {
        var shuffled = new Random(input.Needs.Count);
        var other = input with
        {
            Needs = [.. input.Needs.OrderBy(_ => shuffled.Next())],
            Capacities = [.. input.Capacities.OrderBy(_ => shuffled.Next())],
            Promised = [.. input.Promised.Reverse()],
        };
        Assert.Equal(Text(Matcher.Match(input, policy, Today)), Text(Matcher.Match(other, policy, Today)));
    });

    [Fact]
    public void The_index_finds_what_comparing_all_pairs_finds() => ForAnyMarket((input, policy) =>
    {
        var roomy = input with
        {
            Promised = [],
            Needs = [.. input.Needs.Select(n => n with { Declaration = n.Declaration with { AmountUsd = null, NationalContributionUsd = null, Slots = null } })],
            Capacities = [.. input.Capacities.Select((c, i) => c with { Partner = Id($"org-partner-{i}") })],
        };
        var market = new Market(roomy, policy, Today);
        var found = from n in Enumerable.Range(0, market.Needs.Length)
                    from money in new[] { true, false }
                    where Promises.Asks(market.Needs[n], money)
                    from c in market.Candidates(n, money).Best
                    select (market.Needs[n].Id, market.Capacities[c.Capacity].Id);
        var expected = from n in roomy.Needs from c in roomy.Capacities where Matcher.WhyNot(n, c, roomy, policy, Today).Count == 0 orderby n.Id, c.Id select (n.Id, c.Id);
        Assert.Equal(expected, found.Order());
    });

    [Fact]
    public void Every_absence_has_a_reason() => ForAnyMarket((input, policy) =>
    {
        var plan = Matcher.Match(input, policy, Today);
        foreach (var need in input.Needs)
        {
            foreach (var capacity in input.Capacities)
            {
                var isMoney = capacity.Declaration.Kind == AssistanceKind.Funding;
                var present = plan.Lines.Any(l => l.NeedId == need.Id && l.CapacityId == capacity.Id && (l.Amount is not null || Gap(need, isMoney) is null));
                Assert.Equal(present, Matcher.WhyNot(need, capacity, input, policy, Today, plan).Count == 0);
            }
        }
    });

    [Fact]
    public void Every_reason_can_be_said_in_every_language() => ForAnyMarket((input, policy) =>
    {
        var plan = Matcher.Match(input, policy, Today);
        var refusals = from n in input.Needs from c in input.Capacities from r in Matcher.WhyNot(n, c, input, policy, Today, plan) select r;
        Reason[] reasons =
        [
            .. refusals.SelectMany(r => new[] { r.Reason, r.WhatWouldHaveToChange }),
            .. plan.Lines.SelectMany(l => l.Points).Select(p => p.Reason),
            .. plan.Cover.Select(c => c.Why).OfType<Reason>(),
            .. Matcher.Priorities(input, policy, Today).SelectMany(p => p.Because).Select(b => b.Reason),
        ];
        Assert.All(reasons, reason => Assert.All(Wording.Languages, language => Assert.Empty(Sentences.Missing(reason, language))));
    });

    [Fact]
    public void Priorities_stay_within_their_range() => ForAnyMarket((input, policy) =>
        Assert.All(Matcher.Priorities(input, policy, Today), p =>
        {
            Assert.InRange(p.Points, 0, 1000);
            Assert.Equal(p.Points, p.Because.Sum(b => b.Points));
            Assert.All(p.Because, b => Assert.Contains(b.Criterion, NeedPriority.Criteria));
        }));

    internal static string Text(object plan) => JsonSerializer.Serialize(plan, Json.Options);

    private static void ForAnyMarket(Action<MarketInput, MatchPolicy> holds) => Prop.ForAll(Markets.Any, input =>
    {
        holds(input, MatchPolicy.Standard);
        holds(input, Tight);
    }).Check(Often);

    private static long Least(string need, string capacity, MarketInput input, MatchPolicy policy)
    {
        var (promises, offered) = (Promises.Of(input, Today), input.Capacities.Single(c => c.Id == capacity));
        return Shares.Least(offered.Declaration, promises.CapacityLeft(offered), promises.NeedLeft(input.Needs.Single(n => n.Id == need), offered.Declaration.Kind == AssistanceKind.Funding), policy);
    }

    private static bool Money(PlanLine line) => line.Kind == AssistanceKind.Funding;

    private static long? Gap(Need need, bool money) => money ? need.Declaration.GapUsd : need.Declaration.Slots;

    /// <summary>The promises that bind, as far as their capacities bear them.</summary>
    private static List<FixedLine> Bound(MarketInput input) => BrokenLine.Of(input, Today).Borne;
}

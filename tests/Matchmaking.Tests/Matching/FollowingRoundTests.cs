using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Declaring;
using Matchmaking.Matching;
using Matchmaking.Proposals;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

/// <summary>A round that follows another finds what a round from nothing finds, whatever changed in between.</summary>
public sealed class FollowingRoundTests
{
    /// <summary>Of which each round finds some: as if a no were given, ran out or was overtaken.</summary>
    private static readonly PartnerRefusal[] Refused =
    [
        .. from state in (string[])["SDN", "SSD", "KHM"]
           from partner in (string[])["NOR", "org-one", "EGY"]
           from pillar in (Pillar[])[Pillar.SurveyClearance, Pillar.RiskEducation]
           select new PartnerRefusal(Id(partner), Id(state), pillar, Then),
    ];

    [Fact]
    public void After_any_changes_plan_and_proposals_are_those_from_nothing() =>
        Prop.ForAll(Markets.Any, Markets.Any, Gen.Choose(0, 100_000).ToArbitrary(), (one, other, seed) =>
        {
            var random = new Random(seed);
            var policy = seed % 2 == 0 ? MatchPolicy.Standard : Tight;
            var (needs, capacities) = (Versions(one.Needs, other.Needs, n => n.Id, n => n with { Version = 2 }), Versions(one.Capacities, other.Capacities, c => c.Id, c => c with { Version = 2 }));
            MatchMemory? memory = null;
            IReadOnlyList<ProposalContent>? contents = null;
            for (var step = 0; step < 6; step++)
            {
                Flip(needs, random);
                Flip(capacities, random);
                var input = one with
                {
                    Needs = [.. needs.Values.SelectMany(v => v.Now)],
                    Capacities = [.. capacities.Values.SelectMany(v => v.Now)],
                    Promised = random.Next(3) == 0 ? other.Promised : one.Promised,
                    Refused = [.. Refused.Where(_ => random.Next(3) == 0)],
                    UnderReview = [.. (memory?.Plan.Lines ?? []).Where(_ => random.Next(2) == 0).Select(l => new FixedLine(l.NeedId, l.CapacityId, l.Amount))],
                };
                memory = Matcher.Match(input, policy, Today, memory);
                contents = ProposalRules.FromPlan(memory.Plan, input, contents, memory.Touched);
                var fresh = Matcher.Match(input, policy, Today);
                Assert.Equal(MatcherProperties.Text(fresh), MatcherProperties.Text(memory.Plan));
                Assert.Equal(MatcherProperties.Text(ProposalRules.FromPlan(fresh, input)), MatcherProperties.Text(contents));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Of_another_policy_or_day_the_memory_is_of_no_use_and_does_no_harm() => Prop.ForAll(Markets.Any, input =>
    {
        var memory = Matcher.Match(input, MatchPolicy.Standard, Today, null);
        Assert.Equal(MatcherProperties.Text(Matcher.Match(input, Tight, Today)), MatcherProperties.Text(Matcher.Match(input, Tight, Today, memory).Plan));
        Assert.Equal(
            MatcherProperties.Text(Matcher.Match(input, MatchPolicy.Standard, Today.AddDays(200))),
            MatcherProperties.Text(Matcher.Match(input, MatchPolicy.Standard, Today.AddDays(200), memory).Plan));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void In_a_large_market_too_one_change_leads_to_the_plan_from_nothing()
    {
        var input = ScaleTests.Realistic(needs: 700, capacities: 300);
        var memory = Matcher.Match(input, MatchPolicy.Standard, Today, null);
        foreach (var index in new[] { 3, 250, 640 })
        {
            input = input with { Needs = [.. input.Needs.Select((n, i) => i == index ? Revised(n) : n)] };
            memory = Matcher.Match(input, MatchPolicy.Standard, Today, memory);
            Assert.Equal(MatcherProperties.Text(Matcher.Match(input, MatchPolicy.Standard, Today)), MatcherProperties.Text(memory.Plan));
        }

        static Need Revised(Need need) => need with { Version = 2, Declaration = need.Declaration with { AmountUsd = 3_000_000, Slots = 7 } };
    }

    [Fact]
    public void What_is_under_review_moves_only_for_more_points_than_the_policy_asks()
    {
        // Two needs alike and money for a quarter of one: the lot decides, but what the committee has before it stays where it is.
        Need[] needs = [Need("n1"), Need("n2")];
        var capacity = Capacity("c1", with: d => d with { AmountUsd = 250_000 });
        foreach (var need in needs)
            Assert.Equal(need.Id, Assert.Single(Match(needs, need.Id).Lines).NeedId);

        // A deadline in sight is worth 150 points, more than the 50 asked for; asked for 200, the money stays.
        Need[] urgent = [needs[0], Need("n2", with: d => d with { Deadlines = [new Deadline(Convention.Apmbc, 5, Today.AddDays(700), Certainty.Found)] })];
        Assert.Equal("n2", Assert.Single(Match(urgent, "n1").Lines).NeedId);
        Assert.Equal("n1", Assert.Single(Match(urgent, "n1", MatchPolicy.Standard with { ReviewPoints = 400 }).Lines).NeedId);

        MatchPlan Match(Need[] needs, string reviewed, MatchPolicy? policy = null) =>
            Matcher.Match(Input(needs, [capacity]) with { UnderReview = [new(reviewed, "c1", 250_000)] }, policy ?? MatchPolicy.Standard, Today);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public void Being_under_review_does_not_lose_a_smallest_share(long reviewed)
    {
        // The better dollars for Chad leave Norway's 100, in shares of 70 or more, for Sudan: 60 of that under review and the rest
        // reach the 70 that are open only together.
        Need[] needs = [Need("n1", "SDN", d => d with { AmountUsd = 100 }), Need("n2", "TCD", d => d with { AmountUsd = 60, Deadlines = [new Deadline(Convention.Apmbc, 5, Today.AddDays(100), Certainty.Found)] })];
        Capacity[] capacities =
        [
            Capacity("c1", "NOR", d => d with { AmountUsd = 100, SmallestShare = 70, Places = new Places { Anywhere = true, ExcludedStates = [Id("TCD")] } }),
            Capacity("c2", "EGY", d => d with { AmountUsd = 60, Places = new Places { States = [Id("SDN"), Id("TCD")] } }),
            Capacity("c3", "org-one", d => d with { AmountUsd = 30, Places = new Places { States = [Id("TCD")] } }),
            Capacity("c4", "org-two", d => d with { AmountUsd = 60, SmallestShare = 40, Places = new Places { Regions = ["002"], ExcludedStates = [Id("SDN")] } }),
        ];
        var input = Input(needs, capacities) with { UnderReview = reviewed == 0 ? [] : [new("n1", "c1", reviewed)] };
        var plan = Matcher.Match(input, Flat, Today);
        Assert.Equal(70, Assert.Single(plan.Lines, line => line.CapacityId == "c1").Amount);
    }

    private static Dictionary<string, Choice<T>> Versions<T>(IReadOnlyList<T> one, IReadOnlyList<T> other, Func<T, string> id, Func<T, T> later)
    {
        var choices = one.ToDictionary(id, x => new Choice<T> { Has = [x], Now = [x] }, StringComparer.Ordinal);
        foreach (var x in other)
        {
            if (!choices.TryGetValue(id(x), out var choice))
                choices[id(x)] = choice = new();
            choice.Has.Add(later(x));
        }

        return choices;
    }

    private static void Flip<T>(Dictionary<string, Choice<T>> choices, Random random)
    {
        foreach (var choice in choices.Values.OrderBy(_ => random.Next()).Take(random.Next(3)).ToList())
            choice.Now = random.Next(4) == 0 ? [] : [choice.Has[random.Next(choice.Has.Count)]];
    }

    private sealed class Choice<T>
    {
        public List<T> Has { get; init; } = [];

        public List<T> Now { get; set; } = [];
    }
}

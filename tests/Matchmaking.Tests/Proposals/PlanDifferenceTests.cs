using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Matching;
using Matchmaking.Proposals;
using Matchmaking.Tests.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Proposals;

public sealed class PlanDifferenceTests
{
    // One slice, so that a need is as important to its last dollar as to its first, and plans can be told on paper.
    private static readonly MatchPolicy InForce = Matching.Markets.Flat;

    private static readonly SentenceNames Names = new(
        id => id.Value switch { "SDN" => "Sudan", "KHM" => "Cambodia", "NOR" => "Norway", "org-one" => "The organisation", var other => other }, area => area);

    // Norway named Sudan and may go anywhere else; it has enough for one of the two.
    private static MarketInput TwoNeeds => Input(
        [
            Need("n1", "SDN"),
            Need("n2", "KHM", d => d with { Deadlines = [new(Convention.Apmbc, 5, new(2027, 4, 1), Certainty.Found)] }),
        ],
        [Capacity("c1", "NOR", d => d with { Places = new() { States = [Id("SDN")], Subregions = ["035"] } })]);

    [Fact]
    public void The_same_numbers_change_nothing()
    {
        var difference = PlanDifference.Between(TwoNeeds, InForce, InForce with { Name = "other", Version = 2 }, Today);
        Assert.Empty(difference.Differences);
        Assert.Equal(difference.InForce, difference.Changed);
        Assert.Equal("No proposal would change.", En(difference.Summary[0]));
    }

    [Fact]
    public void Where_the_deadline_counts_less_the_money_goes_to_the_State_that_was_named_and_each_State_is_told_why()
    {
        var changed = InForce with { Version = 2, Priority = InForce.Priority with { DeadlineNear = 50, DeadlineInSight = 50 } };
        var difference = PlanDifference.Between(TwoNeeds, InForce, changed, Today);

        Assert.Equal(["KHM", "SDN"], difference.Differences.Select(d => d.State.Value));
        Assert.Equal((1_000_000, 1_000_000, 2, 2, 2), (difference.InForce.Usd, difference.Changed.Usd, difference.InForce.Invitations, difference.Changed.Invitations, difference.States));
        var (cambodia, sudan) = (difference.Differences[0], difference.Differences[1]);
        Assert.Equal(
            ["Norway is now to be invited to talk, without a figure (Clearance n2).", "Clearance n2: what stays uncovered changes from US$0 to US$1,000,000."],
            cambodia.Changes.Select(c => En(c.What)));
        Assert.Equal(
            [
                "Changed: Eligible, but the plan uses this capacity of Norway for needs where it counts more.",
                ": This capacity of Norway would cover more for Sudan (Clearance n1): US$1,000,000 instead of US$0.",
            ],
            Causes(cambodia.Changes[0]));
        Assert.Equal(["Changed: All capacities that fit this need, those of 1\u00a0partner in all, are used for it or for other needs."], Causes(cambodia.Changes[1]));
        Assert.Equal(["Clearance n2: the deadline would earn 50 points instead of 350; the need's priority would be 500 instead of 800."], cambodia.Priorities.Select(En));
        Assert.Equal("Norway could now cover US$1,000,000 (Clearance n1).", En(sudan.Changes[0].What));
        Assert.Empty(sudan.Priorities);
    }

    [Fact]
    public void A_need_with_a_promise_is_not_without_a_partner()
    {
        var market = TwoNeeds with { Promised = [new("n2", "c1", 1_000_000)] };
        var totals = PlanDifference.Between(market, InForce, InForce with { Version = 2 }, Today).InForce;
        Assert.Equal((0, 1, 1), (totals.Usd, totals.NeedsCovered, totals.NeedsWithNobody));
    }

    [Fact]
    public void Points_of_the_pair_that_move_are_told_by_criterion()
    {
        var market = Input([Need("n1")], [
            Capacity("c1", "NOR", d => d with { AmountUsd = 700_000, Places = new() { States = [Id("SDN")] } }),
            Capacity("c2", "org-one", d => d with { AmountUsd = 600_000, Languages = ["en"] }),
        ]);
        market = market with { Needs = [.. market.Needs.Select(n => n with { Declaration = n.Declaration with { Languages = ["en"] } })] };
        var changed = InForce with { Version = 2, Fit = InForce.Fit with { PlaceState = 75, PlaceSubregion = 75, PlaceRegion = 75 } };

        var sudan = Assert.Single(PlanDifference.Between(market, InForce, changed, Today).Differences);
        Assert.Equal(["Norway could cover US$400,000 instead of US$700,000 (Clearance n1).", "The organisation could cover US$600,000 instead of US$300,000 (Clearance n1)."], sudan.Changes.Select(c => En(c.What)));
        Assert.Equal(
            [
                ": Clearance n1, with Norway: precision of place would earn 75 points instead of 250; the fit would be 225 instead of 400.",
                ": The organisation would cover more of the same need (Clearance n1): US$600,000 instead of US$300,000.",
            ],
            Causes(sudan.Changes[0]));
        Assert.Equal([": Norway would cover less of the same need (Clearance n1): US$400,000 instead of US$700,000."], Causes(sudan.Changes[1]));
    }

    [Fact]
    public void A_rule_that_a_pair_fails_under_one_policy_only_is_the_reason()
    {
        var market = Input([Need("n1")], [Capacity(with: d => d with { Period = new(new(2026, 1, 1), new(2027, 2, 15)) })]);
        var longer = InForce with { Version = 2, LeastOverlapDays = 60 };

        var lost = Assert.Single(PlanDifference.Between(market, InForce, longer, Today).Differences);
        Assert.Contains(lost.Changes.SelectMany(Causes), cause => cause.StartsWith("Changed: The two periods", StringComparison.Ordinal) || cause.Contains("46", StringComparison.Ordinal));
        var won = Assert.Single(PlanDifference.Between(market, longer, InForce, Today).Differences);
        Assert.Contains(won.Changes.SelectMany(c => c.Because), cause => cause.With == PolicySide.InForce && cause.Reason.Code.StartsWith("period.", StringComparison.Ordinal));
    }

    [Fact]
    public void Both_languages_say_everything_of_any_difference() => Prop.ForAll(Markets.Any, market =>
    {
        var difference = PlanDifference.Between(market, InForce, Tight with { Version = 2 }, Today);
        var reasons = difference.Summary
            .Concat(difference.Differences.SelectMany(d => d.Priorities.Concat(d.Changes.Select(c => c.What)).Concat(d.Changes.SelectMany(c => c.Because).Select(c => c.Reason))));
        Assert.All(reasons, reason => Assert.All(Wording.Languages, language => Assert.Empty(Sentences.Missing(reason, language))));
        Assert.All(difference.Differences, d => Assert.NotEmpty(d.Changes));
        Assert.Equal(difference.Changed.Usd, PlanDifference.Between(market, Tight, InForce, Today).InForce.Usd);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_a_partner_would_cover_of_a_need_from_several_capacities_is_told_in_all() => Prop.ForAll(Markets.Any, market =>
    {
        var plans = new[] { InForce, Tight }.Select(policy => Matcher.Match(market, policy, Today)).ToList();
        foreach (var change in PlanDifference.Between(market, InForce, Tight, Today).Differences.SelectMany(d => d.Changes).Select(c => c.What).Where(c => c.Code == "change.amount"))
        {
            var amounts = plans.Select(plan => plan.Lines.Where(l => l.NeedId == change.Facts["need"] && l.Partner.Value == change.Facts["partner"]).ToList()).ToList();
            if (amounts.All(lines => lines.DistinctBy(l => l.Kind).Count() == 1) && amounts[0].Sum(l => l.Amount) != amounts[1].Sum(l => l.Amount))
                Assert.Equal((change.Facts["from"], change.Facts["to"]), ($"{amounts[0].Sum(l => l.Amount)}", $"{amounts[1].Sum(l => l.Amount)}"));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_criterion_has_a_name_in_every_language() => Assert.All(
        FitCriteria.All.Select(c => c.Code).Concat(NeedPriority.Criteria),
        code => Assert.All(["en", "fr"], language => Assert.DoesNotContain("criterion.", Sentences.Render(Named(code), language, Names), StringComparison.Ordinal)));

    private static Reason Named(string criterion) => new("trial.fit", new Dictionary<string, string> { ["criterion"] = criterion });

    private static string[] Causes(PlanChange change) => [.. change.Because.Select(cause => $"{cause.With}: {En(cause.Reason)}")];

    private static string En(Reason reason) => Sentences.Render(reason, "en", Names);
}

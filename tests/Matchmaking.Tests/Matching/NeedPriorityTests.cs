using Matchmaking.Declaring;
using Matchmaking.Field;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

public sealed class NeedPriorityTests
{
    [Theory]
    [InlineData(-10, Certainty.Found, 350)]
    [InlineData(365, Certainty.Found, 350)]
    [InlineData(366, Certainty.Found, 150)]
    [InlineData(1095, Certainty.Derived, 112)]
    [InlineData(365, Certainty.Uncertain, 87)]
    [InlineData(1096, Certainty.Found, null)]
    public void A_near_deadline_counts_by_how_sure_it_is(int days, Certainty certainty, int? points) =>
        Assert.Equal(points, Points(Of(left: 50, partners: 9, due: new(Convention.Apmbc, 5, Today.AddDays(days), certainty)), "deadline"));

    [Fact]
    public void What_is_open_counts_by_its_share()
    {
        Assert.Equal(200, Points(Of(gap: 80, left: 80, partners: 9), "uncovered"));
        Assert.Equal(50, Points(Of(gap: 80, left: 20, partners: 9), "uncovered"));
    }

    [Fact]
    public void What_is_small_enough_to_finish_counts()
    {
        Assert.Equal(100, Points(Of(gap: 9_000_000, left: 1_000_000, partners: 9), "small"));
        Assert.Null(Points(Of(gap: 9_000_000, left: 1_000_001, partners: 9), "small"));
        Assert.Null(Points(Of(gap: 9, left: 6, partners: 9, money: false), "small"));
    }

    [Theory]
    [InlineData(0, 175)]
    [InlineData(1, 150)]
    [InlineData(3, 150)]
    [InlineData(4, null)]
    public void Few_partners_leave_a_need_behind(int partners, int? points) => Assert.Equal(points, Points(Of(partners: partners), "left_behind"));

    [Fact]
    public void A_need_with_a_promise_is_not_left_behind() => Assert.Null(Points(Of(gap: 10, left: 9, partners: 1), "left_behind"));

    [Fact]
    public void People_count_up_to_the_number_that_counts_as_many()
    {
        int? Reached(long? women, long? rest) => Points(Of(people: new(women, null, null, null, rest)), "people");
        Assert.Equal((50, 50, 25), (Reached(100_000, null), Reached(60_000, 600_000), Reached(20_000, 30_000)));
        Assert.Null(Reached(0, null));
        Assert.Null(Points(Of(), "people"));
    }

    [Fact]
    public void A_State_that_nobody_is_recorded_to_have_helped_lately_is_left_behind()
    {
        // The record goes from 2011 to 2022: 2018 is the first of the last five years.
        Assert.Equal((75, "no_partner.ever"), Said(Of(state: "LBN", record: FitCriteriaTests.Record), "no_partner"));
        Assert.Equal((75, "no_partner.since"), Said(Of(state: "AZE", record: FitCriteriaTests.Record), "no_partner"));
        Assert.Null(Points(Of(state: "KHM", record: FitCriteriaTests.Record), "no_partner"));
        Assert.Null(Points(Of(state: "LBN"), "no_partner"));
    }

    [Theory]
    [InlineData(-1, Certainty.Found, 50)]
    [InlineData(-1, Certainty.Uncertain, 12)]
    [InlineData(0, Certainty.Found, null)]
    public void A_passed_deadline_without_a_later_one_counts_by_how_sure_it_is(int days, Certainty certainty, int? points) =>
        Assert.Equal(points, Points(Of(known: Due(days, certainty)), "extension"));

    [Fact]
    public void A_later_deadline_that_the_need_names_is_an_extension_and_a_passed_one_is_none()
    {
        Assert.Null(Points(Of(due: new(Convention.Apmbc, 5, Today, Certainty.Found), known: Due(-1, Certainty.Found)), "extension"));
        Assert.Equal(50, Points(Of(due: new(Convention.Apmbc, 5, Today.AddDays(-9), Certainty.Found)), "extension"));
        Assert.Null(Points(Of(due: new(Convention.Apmbc, 5, Today.AddDays(-9), Certainty.Found), known: Due(9, Certainty.Uncertain)), "extension"));
        Assert.Null(Points(Of(known: Due(-1, Certainty.Found), pillar: Pillar.RiskEducation), "extension"));
        Assert.Null(Points(Of(known: Due(-1, Certainty.Found, Convention.Ccm)), "extension"));
        Assert.Equal("deadline.passed", Said(Of(due: new(Convention.Apmbc, 5, Today.AddDays(-9), Certainty.Found)), "deadline")?.Why);
    }

    [Fact]
    public void What_one_reason_has_told_the_next_does_not_tell_again()
    {
        var passed = new Deadline(Convention.Apmbc, 5, Today.AddDays(-9), Certainty.Found);
        Assert.Equal("extension.none_known", Said(Of(due: passed), "extension")?.Why);
        // The need names no deadline: the sentence tells which one has passed. So it does where a passed deadline earns nothing and is not told.
        Assert.Equal("extension.lapsed", Said(Of(known: Due(-9, Certainty.Found)), "extension")?.Why);
        var silent = MatchPolicy.Standard with { Priority = new() { DeadlineNear = 0, DeadlineInSight = 0, Uncovered = 0 } };
        Assert.Equal("extension.lapsed", Said(Of(due: passed, policy: silent), "extension")?.Why);

        Assert.Equal(("uncovered.nothing_promised", "left_behind.few_could_help"), (Said(Of(partners: 1), "uncovered")?.Why, Said(Of(partners: 1), "left_behind")?.Why));
        Assert.Equal("left_behind.nothing_fits", Said(Of(partners: 0), "left_behind")?.Why);
        Assert.Equal("left_behind.few_partners", Said(Of(partners: 1, policy: silent), "left_behind")?.Why);
        Assert.Equal("uncovered.share", Said(Of(left: 99, partners: 1), "uncovered")?.Why);
    }

    [Fact]
    public void The_most_behind_there_can_be_has_a_thousand_points() => Assert.Equal(1000, Of(
        gap: 1_000_000, partners: 0, due: new(Convention.Apmbc, 5, Today.AddDays(-1), Certainty.Found), people: new(100_000, null, null, null, null),
        state: "LBN", record: FitCriteriaTests.Record).Points);

    [Fact]
    public void Scarce_money_goes_to_the_more_urgent_need_first_and_the_rest_to_the_next()
    {
        var urgent = Need("n2", "TCD", d => d with { Deadline = new(Convention.Apmbc, 5, Today.AddDays(100), Certainty.Found) });
        var plan = Matcher.Match(Input([Need("n1"), urgent], [Capacity(with: d => d with { AmountUsd = 1_200_000 })]), Whole, Today);
        // Both start at 450 points (nothing promised, small, one partner); the deadline adds 350. The first slices of both
        // come before all others, 250,000 each; then n2's second, 750,000 at 560 against 315, of which 700,000 are had.
        Assert.Equal([("n1", 250_000), ("n2", 950_000)], plan.Lines.Select(l => (l.NeedId, l.Amount!.Value)));
    }

    private static NeedPriority Of(
        long gap = 100, long? left = null, int partners = 9, bool money = true, Deadline? due = null, PeopleReached? people = null, string state = "SDN",
        Pillar pillar = Pillar.SurveyClearance, AssistanceRecord? record = null, AffectedStates? known = null, MatchPolicy? policy = null)
    {
        var background = (Input([], []) with { Record = record ?? AssistanceRecord.Empty, Affected = known ?? AffectedStates.None }).KnownOf(Id(state));
        var need = Need(state: state, with: d => d with { Deadline = due, People = people, Pillar = pillar });
        return NeedPriority.Of(need, money, gap, left ?? gap, partners, policy ?? MatchPolicy.Standard, Today, background);
    }

    private static AffectedStates Due(int days, Certainty certainty, Convention convention = Convention.Apmbc) =>
        new([new(Id("SDN"), [new(convention, 5, new(2026, Today.AddDays(days)), certainty)], false)]);

    private static (int Points, string Why)? Said(NeedPriority priority, string criterion) =>
        priority.Because.SingleOrDefault(b => b.Criterion == criterion) is { } said ? (said.Points, said.Reason.Code) : null;

    private static int? Points(NeedPriority priority, string criterion) => priority.Because.SingleOrDefault(b => b.Criterion == criterion)?.Points;
}

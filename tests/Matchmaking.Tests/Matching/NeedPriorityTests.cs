using FsCheck;
using FsCheck.Fluent;
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
    public void A_small_yes_takes_its_share_and_no_more()
    {
        Assert.Equal((135, "left_behind.promised_and_few"), Said(Of(gap: 10, left: 9, partners: 1, promised: 1), "left_behind"));
        Assert.Equal((135, "left_behind.promised_only"), Said(Of(gap: 10, left: 9, partners: 0, promised: 1), "left_behind"));
        Assert.Null(Points(Of(gap: 10, left: 0, partners: 0, promised: 1), "left_behind"));
        Assert.Null(Points(Of(gap: 10, left: 9, partners: 2, promised: 2), "left_behind"));
    }

    [Fact]
    public void A_clearance_deadline_is_no_reason_for_or_against_what_is_not_clearance()
    {
        var due = new Deadline(Convention.Apmbc, 5, Today.AddDays(-9), Certainty.Found);
        foreach (var pillar in Enum.GetValues<Pillar>().Where(pillar => pillar != Pillar.SurveyClearance))
            Assert.Equal(Text(Of(pillar: pillar)), Text(Of(pillar: pillar, due: due, known: Due(-9, Certainty.Found))));
        var stockpile = new Deadline(Convention.Ccm, 3, Today.AddDays(9), Certainty.Found);
        Assert.Equal((350, "deadline.near"), Said(Of(pillar: Pillar.StockpileDestruction, due: stockpile), "deadline"));
        Assert.Null(Points(Of(due: stockpile), "deadline"));
    }

    [Fact]
    public void What_has_no_treaty_deadline_has_an_urgency_of_its_own()
    {
        NeedPriority Aid(Func<NeedDeclaration, NeedDeclaration> with) => Of(with: d => with(d with { Pillar = Pillar.VictimAssistance }));
        // Sudan in June 2017: what it told of its survivors makes victim assistance as urgent as clearance before its deadline.
        var survivors = Aid(d => d with { People = new(400, 200, 900, 500, null), PeopleWithoutServices = 1_500, ExpectedBy = Today.AddDays(300) });
        Assert.Equal([(200, "expected.by"), (200, "services.missing"), (50, "people.reached")], survivors.Because.Where(b => b.Criterion != "uncovered" && b.Criterion != "small").Select(b => (b.Points, b.Reason.Code)));
        Assert.Equal(survivors.Points, Of(due: new(Convention.Apmbc, 5, Today.AddDays(300), Certainty.Found), people: new(100_000, null, null, null, null), known: Due(-1, Certainty.Found, Convention.Ccm), with: d => d with { Conventions = [Convention.Apmbc, Convention.Ccm] }).Points);

        Assert.Equal((100, "services.not_stated"), Said(Aid(d => d with { People = new(2_000, null, null, null, null) }), "services"));
        Assert.Null(Points(Aid(d => d with { PeopleWithoutServices = 0, People = new(2_000, null, null, null, null) }), "services"));
        // People at risk are counted in other numbers than survivors.
        Assert.Equal((20, "services.missing"), Said(Of(pillar: Pillar.RiskEducation, with: d => d with { PeopleWithoutServices = 10_000 }), "services"));
        Assert.Equal((200, "expected.passed"), Said(Of(pillar: Pillar.NationalLegislation, with: d => d with { ExpectedBy = Today.AddDays(-1) }), "expected"));
        Assert.Equal((100, "deadline.near"), Said(Of(pillar: Pillar.Coordination, due: new(Convention.Apmbc, 7, Today.AddDays(366), Certainty.Found)), "expected"));
    }

    [Fact]
    public void Scarce_money_reaches_victim_assistance_beside_a_clearance_deadline()
    {
        var clearance = Need("n1", with: d => d with { Deadlines = [new(Convention.Apmbc, 5, Today.AddDays(100), Certainty.Found)] });
        var aid = Need("n2", with: d => d with { Pillar = Pillar.VictimAssistance, PeopleWithoutServices = 1_000, ExpectedBy = Today.AddDays(100) });
        var plan = Matcher.Match(Input([clearance, aid], [Capacity(with: d => d with { Pillars = [Pillar.SurveyClearance, Pillar.VictimAssistance] })]), Whole, Today);
        Assert.Equal(["n1", "n2"], plan.Lines.Where(line => line.Amount is not null).Select(line => line.NeedId));
        Assert.All(plan.Lines.Where(line => line.Amount is not null), line => Assert.True(line.Amount >= 250_000));
    }

    [Fact]
    public void Two_deadlines_are_both_said_and_the_more_urgent_counts()
    {
        var both = Of(with: d => d with
        {
            Conventions = [Convention.Apmbc, Convention.Ccm],
            Deadlines = [new(Convention.Ccm, 4, Today.AddDays(900), Certainty.Derived), new(Convention.Apmbc, 5, Today.AddDays(-30), Certainty.Found)],
        });
        Assert.Equal((350, "deadline.several"), Said(both, "deadline"));
        Assert.Equal(
            "Several dates: 21 October 2026 (article 5 of the Anti-Personnel Mine Ban Convention; confirmed; passed) and 8 May 2029 (article 4 of the Convention on Cluster Munitions; computed, to be confirmed).",
            Sentence(both, "deadline", "en"));
        Assert.Equal(
            "Plusieurs dates\u00a0: 21 octobre 2026 (article 5, Convention sur l’interdiction des mines antipersonnel\u202f; date confirmée\u202f; passée) et 8 mai 2029 (article 4, Convention sur les armes à sous-munitions\u202f; date calculée, à confirmer).",
            Sentence(both, "deadline", "fr"));
        Assert.Equal((50, "extension.none_known_of"), Said(both, "extension"));
        Assert.Equal("No extension is known of what has passed under the Anti-Personnel Mine Ban Convention.", Sentence(both, "extension", "en"));
    }

    [Fact]
    public void A_deadline_that_is_known_of_the_State_counts_where_the_need_names_none()
    {
        Assert.Equal((350, "deadline.near"), Said(Of(known: Due(100, Certainty.Found)), "deadline"));
        Assert.Equal((87, "deadline.near"), Said(Of(due: new(Convention.Apmbc, 5, Today.AddDays(-9), Certainty.Found), known: Due(9, Certainty.Uncertain)), "deadline"));
        Assert.Null(Points(Of(known: Due(100, Certainty.Found, Convention.Ccm)), "deadline"));
    }

    [Fact]
    public void More_that_is_declared_never_makes_a_need_less_urgent() => Prop.ForAll(
        Gen.Elements(Enum.GetValues<Pillar>()).ToArbitrary(),
        Gen.Choose(0, 200_000).Two().ToArbitrary(),
        Gen.Choose(-500, 1_500).Two().ToArbitrary(),
        (pillar, people, days) =>
        {
            int Total(long reached, long without, int expected) => Of(pillar: pillar, with: d => d with
            {
                People = new(null, null, null, null, reached),
                PeopleWithoutServices = without,
                ExpectedBy = Today.AddDays(expected),
            }).Points;
            var (few, many, soon, late) = (Math.Min(people.Item1, people.Item2), Math.Max(people.Item1, people.Item2), Math.Min(days.Item1, days.Item2), Math.Max(days.Item1, days.Item2));
            Assert.True(Total(few, few, late) <= Total(many, many, soon));
        }).QuickCheckThrowOnFailure();

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
        Assert.Equal((75, "no_partner.ever"), Said(Of(state: "LBN", record: Tables), "no_partner"));
        Assert.Equal((30, "no_partner.since"), Said(Of(state: "AZE", record: Tables), "no_partner"));
        // Norway gave up to the last year that its profile tells of: nobody knows what came after.
        Assert.Null(Points(Of(state: "KHM", record: Tables), "no_partner"));
        Assert.Null(Points(Of(state: "LBN"), "no_partner"));
    }

    [Fact]
    public void A_year_without_data_is_no_year_without_support()
    {
        Assert.Null(Points(Of(state: "AZE", record: FitCriteriaTests.Record), "no_partner"));
        // Who alone gave is on record without it: that is a year without support, although no table of the State was read.
        HeldYears donor = new(Id("DEU"), RecordSide.Given, [2012, 2013, 2015]);
        var silent = Of(state: "AZE", record: new(FitCriteriaTests.Record.Rows, [donor]));
        Assert.Equal((30, "no_partner.since"), Said(silent, "no_partner"));
        Assert.Equal(
            "Nobody is recorded to have helped Azerbaijan in 2013 and 2015, on record for it or for all who helped it before; the last recorded year of help is 2012 (to be confirmed).",
            Sentence(silent, "no_partner", "en"));
    }

    [Fact]
    public void A_State_with_one_donor_lately_is_thinly_helped_as_far_as_its_table_tells()
    {
        HeldYears table = new(Id("KHM"), RecordSide.Received, [2018]);
        Assert.Null(Points(Of(state: "KHM", record: FitCriteriaTests.Record), "no_partner"));
        Assert.Equal((50, "no_partner.one_donor"), Said(Of(state: "KHM", record: new(FitCriteriaTests.Record.Rows, [table])), "no_partner"));
        var two = FitCriteriaTests.Record.Rows.Concat(FitCriteriaTests.Gifts("JPN", "KHM", 1, Certainty.Found, "A report", 2018)).ToList();
        Assert.Null(Points(Of(state: "KHM", record: new(two, [table])), "no_partner"));
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
        Assert.Equal("extension.none_known", Said(Of(known: Due(-9, Certainty.Found)), "extension")?.Why);
        // A passed deadline that earns nothing is not told: the sentence tells which one has passed.
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
        state: "LBN", record: Tables).Points);

    [Fact]
    public void Scarce_money_goes_to_the_more_urgent_need_first_and_the_rest_to_the_next()
    {
        var urgent = Need("n2", "TCD", d => d with { Deadlines = [new(Convention.Apmbc, 5, Today.AddDays(100), Certainty.Found)] });
        var plan = Matcher.Match(Input([Need("n1"), urgent], [Capacity(with: d => d with { AmountUsd = 1_200_000 })]), Whole, Today);
        // Both start at 450 points (nothing promised, small, one partner); the deadline adds 350. The first slices of both
        // come before all others, 250,000 each; then n2's second, 750,000 at 560 against 315, of which 700,000 are had.
        Assert.Equal([("n1", 250_000), ("n2", 950_000)], plan.Lines.Where(l => l.Amount is not null).Select(l => (l.NeedId, l.Amount!.Value)));
    }

    private static NeedPriority Of(
        long gap = 100, long? left = null, int partners = 9, bool money = true, Deadline? due = null, PeopleReached? people = null, string state = "SDN",
        Pillar pillar = Pillar.SurveyClearance, AssistanceRecord? record = null, AffectedStates? known = null, MatchPolicy? policy = null,
        int promised = 0, Func<NeedDeclaration, NeedDeclaration>? with = null)
    {
        var background = (Input([], []) with { Record = record ?? AssistanceRecord.Empty, Affected = known ?? AffectedStates.None }).KnownOf(Id(state));
        var need = Need(state: state, with: d => (with ?? (same => same))(d with { Deadlines = due is null ? [] : [due], People = people, Pillar = pillar }));
        return NeedPriority.Of(need, money, gap, left ?? gap, partners, policy ?? MatchPolicy.Standard, Today, background, promised);
    }

    /// <summary>The record of the tests of fit, and for two States the years in which the table of their donors was read.</summary>
    internal static AssistanceRecord Tables { get; } = new(
        FitCriteriaTests.Record.Rows,
        [.. FitCriteriaTests.Record.Held, new(Id("LBN"), RecordSide.Received, [2016, 2017, 2018, 2021, 2022]), new(Id("AZE"), RecordSide.Received, [2012, 2016, 2018])]);

    private static string Text(NeedPriority priority) => string.Join("; ", priority.Because.Select(b => $"{b.Criterion} {b.Points} {b.Reason.Code}"));

    private static string Sentence(NeedPriority priority, string criterion, string language) =>
        Sentences.Render(priority.Because.Single(b => b.Criterion == criterion).Reason, language, MatchingPageTables.NamesIn(language));

    private static AffectedStates Due(int days, Certainty certainty, Convention convention = Convention.Apmbc) =>
        new([new(Id("SDN"), [new(convention, 5, new(2026, Today.AddDays(days)), certainty)], false)]);

    private static (int Points, string Why)? Said(NeedPriority priority, string criterion) =>
        priority.Because.SingleOrDefault(b => b.Criterion == criterion) is { } said ? (said.Points, said.Reason.Code) : null;

    private static int? Points(NeedPriority priority, string criterion) => priority.Because.SingleOrDefault(b => b.Criterion == criterion)?.Points;
}

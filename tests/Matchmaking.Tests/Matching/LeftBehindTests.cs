using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Field;
using Matchmaking.Matching;
using Matchmaking.Proposals;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

public sealed class LeftBehindTests
{
    private static readonly AffectedStates Affected = new(
    [
        new(Id("TCD"), [new(Convention.Apmbc, 5, new(2026, Today.AddDays(-1)), Certainty.GeneralKnowledge)], true),
        new(Id("SDN"), [new(Convention.Apmbc, 5, new(2026, Today), Certainty.Found)], true),
    ]);

    [Fact]
    public void What_is_said_of_a_need_is_the_same_whichever_others_are_told_of()
    {
        // All of the only capacity is promised to a need that not everybody may read.
        var input = Input([Need("n1"), Need("n2", "TCD")], [Capacity("c1")], new FixedLine("n2", "c1", 1_000_000) { YesAt = Then });
        var whole = Matcher.LeftBehind(input, MatchPolicy.Standard, Today).Single(state => state.State == Id("SDN"));
        var shown = Assert.Single(Matcher.LeftBehind(input, MatchPolicy.Standard, Today, need => need.Id == "n1"));
        Assert.Equal(["uncovered.nothing_promised", "left_behind.nothing_fits", "not_named.by_any"], Assert.Single(shown.Needs).Because.Select(b => b.Reason.Code));
        Assert.Equal(Text(whole), Text(shown));
    }

    [Fact]
    public void The_furthest_behind_stand_first_with_their_reasons()
    {
        var input = Input(
            [
                Need("n1", "SDN"),
                Need("n2", "TCD"),
                Need("n3", "KHM"),
                Need("n4", "KHM", d => d with { Pillar = Pillar.VictimAssistance, AmountUsd = null }),
                Need("n5", "LBN") with { Status = DeclarationStatus.Withdrawn },
                Need("n6", "LBN", d => d with { Period = new(new(2026, 1, 1), Today.AddDays(-1)) }),
            ],
            [.. Enumerable.Range(0, 4).Select(i => Capacity($"c{i}", $"org-p{i}", d => d with { Places = new() { States = [Id("SDN"), Id("KHM")] } }))]) with
        {
            Record = new(FitCriteriaTests.Record.Rows, [new(Id("TCD"), RecordSide.Received, [2018, 2019])]),
            Affected = Affected,
        };
        // Chad: nobody could help, nobody is recorded in two years, its deadline has passed (general knowledge counts half). Sudan has
        // four partners and its deadline today: it stands after Chad although it has more points. Cambodia: nothing fits its second
        // need, which is not costed; its first one has four partners and no deadline, and is not behind.
        Assert.Equal(
            [
                "TCD 655: n2 uncovered.nothing_promised 200, deadline.passed 175, left_behind.nothing_fits 175, not_named.by_any 50, no_partner.ever 30, extension.none_known 25",
                "SDN 550: n1 deadline.near 350, uncovered.nothing_promised 200",
                "KHM 375: n4 uncovered.not_costed 200, left_behind.nothing_fits 175",
            ],
            Matcher.LeftBehind(input, MatchPolicy.Standard, Today).Select(Text));
        Assert.Equal([true, false, false], Matcher.LeftBehind(input, MatchPolicy.Standard, Today).Select(state => state.NobodyCouldHelp));
    }

    [Fact]
    public void A_State_that_nobody_could_help_is_first_whatever_the_points_of_others()
    {
        var due = Need("n2", "TCD", d => d with { Deadlines = [new(Convention.Apmbc, 5, Today, Certainty.Found)] });
        var input = Input([Need("n1", "KHM"), due], [Capacity("c1", with: d => d with { Places = new() { Regions = ["002"] } })]);
        var list = Matcher.LeftBehind(input, MatchPolicy.Standard, Today);
        Assert.Equal([("KHM", true), ("TCD", false)], list.Select(state => (state.State.Value, state.NobodyCouldHelp)));
        Assert.True(list[0].Points < list[1].Points);
        Assert.Equal(
            "No registered capacity fits any open need of Cambodia, and nobody has promised anything: such States stand first. Its need furthest behind has 425 points.",
            Sentences.Render(list[0].Place, "en", MatchingPageTables.NamesIn("en")));
        Assert.Equal(
            "Points du besoin ouvert le plus délaissé du Tchad\u00a0: 750.",
            Sentences.Render(list[1].Place, "fr", MatchingPageTables.NamesIn("fr")));
    }

    [Fact]
    public void A_small_yes_does_not_take_a_State_off_the_list_and_the_whole_does()
    {
        LeftBehindState? Behind(long promised) => Matcher.LeftBehind(Input([Need()], [Capacity()], new FixedLine("n1", "c1", promised) { YesAt = Then }), MatchPolicy.Standard, Today).SingleOrDefault();
        var (nothing, small) = (Assert.Single(Matcher.LeftBehind(Input([Need()], [Capacity()]), MatchPolicy.Standard, Today)), Behind(10));
        Assert.Equal("SDN 400: n1 uncovered.nothing_promised 200, left_behind.few_could_help 150, not_named.by_any 50", Text(nothing));
        Assert.Equal("SDN 398: n1 uncovered.share 199, left_behind.promised_only 149, not_named.by_any 50", Text(small!));
        Assert.Null(Behind(1_000_000));
    }

    [Fact]
    public void More_that_is_promised_never_puts_a_State_further_behind() => Prop.ForAll(
        Gen.Choose(0, 999_999).Two().ToArbitrary(),
        Gen.Choose(1, 5).ToArbitrary(),
        (promised, capacities) =>
        {
            int Points(long amount) => Matcher.LeftBehind(
                Input([Need()], [.. Enumerable.Range(0, capacities).Select(i => Capacity($"c{i}", $"org-p{i}"))], amount == 0 ? [] : [new FixedLine("n1", "c0", amount) { YesAt = Then }]),
                MatchPolicy.Standard, Today).Sum(state => state.Points);
            Assert.True(Points(Math.Max(promised.Item1, promised.Item2)) <= Points(Math.Min(promised.Item1, promised.Item2)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_State_that_a_capacity_names_is_named()
    {
        var capacity = Capacity(with: d => d with { Pillars = [Pillar.VictimAssistance], Places = new() { States = [Id("SDN")] } });
        Assert.DoesNotContain(Assert.Single(Matcher.LeftBehind(Input([Need()], [capacity]), MatchPolicy.Standard, Today)).Needs[0].Because, b => b.Criterion == "not_named");
    }

    [Fact]
    public void Beside_that_no_capacity_names_the_State_the_list_says_nothing_that_priorities_do_not_say()
    {
        var input = Input([Need("n1", "TCD"), Need("n2", "SDN")], [Capacity()]) with { Record = NeedPriorityTests.Tables, Affected = Affected };
        var priorities = Matcher.Priorities(input, MatchPolicy.Standard, Today).ToDictionary(p => p.NeedId);
        Assert.All(Matcher.LeftBehind(input, MatchPolicy.Standard, Today).SelectMany(state => state.Needs), need =>
            Assert.All(need.Because.Where(b => b.Criterion != "not_named"), because => Assert.Contains(priorities[need.NeedId].Because, b => b.Criterion == because.Criterion && b.Points == because.Points)));
    }

    [Theory]
    [InlineData(ProposalStatus.Proposed, "A proposal for the Gambia is already before the committee.", "Une proposition concernant la Gambie est déjà devant le comité.")]
    [InlineData(ProposalStatus.SentBack, "The committee has sent back the proposal for the Gambia.", "Le comité a renvoyé la proposition concernant la Gambie.")]
    [InlineData(ProposalStatus.Accepted, "The committee has approved a proposal for the Gambia.", "Le comité a approuvé une proposition concernant la Gambie.")]
    [InlineData(ProposalStatus.Lapsed, null, null)]
    [InlineData(null, "No proposal for the Gambia is open: so far the plan suggests nobody for its needs.", "Aucune proposition concernant la Gambie n’est en cours\u00a0: à ce stade, le plan ne suggère personne pour ses besoins.")]
    public void The_list_says_where_a_States_proposal_stands(ProposalStatus? status, string? english, string? french)
    {
        string? In(string language) => LeftBehindState.OfProposal(Id("GMB"), status) is { } note ? Sentences.Render(note, language, MatchingPageTables.NamesIn(language)) : null;
        Assert.Equal((english, french), (In("en"), In("fr")));
    }

    private static string Text(LeftBehindState state) =>
        $"{state.State} {state.Points}: {string.Join("; ", state.Needs.Select(n => $"{n.NeedId} {string.Join(", ", n.Because.Select(b => $"{b.Reason.Code} {b.Points}"))}"))}";
}

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
        Assert.Equal("left_behind.no_capacity", Assert.Single(Assert.Single(shown.Needs).Because).Reason.Code);
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
            Record = FitCriteriaTests.Record,
            Affected = Affected,
        };
        // Chad: nothing fits, no partner is recorded, its deadline has passed (general knowledge counts half). Cambodia: nothing
        // fits its second need. Sudan has four partners, a recent one and a deadline of today: it is not behind.
        Assert.Equal(
            ["TCD 275: n2 left_behind.no_capacity 175, no_partner.ever 75, extension.lapsed 25", "KHM 175: n4 left_behind.no_capacity 175"],
            Matcher.LeftBehind(input, MatchPolicy.Standard, Today).Select(Text));
    }

    [Fact]
    public void A_promise_says_that_somebody_could_help()
    {
        var input = Input([Need()], [Capacity()], new FixedLine("n1", "c1", 10) { YesAt = Then });
        Assert.Empty(Matcher.LeftBehind(input, MatchPolicy.Standard, Today));
        // What is approved and not yet answered is no promise.
        Assert.NotEmpty(Matcher.LeftBehind(input with { Promised = [new FixedLine("n1", "c1", 10)] }, MatchPolicy.Standard, Today));
        Assert.Equal("left_behind.few_partners", Assert.Single(Assert.Single(Assert.Single(Matcher.LeftBehind(input with { Promised = [] }, MatchPolicy.Standard, Today)).Needs).Because).Reason.Code);
    }

    [Fact]
    public void The_list_says_nothing_that_priorities_do_not_say()
    {
        var input = Input([Need("n1", "TCD"), Need("n2", "SDN")], [Capacity()]) with { Record = FitCriteriaTests.Record, Affected = Affected };
        var priorities = Matcher.Priorities(input, MatchPolicy.Standard, Today).ToDictionary(p => p.NeedId);
        Assert.All(Matcher.LeftBehind(input, MatchPolicy.Standard, Today).SelectMany(state => state.Needs), need =>
            Assert.All(need.Because, because => Assert.Contains(priorities[need.NeedId].Because, b => b.Criterion == because.Criterion && b.Points == because.Points)));
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

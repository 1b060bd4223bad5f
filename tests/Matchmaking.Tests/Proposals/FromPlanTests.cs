using Matchmaking.Matching;
using Matchmaking.Proposals;
using static Matchmaking.Tests.Matching.Markets;
using static Matchmaking.Tests.Proposals.Samples;

namespace Matchmaking.Tests.Proposals;

public sealed class FromPlanTests
{
    [Fact]
    public void A_State_has_its_needs_and_its_partners_those_who_fit_best_first()
    {
        var content = Content();
        Assert.Equal(["n1", "n2"], content.Needs.Select(n => n.NeedId));
        Assert.Equal([Id("NOR"), Id("org-one")], content.Partners.Select(p => p.Partner));
        // Half of the organisation's 200,000: a line, and so more than 30 %.
        Assert.Equal([("n1", 100_000L), ("n2", 3L)], content.Partners[1].Lines.Select(l => (l.NeedId, l.Amount!.Value)));
        Assert.Equal([200_000L, 1L], content.Needs.SelectMany(n => n.Cover).Select(c => c.Uncovered!.Value));
        Assert.Equal(("standard", 4), (content.PolicyName, content.PolicyVersion));
    }

    [Fact]
    public void A_country_coalition_follows_the_States_interest_and_takes_two_partners()
    {
        Assert.Equal((MeetingKind.IndividualisedApproach, "meeting.individualised_default"), Kind(SampleMarket));
        Assert.Equal((MeetingKind.CountryCoalition, "meeting.coalition_interest"), Kind(Interested(Interest.CountryCoalition)));
        Assert.Equal((MeetingKind.IndividualisedApproach, "meeting.individualised_interest"), Kind(Interested(Interest.IndividualisedApproach)));
        var one = Interested(Interest.CountryCoalition);
        Assert.Equal((MeetingKind.IndividualisedApproach, "meeting.coalition_needs_two"), Kind(one with { Capacities = [one.Capacities[0]] }));
    }

    [Fact]
    public void A_State_that_asks_only_for_the_experience_of_others_is_proposed_an_exchange_visit()
    {
        var visits = Input(
            [Need(with: d => d with { Kinds = [AssistanceKind.ExchangeVisit], AmountUsd = null, Slots = 1 })],
            [Capacity(partner: "EGY", with: d => d with { Kind = AssistanceKind.ExchangeVisit, AmountUsd = null, Slots = 2 })]);
        Assert.Equal((MeetingKind.ExchangeVisit, "meeting.exchange_only"), Kind(visits));
        Assert.Equal(MeetingKind.IndividualisedApproach, Kind(visits with { Needs = [.. visits.Needs, Need("n2")] }).Kind);
    }

    [Fact]
    public void Every_State_with_an_open_need_has_a_content_even_without_partners()
    {
        var market = Input([Need("n1", "TCD"), Need("n2", "SDN") with { Demo = true }, Need("n3", "KHM") with { Status = DeclarationStatus.Withdrawn }], []);
        var contents = ProposalRules.FromPlan(Matcher.Match(market, MatchPolicy.Standard, Today), market);
        Assert.Equal([(Id("SDN"), true), (Id("TCD"), false)], contents.Select(c => (c.State, c.Demo)));
        Assert.All(contents, c => Assert.Empty(c.Partners));
    }

    private static MarketInput Interested(Interest interest) => WithNeed("n1", n => n with { Declaration = n.Declaration with { Interest = interest } });

    private static (MeetingKind Kind, string Because) Kind(MarketInput market) => (Content(market).Kind, Content(market).KindReason.Code);
}

using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Field;
using Matchmaking.Matching;
using Matchmaking.Proposals;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

public sealed class InvitationsTests
{
    private static readonly MatchPolicy Three = MatchPolicy.Standard with { InvitePartners = 3 };

    [Fact]
    public void Beside_those_whom_the_cover_reaches_those_are_invited_who_fit_best()
    {
        var content = Proposed(
            Input(
                [Need(with: d => d with { AmountUsd = 100_000 })],
                [
                    Capacity("c1", "org-anywhere"),
                    Capacity("c2", "org-region", d => d with { Places = new() { Regions = ["002"] } }),
                    Capacity("c3", "org-subregion", d => d with { Places = new() { Subregions = ["015"] } }),
                    Capacity("c4", "org-state", d => d with { Places = new() { States = [Id("SDN")] } }),
                ]),
            Three);
        Assert.Equal([("org-state", 100_000L), ("org-subregion", null), ("org-region", null)], content.Partners.Select(p => (p.Partner.Value, p.Best.Amount)));
        Assert.Equal(content.Partners.Select(p => p.Best.Fit).OrderDescending(), content.Partners.Select(p => p.Best.Fit));
    }

    [Fact]
    public void Of_two_that_fit_alike_the_one_that_gives_more_is_invited_and_not_the_first_by_alphabet()
    {
        // Where giving earns no points, it still decides.
        var policy = Three with { InvitePartners = 1, Fit = Three.Fit with { Giving = 0 } };
        var input = Input([Need(with: d => d with { AmountUsd = null })], [Capacity("c1", "AUT"), Capacity("c2", "NOR"), Capacity("c3", "SWE")]);
        var record = new AssistanceRecord([Gift("NOR", "KHM", 2022, 9_000_000), Gift("SWE", "KHM", 2022, 1_000_000)], []);
        Assert.Equal(["NOR"], Proposed(input with { Record = record }, policy).Partners.Select(p => p.Partner.Value));
        Assert.Equal(["AUT"], Proposed(input, policy).Partners.Select(p => p.Partner.Value));
    }

    [Fact]
    public void No_need_that_somebody_fits_stays_without_a_partner()
    {
        var content = Proposed(
            Input(
                [Need("n1"), Need("n2", with: d => d with { Pillar = Pillar.VictimAssistance, AmountUsd = null })],
                [
                    Capacity("c1", "org-one", d => d with { Places = new() { States = [Id("SDN")] } }),
                    Capacity("c2", "org-two", d => d with { Pillars = [Pillar.VictimAssistance] }),
                ]),
            Three with { InvitePartners = 1 });
        Assert.Equal([("org-one", "n1"), ("org-two", "n2")], content.Partners.Select(p => (p.Partner.Value, p.Best.NeedId)));
    }

    [Fact]
    public void A_partner_is_told_of_the_needs_that_it_fits_best_and_of_each_once()
    {
        var needs = Enumerable.Range(1, 5).Select(i => Need($"n{i}", with: d => d with { AmountUsd = null })).ToList();
        var partner = Assert.Single(Proposed(Input(needs, [Capacity("c1"), Capacity("c2")]), Three).Partners);
        Assert.Equal([("n1", "c1"), ("n2", "c1"), ("n3", "c1")], partner.Lines.Select(l => (l.NeedId, l.CapacityId)));
        Assert.All(partner.Lines, line => Assert.Null(line.Amount));
    }

    [Fact]
    public void A_donor_that_only_the_record_knows_is_named_apart_and_nothing_is_suggested_for_it()
    {
        var input = Input([Need()], [Capacity("c1", "org-one"), Capacity("c2", "CHE", d => d with { Places = new() { States = [Id("KHM")] } })]) with
        {
            Record = new([Gift("JPN", "SDN", 2022, 2_000_000), Gift("CHE", "SDN", 2021, 500_000)], [new(Id("SDN"), RecordSide.Received, [2021, 2022])]),
        };
        var content = Proposed(input, Three);
        Assert.Equal(["org-one"], content.Partners.Select(p => p.Partner.Value));
        Assert.Equal(
            [("JPN", "partnership.continuing", "known_donor.nothing_registered"), ("CHE", "partnership.lapsed", "known_donor.none_fits")],
            content.KnownDonors.Select(d => (d.Partner.Value, d.OfRecord.First().Reason.Code, d.Points.Single(p => p.Criterion == KnownDonor.Criterion).Reason.Code)));
        Assert.All(content.KnownDonors, donor => Assert.Equal(donor.Points.Sum(p => p.Points), donor.Fit));
        // Whom the State does not want is not named either.
        var unwanted = input with { Needs = [Need(with: d => d with { UnwantedPartners = [Id("JPN")] })] };
        Assert.Equal(["CHE"], Proposed(unwanted, Three).KnownDonors.Select(d => d.Partner.Value));
        // Nor who has lately said no, as long as the need is the same.
        var refused = input with { Refused = [new(Id("CHE"), Id("SDN"), Pillar.SurveyClearance, Then)] };
        Assert.Equal(["JPN"], Proposed(refused, Three).KnownDonors.Select(d => d.Partner.Value));
    }

    [Fact]
    public void A_State_that_no_capacity_fits_has_a_proposal_of_known_donors_alone_which_is_answered_once_it_has_said_yes()
    {
        var content = Proposed(Input([Need()], []) with { Record = new([Gift("JPN", "SDN", 2022, 2_000_000)], []) }, Three);
        Assert.Empty(content.Partners);
        var created = Assert.IsType<Reconciliation.Created>(ProposalRules.Reconcile(null, [], content, "p1", Then, Three)).Proposal;
        var approved = Assert.IsType<Decision.Done>(ProposalRules.Approve(created, new("chair", Role.Chair, null), null, Then, Three)).Proposal;
        var accepted = Assert.IsType<Decision.Done>(ProposalRules.StateAnswers(approved, new("focal", Role.FocalPoint, Id("SDN")), yes: true, null, null, Then.AddDays(1))).Proposal;
        Assert.Equal(ProposalStatus.Answered, accepted.Status);
    }

    [Fact]
    public void A_round_that_follows_another_names_the_same_as_one_from_nothing() => Prop.ForAll(Any, market =>
    {
        var known = market with { Record = AssistanceRecord.Published };
        MarketInput[] earlier = [known with { Capacities = [.. known.Capacities.Skip(1)] }, known with { Needs = [.. known.Needs.Skip(1)] }, known];
        Assert.All(earlier, before => Assert.Equal(
            MatcherProperties.Text(Matcher.Match(known, Three, Today)),
            MatcherProperties.Text(Matcher.Match(known, Three, Today, Matcher.Match(before, Three, Today, null)).Plan)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_policy_that_invites_more_or_fewer_says_which_known_donors_come_or_go()
    {
        var input = Input([Need()], [Capacity("c1", "org-one")]) with { Record = new([Gift("JPN", "SDN", 2022, 2_000_000)], []) };
        var difference = PlanDifference.Between(input, Three, Three with { Version = 5, InvitePartners = 1 }, Today);
        Assert.Equal(["change.donor_removed"], Assert.Single(difference.Differences).Changes.Select(change => change.What.Code));
    }

    /// <summary>Sudan, with the record as it could have been in June 2017.</summary>
    [Fact]
    public void Sudan_as_of_2017_names_those_whom_a_committee_would_have_asked()
    {
        var published = AssistanceRecord.Published;
        var record = new AssistanceRecord(
            [.. published.Rows.Where(row => row.Year < 2017)], [.. published.Held.Select(held => held with { Years = [.. held.Years.Where(year => year < 2017)] })]);
        var input = Input([Need("n1"), Need("n2", with: d => d with { Pillar = Pillar.VictimAssistance })], []) with { Record = record };
        var donors = Proposed(input, MatchPolicy.Standard with { InvitePartners = 12 }).KnownDonors
            .Where(donor => !donor.Partner.Value.StartsWith("org-", StringComparison.Ordinal)).ToLookup(donor => donor.OfRecord.First().Reason.Code, donor => donor.Partner.Value);
        Assert.Equal(["JPN", "ITA", "KOR"], donors["partnership.continuing"]);
        Assert.Equal(["NLD", "GBR", "CHE"], donors["partnership.lapsed"]);
        Assert.Equal(["USA", "DEU", "FIN"], donors["partnership.neighbourhood"]);
    }

    private static Assistance Gift(string partner, string state, int year, long usd) => new(Id(partner), Id(state), year, usd, [], Certainty.Found, "A report", null);

    private static ProposalContent Proposed(MarketInput input, MatchPolicy policy) => Assert.Single(ProposalRules.FromPlan(Matcher.Match(input, policy, Today), input));
}

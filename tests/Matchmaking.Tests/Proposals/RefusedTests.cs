using Matchmaking.Matching;
using Matchmaking.Proposals;
using static Matchmaking.Tests.Matching.Markets;
using static Matchmaking.Tests.Proposals.Samples;

namespace Matchmaking.Tests.Proposals;

/// <summary>What a no, a decline or silence means for the next proposal.</summary>
public sealed class RefusedTests
{
    private static readonly DateTimeOffset Later = At.AddMonths(2);

    private static readonly Proposal Refused = Done(ProposalRules.StateAnswers(Approved(), FocalPoint, yes: false, null, "not now", At));

    private static readonly Proposal Declined = Done(ProposalRules.Decline(Proposed(), Member, "not now", At));

    public static TheoryData<string, bool, MarketInput> Changes => new()
    {
        { "nothing", false, SampleMarket },
        { "a title", false, WithNeed("n1", n => n with { Version = 2, Declaration = n.Declaration with { Title = LocalText.Of("New words", "Autres mots") } }) },
        { "a little less missing", false, WithNeed("n1", n => n with { Declaration = n.Declaration with { AmountUsd = 900_000 } }) },
        { "much more missing", true, WithNeed("n1", n => n with { Declaration = n.Declaration with { AmountUsd = 2_000_000 } }) },
        { "a need without a figure", true, WithNeed("n1", n => n with { Declaration = n.Declaration with { AmountUsd = null } }) },
        { "a new need", true, SampleMarket with { Needs = [.. SampleMarket.Needs, Need("n3", with: d => d with { Pillar = Pillar.Advocacy })] } },
        { "another kind of meeting", true, WithNeed("n1", n => n with { Declaration = n.Declaration with { Interest = Interest.CountryCoalition } }) },
        { "a new partner", true, WithCapacities(Capacity("c4", "org-two", d => d with { AmountUsd = 5 })) },
        { "much less suggested", true, WithoutCapacity("c1") },
        { "a little less suggested", false, SampleMarket with { Capacities = [.. SampleMarket.Capacities.Select(c => c.Id == "c1" ? c with { Declaration = c.Declaration with { AmountUsd = 600_000 } } : c)] } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_no_and_a_decline_hold_until_something_changes_in_substance(string what, bool isOther, MarketInput market)
    {
        foreach (var ended in new[] { Refused, Declined })
        {
            // A proposal that came and lapsed in between makes nobody forget.
            var round = ProposalRules.Reconcile(null, [ended, Proposed() with { Id = "p0", Status = ProposalStatus.Lapsed }], Content(market), "p2", Later, MatchPolicy.Standard);
            Assert.True(isOther == round is Reconciliation.Created, what);
            if (round is not Reconciliation.Created { Proposal.Before: var before })
                continue;
            Assert.Equal(ended == Refused ? "before.refused" : "before.declined", before[0].Code);
            Assert.True(before.Count > 1 && before.Skip(1).All(reason => reason.Code.StartsWith("change.", StringComparison.Ordinal)), what);
            Assert.All(before, reason => Assert.All(Wording.Languages, language => Assert.Empty(Sentences.Missing(reason, language))));
        }
    }

    [Fact]
    public void After_the_time_that_a_refusal_holds_the_same_may_be_proposed_and_says_so()
    {
        Assert.IsType<Reconciliation.Unchanged>(ProposalRules.Reconcile(null, [Refused], Content(), "p2", At.AddMonths(12).AddDays(-1), MatchPolicy.Standard));
        var again = Created(ProposalRules.Reconcile(null, [Refused], Content(), "p2", At.AddMonths(12), MatchPolicy.Standard));
        Assert.Equal(["before.refused", "before.time_passed"], again.Before.Select(reason => reason.Code));
        Assert.Equal("p2", Created(ProposalRules.Reconcile(null, [Refused], Content(), "p2", At.AddMonths(3), MatchPolicy.Standard with { RefusalMonths = 3 })).Id);
    }

    [Fact]
    public void A_first_proposal_has_nothing_before_it() => Assert.Empty(Proposed().Before);

    [Fact]
    public void A_partners_no_is_remembered_by_pillar_and_said_in_the_next_proposal()
    {
        var no = Done(ProposalRules.PartnerAnswers(Accepted(), Id("NOR"), Norway, PartnerAnswer.No, null, At));
        Assert.Equal([new PartnerRefusal(Id("NOR"), Id("SDN"), Pillar.SurveyClearance, At)], no.PartnerRefusals());
        Assert.Empty(Accepted().PartnerRefusals());
        var market = SampleMarket with { Refused = no.PartnerRefusals() };
        Assert.DoesNotContain(Content(market).Partners, partner => partner.Partner == Id("NOR"));
        // Its capacity has changed since: it may be asked again, and the committee reads that it said no.
        var revised = market with { Capacities = [.. market.Capacities.Select(c => c with { ChangedAt = At.AddDays(1) })] };
        var next = Created(ProposalRules.Reconcile(null, [no], Content(revised), "p2", Later, MatchPolicy.Standard));
        Assert.Equal(["before.partner_refused"], next.Before.Select(reason => reason.Code));
    }

    [Fact]
    public void What_is_approved_and_not_answered_in_time_lapses_and_frees_its_money()
    {
        var approved = Approved();
        var last = new DateTimeOffset(approved.AnswerBy!.Value, new TimeOnly(23, 59), TimeSpan.Zero);
        Assert.Equal(Today.AddDays(60), approved.AnswerBy);
        Assert.Same(approved, ProposalRules.LapseUnanswered(approved, last));
        Assert.NotEmpty(approved.FixedLines(approved.AnswerBy.Value));
        Assert.Empty(approved.FixedLines(approved.AnswerBy.Value.AddDays(1)));
        var lapsed = ProposalRules.LapseUnanswered(approved, last.AddMinutes(1));
        Assert.Equal((ProposalStatus.Lapsed, true), (lapsed.Status, lapsed.WasUnanswered()));
        Assert.Equal("wrong_status", Code(ProposalRules.StateAnswers(approved, FocalPoint, true, null, null, last.AddMinutes(1))));
        var accepted = Accepted();
        Assert.Same(accepted, ProposalRules.LapseUnanswered(accepted, last.AddMinutes(1)));
        Assert.True(accepted.IsLive(accepted.AnswerBy!.Value.AddDays(1)));
        var next = Created(ProposalRules.Reconcile(null, [lapsed], Content(), "p2", last.AddMinutes(1), MatchPolicy.Standard));
        Assert.Equal(["before.no_answer"], next.Before.Select(reason => reason.Code));
        // One that was approved before there was such a day waits for its meeting's.
        Assert.True((approved with { AnswerBy = null }).IsLive(approved.MeetingOn!.Value));
        Assert.True(ProposalRules.LapseUnanswered(approved with { AnswerBy = null }, new(approved.MeetingOn.Value.AddDays(1), default, TimeSpan.Zero)).WasUnanswered());
    }
}

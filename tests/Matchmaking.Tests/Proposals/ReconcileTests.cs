using Matchmaking.Matching;
using Matchmaking.Proposals;
using static Matchmaking.Tests.Matching.Markets;
using static Matchmaking.Tests.Proposals.Samples;

namespace Matchmaking.Tests.Proposals;

public sealed class ReconcileTests
{
    private static readonly DateTimeOffset Later = At.AddHours(1);

    [Fact]
    public void A_first_round_proposes_and_the_same_round_again_changes_nothing()
    {
        var proposal = Proposed();
        Assert.Equal(("p1", 1, ProposalStatus.Proposed), (proposal.Id, proposal.Version, proposal.Status));
        Assert.Equal(("proposed", "round"), (proposal.Steps.Single().Action, proposal.Steps.Single().Actor));
        Assert.IsType<Reconciliation.Unchanged>(Round(proposal, SampleMarket));
    }

    [Fact]
    public void Nothing_is_proposed_where_nobody_fits()
    {
        Assert.IsType<Reconciliation.Unchanged>(ProposalRules.Reconcile(null, null, Content(SampleMarket with { Capacities = [] }), "p1", At));
        Assert.IsType<Reconciliation.Unchanged>(ProposalRules.Reconcile(null, null, null, "p1", At));
    }

    public static TheoryData<string, MarketInput> Changed => new()
    {
        { "change.partner_added", WithCapacities(Capacity("c4", "org-two", d => d with { AmountUsd = 5 })) },
        { "change.partner_removed", WithoutCapacity("c1") },
        { "change.amount", SampleMarket with { Capacities = [.. SampleMarket.Capacities.Select(c => c.Id == "c1" ? c with { Declaration = c.Declaration with { AmountUsd = 600_000 } } : c)] } },
        { "change.uncovered", WithNeed("n1", n => n with { Declaration = n.Declaration with { AmountUsd = 2_000_000 } }) },
        { "change.line_removed", WithoutCapacity("c3") },
        { "change.need_added", SampleMarket with { Needs = [.. SampleMarket.Needs, Need("n3", with: d => d with { Pillar = Pillar.Advocacy })] } },
        { "change.need_removed", WithNeed("n2", _ => null) },
        { "change.need_revised", WithNeed("n2", n => n with { Version = 2 }) },
        { "change.invited_to_talk", WithNeed("n1", n => n with { Declaration = n.Declaration with { AmountUsd = null } }) },
        { "change.kind", WithNeed("n1", n => n with { Declaration = n.Declaration with { Interest = Interest.CountryCoalition } }) },
        { "change.explanation", WithNeed("n1", n => n with { Declaration = n.Declaration with { Visibility = Visibility.Committee } }) },
    };

    [Theory]
    [MemberData(nameof(Changed))]
    public void Until_the_committee_acts_a_round_updates_and_says_what_changed(string code, MarketInput market)
    {
        var updated = Assert.IsType<Reconciliation.Updated>(Round(Proposed(), market));
        Assert.False(updated.Resubmitted);
        Assert.Equal((2, ProposalStatus.Proposed, "changed"), (updated.Proposal.Version, updated.Proposal.Status, updated.Proposal.Steps[^1].Action));
        Assert.Contains(code, updated.Proposal.Changes.Select(c => c.Code));
        Assert.All(updated.Proposal.Changes, change => Assert.All(Wording.Languages, language => Assert.Empty(Sentences.Missing(change, language))));
        Assert.IsType<Reconciliation.Unchanged>(Round(updated.Proposal, market));
    }

    [Fact]
    public void A_figure_that_is_now_suggested_is_said()
    {
        var uncosted = WithNeed("n1", n => n with { Declaration = n.Declaration with { AmountUsd = null } });
        var before = Created(ProposalRules.Reconcile(null, null, Content(uncosted), "p1", At));
        Assert.Contains("change.amount_suggested", Assert.IsType<Reconciliation.Updated>(Round(before, SampleMarket)).Proposal.Changes.Select(c => c.Code));
    }

    [Fact]
    public void Another_policy_is_said()
    {
        var content = Content(policy: MatchPolicy.Standard with { Version = MatchPolicy.Standard.Version + 1 });
        var updated = Assert.IsType<Reconciliation.Updated>(ProposalRules.Reconcile(Proposed(), null, content, "p2", Later));
        Assert.Equal(["change.policy"], updated.Proposal.Changes.Select(c => c.Code));
    }

    [Fact]
    public void What_was_sent_back_returns_only_when_its_content_changes()
    {
        Assert.IsType<Reconciliation.Unchanged>(Round(SentBack(), SampleMarket));
        var returned = Assert.IsType<Reconciliation.Updated>(Round(SentBack(), WithoutCapacity("c1")));
        Assert.True(returned.Resubmitted);
        Assert.Equal(ProposalStatus.Proposed, returned.Proposal.Status);
        var reworded = Assert.IsType<Reconciliation.Updated>(Round(SentBack(), Changed.Last().Data.Item2));
        Assert.False(reworded.Resubmitted);
        Assert.Equal(ProposalStatus.SentBack, reworded.Proposal.Status);
    }

    [Fact]
    public void A_proposal_without_needs_or_partners_lapses()
    {
        Assert.Equal(ProposalStatus.Lapsed, Assert.IsType<Reconciliation.Lapsed>(Round(Proposed(), SampleMarket with { Capacities = [] })).Proposal.Status);
        Assert.Equal("lapsed", Assert.IsType<Reconciliation.Lapsed>(ProposalRules.Reconcile(SentBack(), null, null, "p2", Later)).Proposal.Steps[^1].Action);
    }

    [Fact]
    public void Once_approved_a_round_leaves_a_note_and_never_twice_the_same()
    {
        var fixedLines = Approved().FixedLines(Today);
        var market = (WithCapacities(Capacity("c4", "org-two", d => d with { AmountUsd = 5 })) with { Promised = fixedLines });
        var noted = Assert.IsType<Reconciliation.Noted>(Round(Approved(), market)).Proposal;
        Assert.Equal(["note.partner_could_help"], noted.RoundNotes.Select(n => n.Code));
        Assert.Equal((1, ProposalStatus.Approved, 2), (noted.Version, noted.Status, noted.Steps.Count));
        Assert.IsType<Reconciliation.Unchanged>(Round(noted, market));
    }

    [Fact]
    public void Nothing_new_leaves_no_note() => Assert.IsType<Reconciliation.Unchanged>(Round(Approved(), SampleMarket with { Promised = Approved().FixedLines(Today) }));

    [Fact]
    public void Reviewers_are_told_of_needs_and_capacities_that_came_and_went()
    {
        var promised = Accepted().FixedLines(Today);
        Assert.Equal(["note.capacity_withdrawn"], Notes(WithoutCapacity("c1") with { Promised = promised }));
        Assert.Equal(["note.need_removed"], Notes(WithNeed("n2", _ => null) with { Promised = promised }));
        Assert.Equal(["note.need_revised"], Notes(WithNeed("n2", n => n with { Version = 3 }) with { Promised = promised }));
        Assert.Equal(["note.need_added"], Notes(SampleMarket with { Promised = promised, Needs = [.. SampleMarket.Needs, Need("n3", with: d => d with { Pillar = Pillar.Advocacy })] }));
        var noted = Assert.IsType<Reconciliation.Noted>(ProposalRules.Reconcile(Accepted(), null, null, "p2", Later));
        Assert.Equal(["note.need_removed", "note.need_removed"], noted.Proposal.RoundNotes.Select(n => n.Code));

        static IEnumerable<string> Notes(MarketInput market)
        {
            var notes = Assert.IsType<Reconciliation.Noted>(Round(Accepted(), market)).Proposal.RoundNotes;
            Assert.All(notes, note => Assert.All(Wording.Languages, language => Assert.Empty(Sentences.Missing(note, language))));
            return notes.Select(n => n.Code);
        }
    }

    [Fact]
    public void What_ended_is_not_proposed_again_unchanged()
    {
        var declined = Done(ProposalRules.Decline(Proposed(), Member, "not now", At));
        Assert.IsType<Reconciliation.Unchanged>(ProposalRules.Reconcile(null, declined, Content(), "p2", Later));
        var retitled = WithNeed("n1", n => n with { Version = 2, Declaration = n.Declaration with { Title = LocalText.Of("New words", "Autres mots") } });
        Assert.IsType<Reconciliation.Unchanged>(ProposalRules.Reconcile(null, declined, Content(retitled), "p2", Later));
        Assert.Equal("p2", Created(ProposalRules.Reconcile(null, declined, Content(WithoutCapacity("c1")), "p2", Later)).Id);
    }

    [Fact]
    public void What_merely_lapsed_is_proposed_again()
    {
        var lapsed = Proposed() with { Status = ProposalStatus.Lapsed };
        Assert.Equal("p2", Created(ProposalRules.Reconcile(null, lapsed, Content(), "p2", Later)).Id);
    }

    [Fact]
    public void A_proposal_is_live_until_it_ends_or_its_meeting_is_over()
    {
        Assert.True(Proposed().IsLive(Today) && SentBack().IsLive(Today) && Approved().IsLive(Today) && Accepted().IsLive(Today));
        Assert.False(Approved().IsLive(Today.AddYears(5)) || Accepted().IsLive(Today.AddYears(5)));
        var answered = Accepted() with { Status = ProposalStatus.Answered };
        Assert.True(answered.IsLive(answered.MeetingOn!.Value));
        Assert.False(answered.IsLive(answered.MeetingOn!.Value.AddDays(1)));
        Assert.DoesNotContain([ProposalStatus.Declined, ProposalStatus.Refused, ProposalStatus.Lapsed], status => (Accepted() with { Status = status }).IsLive(Today));
    }

    private static Reconciliation Round(Proposal live, MarketInput market) => ProposalRules.Reconcile(live, null, Content(market), "p2", Later);
}

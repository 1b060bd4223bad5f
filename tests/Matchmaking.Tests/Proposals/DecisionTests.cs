using Matchmaking.Matching;
using Matchmaking.Proposals;
using static Matchmaking.Tests.Matching.Markets;
using static Matchmaking.Tests.Proposals.Samples;

namespace Matchmaking.Tests.Proposals;

public sealed class DecisionTests
{
    public delegate Decision Review(Proposal proposal, Actor actor, string? reason, DateTimeOffset at);

    public static TheoryData<string, Review> EveryReview => new()
    {
        { "approved", (proposal, actor, reason, at) => ProposalRules.Approve(proposal, actor, reason, at, MatchPolicy.Standard) },
        { "declined", ProposalRules.Decline },
        { "sent_back", ProposalRules.SendBack },
    };

    [Theory]
    [MemberData(nameof(EveryReview))]
    public void Members_of_the_committee_decide_and_nobody_else(string action, Review review)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var actor = new Actor("key-9", role, Id("CHE"));
            var decision = review(Proposed(), actor, " because ", At);
            if (role is Role.Committee or Role.GenderFocalPoint or Role.Chair)
                Assert.Equal(new ProposalStep(At, "key-9", Id("CHE"), action, "because"), Done(decision).Steps[^1]);
            else
                Assert.Equal("not_reviewer", Code(decision));
        }
    }

    [Theory]
    [MemberData(nameof(EveryReview))]
    public void Nobody_decides_on_a_proposal_of_their_own_State(string action, Review review)
    {
        Assert.NotEmpty(action);
        Assert.Equal("own_state", Code(review(Proposed(), Member with { Participant = Id("SDN") }, "because", At)));
        Assert.IsType<Decision.Done>(review(Proposed(), Member with { Participant = Id("NOR") }, "because", At));
    }

    [Fact]
    public void Declining_and_sending_back_owe_a_reason_and_approving_does_not()
    {
        Assert.Equal("reason_required", Code(ProposalRules.Decline(Proposed(), Member, " ", At)));
        Assert.Equal("reason_required", Code(ProposalRules.SendBack(Proposed(), Member, null, At)));
        Assert.Null(Done(ProposalRules.Approve(Proposed(), Member, " ", At, MatchPolicy.Standard)).Steps[^1].Note);
    }

    [Fact]
    public void What_was_sent_back_may_still_be_approved_or_declined_but_not_sent_back_again()
    {
        Assert.Equal(ProposalStatus.Approved, Done(ProposalRules.Approve(SentBack(), Member, null, At, MatchPolicy.Standard)).Status);
        Assert.Equal(ProposalStatus.Declined, Done(ProposalRules.Decline(SentBack(), Member, "no", At)).Status);
        Assert.Equal("wrong_status", Code(ProposalRules.SendBack(SentBack(), Member, "again", At)));
    }

    [Theory]
    [MemberData(nameof(EveryReview))]
    public void What_is_decided_stays_decided(string action, Review review)
    {
        Assert.NotEmpty(action);
        Assert.All(Enum.GetValues<ProposalStatus>().Except([ProposalStatus.Proposed, ProposalStatus.SentBack]),
            status => Assert.Equal("wrong_status", Code(review(Proposed() with { Status = status }, Member, "because", At))));
    }

    [Theory]
    [InlineData("2026-11-20", "2027-03-02")] // a Friday: 98 days later is a Friday again
    [InlineData("2026-11-24", "2027-03-02")] // a Tuesday: the very day
    [InlineData("2026-11-25", "2027-03-09")]
    public void Approval_suggests_the_first_Tuesday_at_least_fourteen_weeks_later(string approved, string suggested)
    {
        var at = new DateTimeOffset(DateOnly.Parse(approved, null), new(23, 30), TimeSpan.Zero);
        var day = Done(ProposalRules.Approve(Proposed(), Member, null, at, MatchPolicy.Standard)).MeetingOn;
        Assert.Equal(DateOnly.Parse(suggested, null), day);
        Assert.Equal(DayOfWeek.Tuesday, day!.Value.DayOfWeek);
    }

    [Fact]
    public void The_State_says_yes_and_may_move_the_day()
    {
        var yes = Done(ProposalRules.StateAnswers(Approved(), FocalPoint, yes: true, new(2027, 4, 6), "gladly", At));
        Assert.Equal((ProposalStatus.Accepted, new DateOnly(2027, 4, 6), "accepted", "gladly"), (yes.Status, yes.MeetingOn!.Value, yes.Steps[^1].Action, yes.Steps[^1].Note));
        Assert.Equal(new DateOnly(2027, 3, 2), Accepted().MeetingOn);
    }

    [Fact]
    public void A_meeting_is_never_in_the_past()
    {
        Assert.Equal("day_in_past", Code(ProposalRules.StateAnswers(Approved(), FocalPoint, yes: true, new(2026, 11, 19), null, At)));
        Assert.IsType<Decision.Done>(ProposalRules.StateAnswers(Approved(), FocalPoint, yes: true, new(2026, 11, 20), null, At));
        // The suggested day has passed without an answer: another proposal may have taken this one's place.
        Assert.Equal("wrong_status", Code(ProposalRules.StateAnswers(Approved(), FocalPoint, yes: true, new(2028, 1, 1), null, At.AddYears(1))));
    }

    [Fact]
    public void A_meeting_is_at_most_two_years_ahead()
    {
        Assert.IsType<Decision.Done>(ProposalRules.StateAnswers(Approved(), FocalPoint, yes: true, new(2028, 11, 20), null, At));
        Assert.Equal("day_too_far", Code(ProposalRules.StateAnswers(Approved(), FocalPoint, yes: true, new(2028, 11, 21), null, At)));
    }

    [Fact]
    public void Every_step_and_note_raises_the_revision()
    {
        Assert.Equal(Proposed().Revision + 1, Approved().Revision);
        Assert.Equal(Approved().Revision + 1, (Approved() with { RoundNotes = [Approved().KindReason] }).Revision);
    }

    [Fact]
    public void After_the_meetings_day_only_a_yes_still_binds()
    {
        var over = Accepted().MeetingOn!.Value.AddDays(1);
        Assert.Empty(Approved().FixedLines(over));
        Assert.Empty(Accepted().FixedLines(over));
        var partner = Accepted().Partners[0];
        var answered = Accepted() with { Partners = [partner with { Answer = PartnerAnswer.Yes }, .. Accepted().Partners.Skip(1)] };
        Assert.Equal(partner.Lines.Count, answered.FixedLines(over).Count);
    }

    [Fact]
    public void The_States_no_ends_it() => Assert.Equal(ProposalStatus.Refused, Done(ProposalRules.StateAnswers(Approved(), FocalPoint, yes: false, null, null, At)).Status);

    [Fact]
    public void Only_the_States_focal_point_answers_for_it_and_once()
    {
        Assert.Equal("not_your_state", Code(ProposalRules.StateAnswers(Approved(), Norway, yes: true, null, null, At)));
        Assert.Equal("not_your_state", Code(ProposalRules.StateAnswers(Approved(), Member with { Participant = Id("SDN") }, yes: true, null, null, At)));
        Assert.Equal("wrong_status", Code(ProposalRules.StateAnswers(Proposed(), FocalPoint, yes: true, null, null, At)));
        Assert.Equal("already_answered", Code(ProposalRules.StateAnswers(Accepted(), FocalPoint, yes: false, null, null, At)));
    }

    [Fact]
    public void Partners_answer_for_themselves_once_and_later_is_not_yet_an_answer()
    {
        var later = Done(ProposalRules.PartnerAnswers(Accepted(), Id("NOR"), Norway, PartnerAnswer.Later, "after the budget", At));
        Assert.Equal((ProposalStatus.Accepted, "later: after the budget"), (later.Status, later.Steps[^1].Note));
        var yes = Done(ProposalRules.PartnerAnswers(later, Id("NOR"), Norway, PartnerAnswer.Yes, null, At));
        Assert.Equal("already_answered", Code(ProposalRules.PartnerAnswers(yes, Id("NOR"), Norway, PartnerAnswer.No, null, At)));
        var all = Done(ProposalRules.PartnerAnswers(yes, Id("org-one"), One, PartnerAnswer.No, null, At));
        Assert.Equal(ProposalStatus.Answered, all.Status);
        Assert.Equal("already_answered", Code(ProposalRules.PartnerAnswers(all, Id("org-one"), One, PartnerAnswer.Yes, null, At)));
    }

    [Fact]
    public void Who_is_not_invited_does_not_answer()
    {
        Assert.Equal("not_invited", Code(ProposalRules.PartnerAnswers(Accepted(), Id("NOR"), One, PartnerAnswer.Yes, null, At)));
        Assert.Equal("not_invited", Code(ProposalRules.PartnerAnswers(Accepted(), Id("JPN"), new Actor("k", Role.FocalPoint, Id("JPN")), PartnerAnswer.Yes, null, At)));
        Assert.Equal("not_invited", Code(ProposalRules.PartnerAnswers(Accepted(), Id("NOR"), Member with { Participant = Id("NOR") }, PartnerAnswer.Yes, null, At)));
        Assert.Equal("wrong_status", Code(ProposalRules.PartnerAnswers(Approved(), Id("NOR"), Norway, PartnerAnswer.Yes, null, At)));
    }

    [Fact]
    public void What_is_approved_is_promised_unless_its_partner_says_no()
    {
        Assert.Empty(Proposed().FixedLines(Today));
        Assert.Equal(3, Approved().FixedLines(Today).Count);
        var no = Done(ProposalRules.PartnerAnswers(Accepted(), Id("org-one"), One, PartnerAnswer.No, null, At));
        Assert.Equal([("n1", "c1", 700_000L)], no.FixedLines(Today).Select(l => (l.NeedId, l.CapacityId, l.Amount!.Value)));
        Assert.Empty(Done(ProposalRules.StateAnswers(Approved(), FocalPoint, yes: false, null, null, At)).FixedLines(Today));
    }

    [Fact]
    public void A_partner_sees_its_own_lines_and_nothing_of_the_others()
    {
        var seen = ProposalRules.ForPartner(Accepted(), Id("org-one"))!;
        Assert.Equal((Id("SDN"), new DateOnly(2027, 3, 2)), (seen.State, seen.MeetingOn!.Value));
        Assert.Equal([("n1", "c2"), ("n2", "c3")], seen.Needs.SelectMany(n => n.Lines).Select(l => (l.NeedId, l.CapacityId)));
        var json = System.Text.Json.JsonSerializer.Serialize(seen, Json.Options);
        Assert.DoesNotContain("NOR", json, StringComparison.Ordinal);
        Assert.DoesNotContain("visibility", json, StringComparison.Ordinal);
        Assert.DoesNotContain("uncovered", json, StringComparison.Ordinal);
        Assert.Equal(["n1"], ProposalRules.ForPartner(Accepted(), Id("NOR"))!.Needs.Select(n => n.NeedId));
    }

    [Fact]
    public void Nobody_is_invited_before_the_State_has_said_yes()
    {
        Assert.Null(ProposalRules.ForPartner(Approved(), Id("NOR")));
        Assert.Null(ProposalRules.ForPartner(Accepted(), Id("JPN")));
    }
}

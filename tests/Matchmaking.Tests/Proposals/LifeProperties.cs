using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Matching;
using Matchmaking.Proposals;
using Matchmaking.Tests.Matching;
using static Matchmaking.Tests.Matching.Markets;
using static Matchmaking.Tests.Proposals.Samples;

namespace Matchmaking.Tests.Proposals;

public sealed class LifeProperties
{
    /// <summary>Everything that can happen to a proposal, by anybody, in any order.</summary>
    private static readonly Func<Proposal, DateTimeOffset, Proposal?>[] Events =
    [
        .. new[] { Member, FocalPoint, Norway, Member with { Participant = Id("SDN") } }.SelectMany(actor => new Func<Proposal, DateTimeOffset, Proposal?>[]
        {
            (p, at) => After(ProposalRules.Approve(p, actor, null, at, MatchPolicy.Standard)),
            (p, at) => After(ProposalRules.Decline(p, actor, "no", at)),
            (p, at) => After(ProposalRules.SendBack(p, actor, "again", at)),
            (p, at) => After(ProposalRules.StateAnswers(p, actor, true, null, null, at)),
            (p, at) => After(ProposalRules.StateAnswers(p, actor, true, null, null, at)),
            (p, at) => After(ProposalRules.StateAnswers(p, actor, false, null, null, at)),
        }),
        .. new[] { Norway, One }.SelectMany(actor => Enum.GetValues<PartnerAnswer>().Select(answer =>
            (Func<Proposal, DateTimeOffset, Proposal?>)((p, at) => After(ProposalRules.PartnerAnswers(p, actor.Participant!.Value, actor, answer, null, at))))),
        .. new[] { SampleMarket, WithoutCapacity("c1"), WithoutCapacity("c3"), WithNeed("n2", _ => null), SampleMarket with { Capacities = [] } }.Select(market =>
            (Func<Proposal, DateTimeOffset, Proposal?>)((p, at) => After(ProposalRules.Reconcile(p, [], Content(market with { Promised = p.FixedLines(Today) }), "p2", at, MatchPolicy.Standard)))),
    ];

    private static readonly Dictionary<ProposalStatus, ProposalStatus[]> Next = new()
    {
        [ProposalStatus.Proposed] = [ProposalStatus.SentBack, ProposalStatus.Approved, ProposalStatus.Declined, ProposalStatus.Lapsed],
        [ProposalStatus.SentBack] = [ProposalStatus.Proposed, ProposalStatus.Approved, ProposalStatus.Declined, ProposalStatus.Lapsed],
        [ProposalStatus.Approved] = [ProposalStatus.Accepted, ProposalStatus.Refused],
        [ProposalStatus.Accepted] = [ProposalStatus.Answered],
    };

    [Fact]
    public void No_sequence_of_events_leaves_the_road() =>
        Prop.ForAll(Gen.Choose(0, Events.Length - 1).ListOf().ToArbitrary(), events =>
        {
            var (proposal, at) = (Proposed(), At);
            foreach (var number in events)
            {
                at = at.AddDays(1);
                // An ended proposal is not live: a round is never asked about it.
                if (!proposal.IsLive(Today) && number >= Events.Length - 5)
                    continue;
                if (Events[number](proposal, at) is not { } after)
                    continue;
                Assert.True(after.Status == proposal.Status || Next[proposal.Status].Contains(after.Status), $"{proposal.Status} → {after.Status}");
                Assert.Equal(proposal.Steps, after.Steps.Take(proposal.Steps.Count));
                Assert.True(after.Version >= proposal.Version);
                var fixedNow = proposal.Status is not (ProposalStatus.Proposed or ProposalStatus.SentBack);
                Assert.True(!fixedNow || after.Version == proposal.Version);
                Assert.Equal(after.Status is ProposalStatus.Approved or ProposalStatus.Accepted or ProposalStatus.Answered or ProposalStatus.Refused, after.MeetingOn is not null);
                Assert.Equal(after.Status == ProposalStatus.Answered, after.Partners.All(p => p.Answer is PartnerAnswer.Yes or PartnerAnswer.No));
                Assert.All(proposal.Partners.Where(p => p.Answer is PartnerAnswer.Yes or PartnerAnswer.No), p =>
                    Assert.Equal(p.Answer, after.Partners.Single(x => x.Partner == p.Partner).Answer));
                proposal = after;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_round_over_what_it_has_just_written_changes_nothing() => Prop.ForAll(Markets.Any, Markets.Any, (first, second) =>
    {
        var proposals = new Dictionary<ParticipantId, Proposal>();
        foreach (var market in new[] { first, second, second })
        {
            var contents = ProposalRules.FromPlan(Matcher.Match(market, Tight, Today), market).ToDictionary(c => c.State);
            foreach (var state in contents.Keys.Union(proposals.Keys).ToList())
            {
                var live = proposals.GetValueOrDefault(state) is { } p && p.IsLive(Today) ? p : null;
                var ended = live is null ? proposals.GetValueOrDefault(state) : null;
                var content = contents.GetValueOrDefault(state);
                // As it comes back from storage.
                var stored = live is null ? null : JsonSerializer.Deserialize<Proposal>(JsonSerializer.Serialize(live, Json.Options), Json.Options);
                if (After(ProposalRules.Reconcile(stored, ended is null ? [] : [ended], content, "p", At, MatchPolicy.Standard)) is not { } after)
                    continue;
                proposals[state] = after;
                Assert.IsType<Reconciliation.Unchanged>(ProposalRules.Reconcile(after.IsLive(Today) ? after : null, after.IsLive(Today) ? ended is null ? [] : [ended] : [after],
                    after.IsLive(Today) ? content : null, "p", At, MatchPolicy.Standard));
                Assert.All(after.Changes, c => Assert.All(Wording.Languages, language => Assert.Empty(Sentences.Missing(c, language))));
                Assert.All(Wording.Languages, language => Assert.Empty(Sentences.Missing(after.KindReason, language)));
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static Proposal? After(Decision decision) => (decision as Decision.Done)?.Proposal;

    private static Proposal? After(Reconciliation reconciliation) => reconciliation switch
    {
        Reconciliation.Created { Proposal: var p } => p,
        Reconciliation.Updated { Proposal: var p } => p,
        Reconciliation.Lapsed { Proposal: var p } => p,
        Reconciliation.Noted { Proposal: var p } => p,
        _ => null,
    };
}

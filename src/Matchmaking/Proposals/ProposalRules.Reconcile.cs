using Matchmaking.Matching;

namespace Matchmaking.Proposals;

public static partial class ProposalRules
{
    /// <summary>The author of a round's steps.</summary>
    public const string Round = "round";

    /// <summary>
    /// True while the State can have no other proposal: until it ends or, once the committee has approved it, until the
    /// meeting's day is over, or the day by which the State was to answer.
    /// </summary>
    public static bool IsLive(this Proposal proposal, DateOnly today) => proposal.Status switch
    {
        ProposalStatus.Declined or ProposalStatus.Refused or ProposalStatus.Lapsed => false,
        ProposalStatus.Approved when proposal.AnswerBy < today => false,
        ProposalStatus.Approved or ProposalStatus.Accepted or ProposalStatus.Answered => proposal.MeetingOn is not { } day || day >= today,
        _ => true,
    };

    /// <summary>
    /// What a round does. The same inputs give the same answer, and once it is written the next round with the same
    /// content answers <see cref="Reconciliation.Unchanged"/>.
    /// </summary>
    /// <param name="live">The State's live proposal, if any.</param>
    /// <param name="ended">The State's proposals that are no longer live, oldest first: what was refused is not made again in substance while that holds.</param>
    /// <param name="content">What the round would propose; null where the State has no open need.</param>
    /// <param name="idForNew">The id of a new proposal.</param>
    /// <param name="at">When.</param>
    /// <param name="policy">The policy, for how long a refusal holds.</param>
    public static Reconciliation Reconcile(
        Proposal? live, IReadOnlyList<Proposal> ended, ProposalContent? content, string idForNew, DateTimeOffset at, MatchPolicy policy)
    {
        var proposable = content is { NamesAnybody: true };
        return live switch
        {
            null when !proposable || IsAskedAgain(ended, content!, at, policy) => new Reconciliation.Unchanged(),
            null => new Reconciliation.Created(Create(content!, idForNew, at) with { Before = SaidBefore(ended, content!, policy) }),
            { Status: ProposalStatus.Proposed or ProposalStatus.SentBack } when !proposable =>
                new Reconciliation.Lapsed(live.With(ProposalStatus.Lapsed, new(at, Round, null, "lapsed", null))),
            { Status: ProposalStatus.Proposed or ProposalStatus.SentBack } => Update(live, content!, at),
            _ => Note(live, content, at),
        };
    }

    internal static Proposal Create(ProposalContent content, string id, DateTimeOffset at) => new()
    {
        Id = id,
        State = content.State,
        Version = 1,
        Status = ProposalStatus.Proposed,
        Kind = content.Kind,
        KindReason = content.KindReason,
        Needs = content.Needs,
        Partners = content.Partners,
        KnownDonors = content.KnownDonors,
        PolicyName = content.PolicyName,
        PolicyVersion = content.PolicyVersion,
        Demo = content.Demo,
        Steps = [new(at, Round, null, "proposed", null)],
    };

    private static Reconciliation Update(Proposal live, ProposalContent content, DateTimeOffset at)
    {
        if (Fingerprints.Whole(live) == Fingerprints.Whole(content))
            return new Reconciliation.Unchanged();
        var changes = ContentChanges.Between(live, content);
        // What the committee sent back for a reason does not return for a policy's new version or a new wording alone.
        var resubmitted = live.Status == ProposalStatus.SentBack && changes.Any(c => c.Code is not ("change.policy" or "change.explanation"));
        var codes = string.Join(' ', changes.Select(c => c.Code).Distinct(StringComparer.Ordinal));
        var updated = live.With(resubmitted ? ProposalStatus.Proposed : live.Status, new(at, Round, null, "changed", codes)) with
        {
            Version = live.Version + 1,
            Kind = content.Kind,
            KindReason = content.KindReason,
            Needs = content.Needs,
            Partners = content.Partners,
            KnownDonors = content.KnownDonors,
            PolicyName = content.PolicyName,
            PolicyVersion = content.PolicyVersion,
            Demo = content.Demo,
            Changes = changes,
        };
        return new Reconciliation.Updated(updated, resubmitted);
    }

    private static Reconciliation Note(Proposal live, ProposalContent? content, DateTimeOffset at)
    {
        var known = live.RoundNotes.Select(Say.Key).ToHashSet(StringComparer.Ordinal);
        var notes = ContentChanges.NotesFor(live, content).Where(note => known.Add(note.Key())).ToList();
        var noted = notes.Count == 0 ? live : live with { RoundNotes = [.. live.RoundNotes, .. notes] };
        noted = NoteBroken(noted, content?.Broken ?? [], OpenNeeds(content), at);
        return ReferenceEquals(noted, live) ? new Reconciliation.Unchanged() : new Reconciliation.Noted(noted);
    }

    /// <summary>The needs that a content is about.</summary>
    public static IReadOnlySet<string> OpenNeeds(ProposalContent? content) =>
        (content?.Needs ?? []).Select(need => need.NeedId).ToHashSet(StringComparer.Ordinal);

    private static Proposal With(this Proposal proposal, ProposalStatus status, ProposalStep step) =>
        proposal with { Status = status, Steps = [.. proposal.Steps, step] };
}

using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Ledger;
using Matchmaking.Proposals;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Proposals;

/// <summary>
/// What people do with proposals: review, answer. Each is load → pure function → one atomic write with audit and outbox
/// → answer; <c>notify</c> then tells whoever is to be told. The API and the answer links call the same methods.
/// </summary>
internal sealed class ProposalActions(ProposalStore proposals, Ledger.Ledger ledger, TimeProvider time)
{
    private const int MostTries = 20;

    /// <summary>
    /// The committee decides on what it has read: a proposal that changed since is not decided on. Storage: 1 read, 1
    /// transaction, 2 sends (market, notices), 1 deletion.
    /// </summary>
    public async Task<Proposal> ReviewAsync(
        Stored<Proposal> proposal, Func<Proposal, DateTimeOffset, Decision> decide, Actor actor, CancellationToken ct)
    {
        var at = time.GetUtcNow();
        var decided = Require(decide(proposal.Value, at));
        return await ledger.SubmitAsync(Change(proposal, decided, actor, at, usedLink: null), ct) is TransactionResult.Committed
            ? decided
            : throw new Refused(ErrorCatalogue.Stale);
    }

    /// <summary>
    /// The affected State answers; its partners hear of it only after its yes (000-16). Storage: as a review, and again
    /// for each time that another was faster.
    /// </summary>
    public Task<Proposal> AnswerForStateAsync(
        Stored<Proposal> proposal, bool yes, DateOnly? day, string? note, Actor actor, string? usedLink, CancellationToken ct) =>
        AnswerAsync(proposal, (before, at) => ProposalRules.StateAnswers(before, actor, yes, day, note, at), actor, usedLink, ct);

    /// <summary>A partner answers. Storage: as the State's answer.</summary>
    public Task<Proposal> AnswerForPartnerAsync(
        Stored<Proposal> proposal, ParticipantId partner, PartnerAnswer answer, string? note, Actor actor, string? usedLink, CancellationToken ct) =>
        AnswerAsync(proposal, (before, at) => ProposalRules.PartnerAnswers(before, partner, actor, answer, note, at), actor, usedLink, ct);

    /// <summary>
    /// Records an answer. Several partners may answer at one moment, and a round may add a note: whoever was slower reads
    /// again and asks the rule again, so that nobody is told of an answer that is not there.
    /// </summary>
    private async Task<Proposal> AnswerAsync(
        Stored<Proposal> proposal, Func<Proposal, DateTimeOffset, Decision> decide, Actor actor, string? usedLink, CancellationToken ct)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var at = time.GetUtcNow();
            var answered = Require(decide(proposal.Value, at));
            switch (await ledger.SubmitAsync(Change(proposal, answered, actor, at, usedLink), ct))
            {
                case TransactionResult.Committed:
                    return answered;
                case TransactionResult.Conflicted { Conflict: RowConflict.AlreadyExists }:
                    throw new Refused(ErrorCatalogue.AlreadyAnswered);
            }

            proposal = await proposals.FindAsync(proposal.Value.State, proposal.Value.Id, ct) ?? throw new Refused(ErrorCatalogue.NotFound);
        }

        throw new Refused(ErrorCatalogue.Busy);
    }

    private static Commit Change(Stored<Proposal> old, Proposal next, Actor actor, DateTimeOffset at, string? usedLink)
    {
        var step = next.Steps[^1];
        // The market changes with every answer: promises bind, or bind no longer.
        var commit = new Commit(next.State.Value, actor, at)
            .Replace(old, next)
            .Audit($"proposal.{step.Action}", old.RowKey, next.Version, step.Note)
            .Send(Messages.DeclaredQueue, Messages.OfDeclared(next.State.Value, old.RowKey))
            .Send(Messages.NoticeQueue, Messages.OfProposalChanged(next.State.Value, old.RowKey));
        // A link works once: the row that says so is added with the answer, or nothing is.
        return usedLink is null ? commit : commit.Add(Keys.UsedLink(usedLink), new UsedLink(at));
    }

    private static Proposal Require(Decision decision) => decision switch
    {
        Decision.Done done => done.Proposal,
        Decision.Refused refused => throw new Refused(ErrorCatalogue.OfDecision(refused.Code)),
        _ => throw new InvalidOperationException(),
    };
}

/// <summary>When a link was used.</summary>
internal sealed record UsedLink(DateTimeOffset At);

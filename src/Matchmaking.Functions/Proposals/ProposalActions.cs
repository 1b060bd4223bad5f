using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Ledger;
using Matchmaking.Proposals;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Proposals;

/// <summary>
/// What people do with proposals: review, answer. Each is load → pure function → one atomic write with audit and outbox
/// → answer; <c>on-notice</c> then tells whoever is to be told. The API and the answer links call the same methods.
/// </summary>
internal sealed class ProposalActions(Ledger.Ledger ledger, TimeProvider time)
{
    /// <summary>
    /// The committee decides. Storage: 1 read, 1 transaction, 2 sends (market, notices), 1 deletion.
    /// </summary>
    public async Task<Proposal> ReviewAsync(
        Stored<Proposal> proposal, Func<Proposal, DateTimeOffset, Decision> decide, Actor actor, CancellationToken ct)
    {
        var at = time.GetUtcNow();
        var decided = Require(decide(proposal.Value, at));
        await SubmitAsync(Change(proposal, decided, actor, at), ct);
        return decided;
    }

    /// <summary>
    /// The affected State answers; its partners hear of it only after its yes (000-16). Storage: as a review.
    /// </summary>
    public async Task<Proposal> AnswerForStateAsync(
        Stored<Proposal> proposal, bool yes, DateOnly? day, string? note, Actor actor, string? usedLink, CancellationToken ct)
    {
        var at = time.GetUtcNow();
        var answered = Require(ProposalRules.StateAnswers(proposal.Value, actor, yes, day, note, at));
        var commit = Change(proposal, answered, actor, at);
        Use(commit, usedLink);
        await SubmitAsync(commit, ct);
        return answered;
    }

    /// <summary>A partner answers. Storage: as a review.</summary>
    public async Task<Proposal> AnswerForPartnerAsync(
        Stored<Proposal> proposal, ParticipantId partner, PartnerAnswer answer, string? note, Actor actor, string? usedLink, CancellationToken ct)
    {
        var at = time.GetUtcNow();
        var answered = Require(ProposalRules.PartnerAnswers(proposal.Value, partner, actor, answer, note, at));
        var commit = Change(proposal, answered, actor, at);
        Use(commit, usedLink);
        await SubmitAsync(commit, ct);
        return answered;
    }

    private static Commit Change(Stored<Proposal> old, Proposal next, Actor actor, DateTimeOffset at)
    {
        var step = next.Steps[^1];
        // The market changes with every answer: promises bind, or bind no longer.
        return new Commit(next.State.Value, actor, at)
            .Replace(old, next)
            .Audit($"proposal.{step.Action}", old.RowKey, next.Version, step.Note)
            .Send(Messages.DeclaredQueue, Messages.OfDeclared(next.State.Value, old.RowKey))
            .Send(Messages.NoticeQueue, Messages.OfProposalChanged(next.State.Value, old.RowKey));
    }

    /// <summary>A link works once: the row that says so is added with the answer, or nothing is.</summary>
    private static void Use(Commit commit, string? link)
    {
        if (link is not null)
        {
            commit.Add(Keys.UsedLink(link), new UsedLink(commit.At));
        }
    }

    private async Task SubmitAsync(Commit commit, CancellationToken ct)
    {
        if (await ledger.SubmitAsync(commit, ct) is TableTransactionResult.Conflicted conflict)
        {
            throw new Refused(conflict.Conflict == TableConflict.AlreadyExists ? ErrorCatalogue.AlreadyAnswered : ErrorCatalogue.Stale);
        }
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

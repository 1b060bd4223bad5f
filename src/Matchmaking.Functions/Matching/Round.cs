using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Proposals;
using Matchmaking.Matching;
using Matchmaking.Proposals;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Matching;

/// <summary>
/// A matching round: load the market and the proposals, match, write the difference. Storage: what <see cref="RoundInput"/>
/// reads; then for each State whose proposal changes 1 list entry, 1 transaction, 1 send, 1 deletion.
/// </summary>
internal sealed partial class Round(
    Rounds rounds, RoundInput input, RoundMemory memory, ProposalStore proposals, Store store, Ledger.Ledger ledger, TimeProvider time, ILogger<Round> log)
{
    private static readonly Actor RoundActor = new(ProposalRules.Round, Role.Public, null);

    /// <summary>Runs a round if one is due and nobody else runs one.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (await rounds.TakeAsync(ct) is not { } turn)
        {
            return;
        }

        // A large market may take longer than a turn is held, and a process may be frozen: the turn is kept alive meanwhile, and work
        // stops once it is lost, so that no round writes over its successor.
        using var held = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var heartbeat = KeepAsync(held);
        try
        {
            await RunAsync(turn, held.Token);
        }
        catch (OperationCanceledException) when (heartbeat.IsCompleted && !ct.IsCancellationRequested)
        {
            Log.Lost(log, turn.Started);
        }
        catch
        {
            // The message comes back and finds the round due, rather than held by nobody for the rest of its lease.
            await rounds.AbandonAsync(CancellationToken.None);
            throw;
        }
        finally
        {
            await held.CancelAsync();
            await heartbeat;
        }
    }

    private async Task KeepAsync(CancellationTokenSource held)
    {
        try
        {
            do
            {
                await Task.Delay(RoundTurn.Lease / 3, time, held.Token);
            }
            while (await rounds.KeepAsync(held.Token));
            await held.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The round is over.
        }
    }

    private async Task RunAsync(RoundTurn turn, CancellationToken ct)
    {
        using var activity = Telemetry.Source.StartActivity("matching round");
        var started = time.GetTimestamp();
        var at = time.GetUtcNow();
        var today = DateOnly.FromDateTime(at.UtcDateTime);
        var material = await input.LoadAsync(today, ct);
        var (market, policy) = (material.Market, material.Policy);
        var matched = await Task.Run(() => memory.Match(market, policy, today), ct);
        ct.ThrowIfCancellationRequested();
        var (plan, contents) = (matched.Plan, matched.Contents.ToDictionary(content => content.State));
        activity?.SetTag("needs", market.Needs.Count).SetTag("capacities", market.Capacities.Count).SetTag("lines", plan.Lines.Count);

        var written = 0;
        foreach (var (state, rows) in material.Proposals.OrderBy(entry => entry.Key))
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                var listed = material.Listed.GetValueOrDefault(state);
                var content = contents.GetValueOrDefault(state);
                written += await LapseAsync(state, rows, at, ct);
                written += await ReconcileAsync(state, rows, listed, content, policy, at, today, ct) ? 1 : 0;
                written += await NoteAfterMeetingsAsync(state, rows, content, at, today, ct);
            }
            catch (StorageLimitException exception)
            {
                // A State with very many needs may have a proposal that no row holds: it must not keep the others from theirs.
                Log.TooLarge(log, state.Value, exception.Message);
            }
        }

        var duration = time.GetElapsedTime(started);
        await rounds.CompleteAsync(duration, ct);
        Log.Completed(log, turn.Started, market.Needs.Count, market.Capacities.Count, plan.Lines.Count, written, duration.TotalMilliseconds);
    }

    private async Task<bool> ReconcileAsync(
        ParticipantId state, List<Stored<Proposal>> rows, string? listed, ProposalContent? content, MatchPolicy policy, DateTimeOffset at, DateOnly today, CancellationToken ct)
    {
        var live = rows.LastOrDefault(row => row.Value.IsLive(today));
        var ended = rows.Select(row => row.Value).Where(proposal => !proposal.IsLive(today)).ToList();
        if (live is not null && live.Value.Id != listed)
        {
            // A round that lost a race listed a proposal that was never written.
            await proposals.EnterAsync(state, live.Value.Id, ct);
        }

        var commit = new Commit(state.Value, RoundActor, at);
        switch (ProposalRules.Reconcile(live?.Value, ended, content, Keys.NewId(at), at, policy))
        {
            case Reconciliation.Created { Proposal: var created }:
                await proposals.EnterAsync(state, created.Id, ct);
                commit.Add(Keys.Proposal(created.Id), created).Audit("proposal.proposed", Keys.Proposal(created.Id), created.Version);
                await ClaimAsync(commit, state, created.Id, ct);
                commit.Send(Messages.NoticeQueue, Messages.OfProposalChanged(state.Value, Keys.Proposal(created.Id)));
                break;
            case Reconciliation.Updated { Proposal: var updated }:
                commit.Replace(live!, updated).Audit("proposal.changed", live!.RowKey, updated.Version)
                    .Send(Messages.NoticeQueue, Messages.OfProposalChanged(state.Value, live.RowKey));
                break;
            case Reconciliation.Noted { Proposal: var noted }:
                Add(commit, live!, noted, at);
                break;
            case Reconciliation.Lapsed { Proposal: var lapsed }:
                commit.Replace(live!, lapsed).Audit("proposal.lapsed", live!.RowKey, lapsed.Version);
                break;
            default:
                if (live is null && content is null && listed is not null)
                {
                    await proposals.LeaveAsync(state, ct);
                }

                return false;
        }

        return await SubmitAsync(commit, ct);
    }

    /// <summary>What its State never answered lapses, and State and committee are told.</summary>
    private async Task<int> LapseAsync(ParticipantId state, List<Stored<Proposal>> rows, DateTimeOffset at, CancellationToken ct)
    {
        var written = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var lapsed = ProposalRules.LapseUnanswered(rows[i].Value, at);
            if (ReferenceEquals(lapsed, rows[i].Value))
            {
                continue;
            }

            var commit = new Commit(state.Value, RoundActor, at)
                .Replace(rows[i], lapsed)
                .Audit("proposal.lapsed", rows[i].RowKey, lapsed.Version, ProposalRules.NoAnswer)
                .Send(Messages.NoticeQueue, Messages.OfProposalChanged(state.Value, rows[i].RowKey));
            if (await SubmitAsync(commit, ct))
            {
                written++;
                rows[i] = rows[i] with { Value = lapsed };
            }
        }

        return written;
    }

    /// <summary>Promises outlive their meeting, and so does the duty to tell when they fall.</summary>
    private async Task<int> NoteAfterMeetingsAsync(
        ParticipantId state, List<Stored<Proposal>> rows, ProposalContent? content, DateTimeOffset at, DateOnly today, CancellationToken ct)
    {
        var written = 0;
        foreach (var row in rows.Where(row => !row.Value.IsLive(today) && row.Value.FixedLines(today).Count > 0))
        {
            var noted = ProposalRules.NoteBroken(row.Value, content?.Broken ?? [], ProposalRules.OpenNeeds(content), at);
            if (!ReferenceEquals(noted, row.Value))
            {
                var commit = new Commit(state.Value, RoundActor, at);
                Add(commit, row, noted, at);
                written += await SubmitAsync(commit, ct) ? 1 : 0;
            }
        }

        return written;
    }

    private static void Add(Commit commit, Stored<Proposal> row, Proposal noted, DateTimeOffset at)
    {
        commit.Replace(row, noted).Audit("proposal.noted", row.RowKey, noted.Version);
        if (noted.BrokeAt(at))
        {
            commit.Send(Messages.NoticeQueue, Messages.OfProposalChanged(noted.State.Value, row.RowKey));
        }
    }

    private async Task<bool> SubmitAsync(Commit commit, CancellationToken ct)
    {
        if (await ledger.SubmitAsync(commit, ct) is TransactionResult.Committed)
        {
            return true;
        }

        // A person acted on it meanwhile: their word stands, and the next round looks again.
        await rounds.RequestAsync(ct);
        return false;
    }

    /// <summary>Makes the new proposal the State's only live one: the commit fails if another got there first.</summary>
    private async Task ClaimAsync(Commit commit, ParticipantId state, string id, CancellationToken ct)
    {
        var claim = new LiveProposal(id);
        if (await store.States.FindAsync<LiveProposal>(state.Value, Keys.LiveProposal, ct) is { } ended)
        {
            commit.Replace(ended, claim);
        }
        else
        {
            commit.Add(Keys.LiveProposal, claim);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(122, LogLevel.Error, "The proposal of {State} could not be written: {Reason}")]
        public static partial void TooLarge(ILogger logger, string state, string reason);

        [LoggerMessage(120, LogLevel.Information, "Round {Number}: {Needs} needs, {Capacities} capacities, {Lines} lines; {Written} proposals written in {Milliseconds:F0} ms")]
        public static partial void Completed(ILogger logger, long number, int needs, int capacities, int lines, int written, double milliseconds);

        [LoggerMessage(121, LogLevel.Warning, "Round {Number} lost its turn and stopped")]
        public static partial void Lost(ILogger logger, long number);
    }
}

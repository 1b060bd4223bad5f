using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Matching;

/// <summary>Whose turn it is to run a round, in one row of the market.</summary>
/// <param name="Requested">Number of the latest round asked for.</param>
/// <param name="Started">Number of the latest round begun; a round is due while it is below <paramref name="Requested"/>.</param>
/// <param name="RequestedAt">When the latest was asked for.</param>
/// <param name="Holder">Who runs one now; null for nobody.</param>
/// <param name="HeldUntil">Until when the holder may be trusted to be alive.</param>
/// <param name="CompletedAt">When the latest was completed.</param>
/// <param name="LastDuration">How long it took.</param>
internal sealed record RoundTurn(
    long Requested,
    long Started,
    DateTimeOffset RequestedAt,
    string? Holder = null,
    DateTimeOffset? HeldUntil = null,
    DateTimeOffset? CompletedAt = null,
    TimeSpan LastDuration = default)
{
    /// <summary>How long a holder is trusted without a sign of life.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan MostPause = TimeSpan.FromMinutes(1);

    public bool IsDue => Requested > Started;

    /// <summary>True while the holder may be alive: it gave a sign of life within the lease (by a clock not ahead of ours), and since this storage was last taken by a process alone.</summary>
    public bool IsHeld(DateTimeOffset now, DateTimeOffset? aloneSince) =>
        Holder is not null && HeldUntil > now && HeldUntil <= now + Lease && !(HeldUntil - Lease < aloneSince);

    /// <summary>
    /// How long the next round waits, so that a burst of declarations costs a handful of rounds: none for the first one
    /// after a pause, else until two seconds, or four times the last round's length but at most a minute, have passed since.
    /// </summary>
    public TimeSpan PauseBeforeNext(DateTimeOffset now)
    {
        var pause = Math.Clamp((LastDuration * 4).Ticks, LeastPause.Ticks, MostPause.Ticks);
        var since = (now - CompletedAt)?.Ticks ?? pause;
        // A clock that was ahead when the last one ended is no reason to wait longer.
        return TimeSpan.FromTicks(Math.Clamp(pause - since, 0, pause));
    }
}

/// <summary>
/// Rounds, one at a time and never more than needed: whoever changes the market asks for one; a request that finds one
/// already asked for and not yet begun is covered by it, since a round reads the market after it begins.
/// </summary>
internal sealed class Rounds(Store store, TimeProvider time)
{
    /// <summary>One for each invocation: two rounds of one process are as foreign to each other as those of two.</summary>
    private readonly string self = Guid.NewGuid().ToString("N");

    /// <summary>Asks for a round. Storage: 1 read; only the first of a burst writes (1) and sends (1).</summary>
    public async Task RequestAsync(CancellationToken ct)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var row = await ReadAsync(ct);
            if (row is { Value.IsDue: true })
            {
                return;
            }

            var next = row is null
                ? new RoundTurn(Requested: 1, Started: 0, now)
                : row.Value with { Requested = row.Value.Started + 1, RequestedAt = now };
            if (await WriteAsync(row, next, ct))
            {
                // A crash right here leaves a round that is due and has no message; tick finds it.
                await SendAsync(next.PauseBeforeNext(now), ct);
                return;
            }
        }
    }

    /// <summary>Takes the turn, or returns null where no round is due or another holds it.</summary>
    public async Task<RoundTurn?> TakeAsync(CancellationToken ct)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            if (await ReadAsync(ct) is not { } row)
            {
                return null;
            }

            if (row.Value.IsHeld(now, store.AloneSince))
            {
                // If the holder dies, this message is what finds it out.
                await SendAsync(row.Value.HeldUntil!.Value - now + TimeSpan.FromSeconds(1), ct);
                return null;
            }

            if (!row.Value.IsDue && row.Value.Holder is null)
            {
                return null;
            }

            // Due, or its holder died on the way: begun anew.
            var taken = row.Value with { Started = row.Value.Requested, Holder = self, HeldUntil = now + RoundTurn.Lease };
            if (await WriteAsync(row, taken, ct))
            {
                return taken;
            }
        }
    }

    /// <summary>Says that the holder is alive; false where the turn was lost, and the round must stop.</summary>
    public Task<bool> KeepAsync(CancellationToken ct) =>
        ChangeAsync(turn => turn with { HeldUntil = time.GetUtcNow() + RoundTurn.Lease }, ct);

    /// <summary>Gives the turn back, and sends for the next round if one was asked for meanwhile.</summary>
    public async Task CompleteAsync(TimeSpan duration, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        RoundTurn? completed = null;
        await ChangeAsync(turn => completed = turn with { Holder = null, HeldUntil = null, CompletedAt = now, LastDuration = duration }, ct);
        if (completed is { IsDue: true })
        {
            await SendAsync(completed.PauseBeforeNext(now), ct);
        }
    }

    /// <summary>Gives the turn back after a failure: the round is due again, and whoever comes next begins it anew.</summary>
    public Task AbandonAsync(CancellationToken ct) =>
        ChangeAsync(turn => turn with { Holder = null, HeldUntil = null, Requested = turn.Started + 1 }, ct);

    /// <summary>For tick: sends for a round that is due, or whose holder died, and that nobody seems to be coming for.</summary>
    public async Task<bool> RemindAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var isForgotten = await ReadAsync(ct) is { Value: var turn }
            && (turn.IsDue || turn.Holder is not null)
            && !turn.IsHeld(now, store.AloneSince)
            && (now - turn.RequestedAt > RoundTurn.Lease || turn.RequestedAt < store.AloneSince);
        if (isForgotten)
        {
            await SendAsync(TimeSpan.Zero, ct);
        }

        return isForgotten;
    }

    private async Task<bool> ChangeAsync(Func<RoundTurn, RoundTurn> change, CancellationToken ct)
    {
        while (await ReadAsync(ct) is { } row && row.Value.Holder == self)
        {
            if (await WriteAsync(row, change(row.Value), ct))
            {
                return true;
            }
        }

        return false;
    }

    private Task<Stored<RoundTurn>?> ReadAsync(CancellationToken ct) => store.Market.FindAsync<RoundTurn>(Keys.Rounds, Keys.Round, ct);

    private async Task<bool> WriteAsync(Stored<RoundTurn>? old, RoundTurn turn, CancellationToken ct)
    {
        var row = Documents.ToRow(Keys.Rounds, Keys.Round, turn);
        return await store.Market.SubmitAsync([old is null ? RowChange.Add(row) : RowChange.Replace(row, old.ETag)], ct) is TransactionResult.Committed;
    }

    private Task SendAsync(TimeSpan delay, CancellationToken ct) => store.SendAsync(Messages.DeclaredQueue, Messages.OfRound().Write(), delay, ct);
}

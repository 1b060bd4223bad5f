using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Matching;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Policy;

/// <summary>A policy with who adopted it, when and why.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="AdoptedAt">When; null for the one that the program comes with.</param>
/// <param name="AdoptedBy">The key's id.</param>
/// <param name="OnBehalfOf">The State that the chair comes from.</param>
/// <param name="Reason">The reason given.</param>
internal sealed record AdoptedPolicy(
    MatchPolicy Policy, DateTimeOffset? AdoptedAt = null, string? AdoptedBy = null, ParticipantId? OnBehalfOf = null, string? Reason = null)
{
    /// <summary>The policy, in the form of today.</summary>
    public MatchPolicy Policy { get; init; } = InTodaysForm(Policy);

    // Until version 3 of the standard policy slices were parts of each gap, which no amounts express: such a row says nothing of where
    // a slice ends. The standard slices stand in their place, and every other number stays as the committee adopted it.
    private static MatchPolicy InTodaysForm(MatchPolicy stored) => stored.Tranches.Any(slice => slice.UpToUsd == 0)
        ? stored with { Tranches = MatchPolicy.Standard.Tranches, RestPriorityPercent = MatchPolicy.Standard.RestPriorityPercent }
        : stored;
}

/// <summary>
/// The policy in force, one row of a partition of its own, with every earlier version beside it. Where none was adopted,
/// the standard policy of the program is in force; it is kept with the first adoption, since another release may come
/// with other numbers.
/// </summary>
internal sealed class PolicyStore(Store store, Ledger.Ledger ledger, TimeProvider time)
{
    private static readonly AdoptedPolicy Standard = new(MatchPolicy.Standard);

    /// <summary>The policy in force. Storage: 1 read.</summary>
    public async Task<AdoptedPolicy> InForceAsync(CancellationToken ct) => (await FindAsync(ct))?.Value ?? Standard;

    /// <summary>
    /// The policy of this name and version, as a proposal names it; the one in force where it is not known, as in a store whose first
    /// policy came with an older release. Storage: 1 read, 1 more for an earlier version.
    /// </summary>
    public async Task<MatchPolicy> OfAsync(string name, int version, CancellationToken ct)
    {
        var inForce = (await InForceAsync(ct)).Policy;
        if (IsIt(inForce))
        {
            return inForce;
        }

        var earlier = await store.States.FindAsync<AdoptedPolicy>(Keys.Policy, Keys.History(Keys.Policy, version), ct);
        return earlier is not null && IsIt(earlier.Value.Policy) ? earlier.Value.Policy : inForce;

        bool IsIt(MatchPolicy policy) => (policy.Name, policy.Version) == (name, version);
    }

    /// <summary>Every policy that was ever in force, newest first. Storage: 1 read, 1 range query.</summary>
    public async Task<IReadOnlyList<AdoptedPolicy>> HistoryAsync(CancellationToken ct)
    {
        var inForce = await InForceAsync(ct);
        var earlier = await store.States.ListAsync<AdoptedPolicy>(Keys.Policy, Keys.HistoryPrefix(Keys.Policy), ct);
        return [inForce, .. earlier.Select(row => row.Value).Reverse()];
    }

    /// <summary>
    /// Puts the next version in force, keeps the one before, and asks for a round, so that what is not yet decided is weighed
    /// anew. Storage: 1 read, 1 transaction (policy, history, audit, outbox), 1 send, 1 deletion.
    /// </summary>
    /// <exception cref="Refused">Another was adopted meanwhile (412).</exception>
    public async Task<AdoptedPolicy> AdoptAsync(MatchPolicy policy, string reason, Actor chair, CancellationToken ct)
    {
        var (old, at) = (await FindAsync(ct), time.GetUtcNow());
        var before = old?.Value ?? Standard;
        var adopted = new AdoptedPolicy(policy, at, chair.Id, chair.Participant, reason);
        var commit = new Commit(Keys.Policy, chair, at);
        commit = old is null ? commit.Add(Keys.Policy, adopted) : commit.Replace(old, adopted);
        commit.Add(Keys.History(Keys.Policy, before.Policy.Version), before)
            .Audit("policy.adopted", Keys.Policy, policy.Version, reason)
            .Send(Messages.DeclaredQueue, Messages.OfDeclared(Keys.Policy, Keys.Policy));
        return policy.Version == before.Policy.Version + 1 && await ledger.SubmitAsync(commit, ct) is TransactionResult.Committed
            ? adopted
            : throw new Refused(ErrorCatalogue.Stale);
    }

    private Task<Stored<AdoptedPolicy>?> FindAsync(CancellationToken ct) => store.States.FindAsync<AdoptedPolicy>(Keys.Policy, Keys.Policy, ct);
}

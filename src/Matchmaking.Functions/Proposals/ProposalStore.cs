using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Proposals;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Proposals;

/// <summary>Which proposal of a State is its live one; guards that there is never a second.</summary>
internal sealed record LiveProposal(string Id);

/// <summary>An entry of the market's list of States that have, or lately had, a live proposal.</summary>
internal sealed record LiveEntry(ParticipantId State, string ProposalId);

/// <summary>Proposals in their State's partition, and the list that finds them.</summary>
internal sealed class ProposalStore(Store store)
{
    /// <summary>All proposals of a State, oldest first, live and ended. One range query.</summary>
    public Task<List<Stored<Proposal>>> OfStateAsync(ParticipantId state, CancellationToken ct) =>
        store.States.ListAsync<Proposal>(state.Value, Keys.ProposalPrefix, ct);

    public Task<Stored<Proposal>?> FindAsync(ParticipantId state, string id, CancellationToken ct) =>
        store.States.FindAsync<Proposal>(state.Value, Keys.Proposal(id), ct);

    /// <summary>The States that have, or lately had, a live proposal. One range query for each 1,000.</summary>
    public async Task<IReadOnlyList<LiveEntry>> LiveEntriesAsync(CancellationToken ct)
    {
        List<LiveEntry> entries = [];
        await foreach (var row in store.Market.QueryAsync(Keys.LiveProposals, cancellationToken: ct))
        {
            entries.Add(Documents.Read<LiveEntry>(row).Value);
        }

        return entries;
    }

    /// <summary>The proposals that are listed as live. One range query and one read each.</summary>
    public async Task<IReadOnlyList<Proposal>> LiveAsync(CancellationToken ct)
    {
        var found = await Task.WhenAll((await LiveEntriesAsync(ct)).Select(entry => FindAsync(entry.State, entry.ProposalId, ct)));
        return [.. found.Where(proposal => proposal is not null).Select(proposal => proposal!.Value)];
    }

    /// <summary>Lists a proposal as live. Done before it is written: an entry too many is looked at and found empty, one too few would hide a proposal.</summary>
    public Task EnterAsync(ParticipantId state, string proposalId, CancellationToken ct) =>
        store.Market.SubmitAsync(
            [RowChange.Upsert(Documents.ToRow(Keys.LiveProposals, state.Value, new LiveEntry(state, proposalId)))], ct);

    /// <summary>Takes a State off the list.</summary>
    public Task LeaveAsync(ParticipantId state, CancellationToken ct) =>
        store.Market.SubmitAsync([RowChange.Delete(Keys.LiveProposals, state.Value, "*")], ct);
}

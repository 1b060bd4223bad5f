using Matchmaking.Declaring;
using Matchmaking.Functions.Capacities;
using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Needs;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Market;

/// <summary>
/// The market: one slim row for each need and each pillar of a capacity, in the partition of the pillar. It is derived
/// from what participants declared and can be built anew. A row is never deleted but overwritten by a later version,
/// so that a message that comes late cannot bring back what was withdrawn: readers pass over rows that are not open or
/// have left the pillar.
/// </summary>
internal sealed class MarketTable(Store store)
{
    public static NeedKind Needs { get; } = new();

    public static CapacityKind Capacities { get; } = new();

    /// <summary>Puts what was declared on the market as it now stands. Storage: 1 read, then 1 write for each pillar, after 1 read unless it is new.</summary>
    /// <param name="partition">The participant.</param>
    /// <param name="rowKey">Row key of the need or capacity; other rows are no concern of the market.</param>
    /// <param name="left">Pillars that it has left.</param>
    /// <param name="ct">Cancels.</param>
    public Task PutAsync(string partition, string rowKey, IEnumerable<Pillar> left, CancellationToken ct) =>
        rowKey.StartsWith(Needs.Prefix, StringComparison.Ordinal) ? PutAsync(Needs, partition, rowKey, left, ct)
        : rowKey.StartsWith(Capacities.Prefix, StringComparison.Ordinal) ? PutAsync(Capacities, partition, rowKey, left, ct)
        : Task.CompletedTask;

    /// <summary>All open needs and capacities, each once. Storage: 1 range query for each pillar and 1,000 rows.</summary>
    public async Task<(List<Need> Needs, List<Capacity> Capacities)> LoadAsync(CancellationToken ct)
    {
        var pillars = await Task.WhenAll(Enum.GetValues<Pillar>().Select(async pillar => (
            await OpenAsync(Needs, pillar, ct),
            await OpenAsync(Capacities, pillar, ct))));
        return (
            [.. Latest(pillars.SelectMany(pillar => pillar.Item1), need => need.Id, need => need.Version)],
            [.. Latest(pillars.SelectMany(pillar => pillar.Item2), capacity => capacity.Id, capacity => capacity.Version)]);
    }

    /// <summary>A capacity stands under each of its pillars, and whatever changes its pillar stands under both for a moment: the later version counts.</summary>
    internal static IEnumerable<T> Latest<T>(IEnumerable<T> open, Func<T, string> id, Func<T, int> version) =>
        open.GroupBy(id, StringComparer.Ordinal).Select(same => same.MaxBy(version)!);

    private async Task PutAsync<T, TView>(DeclarationKind<T, TView> kind, string partition, string rowKey, IEnumerable<Pillar> left, CancellationToken ct)
        where T : class
    {
        if (await store.States.FindAsync<T>(partition, rowKey, ct) is not { Value: var value })
        {
            return;
        }

        await Task.WhenAll(kind.Header(value).Pillars.Union(left).Select(pillar => PutAsync(kind, Json.Code(pillar), rowKey, value, ct)));
    }

    private async Task PutAsync<T, TView>(DeclarationKind<T, TView> kind, string pillar, string rowKey, T value, CancellationToken ct)
        where T : class
    {
        var row = Documents.ToRow(pillar, rowKey, kind.Slim(value));
        // A first version is hardly ever there already, and if it is, its addition says so.
        for (var mayBeThere = kind.Header(value).Version > 1; ; mayBeThere = true)
        {
            var present = mayBeThere ? await store.Market.FindAsync<T>(pillar, rowKey, ct) : null;
            if (present is not null && kind.Header(present.Value).Version >= kind.Header(value).Version)
            {
                // Another message was here first, with this version or a later one.
                return;
            }

            if (await store.Market.SubmitAsync([present is null ? RowChange.Add(row) : RowChange.Replace(row, present.ETag)], ct) is TransactionResult.Committed)
            {
                return;
            }
        }
    }

    private async Task<List<T>> OpenAsync<T, TView>(DeclarationKind<T, TView> kind, Pillar pillar, CancellationToken ct) where T : class
    {
        List<T> open = [];
        await foreach (var row in store.Market.QueryAsync(Json.Code(pillar), kind.Prefix, Keys.EndOf(kind.Prefix), ct))
        {
            var value = Documents.Read<T>(row).Value;
            if (kind.Header(value) is { Status: DeclarationStatus.Open } header && header.Pillars.Contains(pillar))
            {
                open.Add(value);
            }
        }

        return open;
    }
}

using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Matchmaking.Storage.Azure;

/// <summary>A table of the account.</summary>
internal sealed class AzureTable(string name, TableServiceClient service) : StorageTable(name)
{
    // Well-formed and never current: what another engine or an older store gave out as an ETag.
    private static readonly ETag Stale = new("W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"");

    private readonly TableClient _table = service.GetTableClient(name);

    private protected override Task CreateCoreAsync(CancellationToken cancellationToken) =>
        Call("create").RunAsync(() => _table.CreateIfNotExistsAsync(cancellationToken), cancellationToken);

    private protected override async Task<Row?> GetCoreAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        await ReadAsync(partitionKey, rowKey, cancellationToken) is { } entity ? AzureRow.Read(entity) : null;

    private protected override async Task<(IReadOnlyList<Row> Rows, bool More)> QueryCoreAsync(
        string partitionKey, string? fromRowKey, string? toRowKey, int maxRows, CancellationToken cancellationToken)
    {
        var filter = $"PartitionKey eq '{partitionKey}'"
            + (fromRowKey is null ? "" : $" and RowKey ge '{fromRowKey}'")
            + (toRowKey is null ? "" : $" and RowKey lt '{toRowKey}'");
        return await Call("query").RunAsync(
            async () =>
            {
                // The service may give an empty page where it took long to look: the next one goes on from there.
                await foreach (var page in _table.QueryAsync<TableEntity>(filter, maxRows, cancellationToken: cancellationToken).AsPages())
                {
                    if (page.Values.Count > 0)
                        return (Rows(page), page.ContinuationToken is not null);
                }

                return ([], false);
            },
            cancellationToken);
    }

    private protected override async IAsyncEnumerable<Row> ScanCoreAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pages = _table.QueryAsync<TableEntity>(maxPerPage: 1000, cancellationToken: cancellationToken).AsPages()
            .GetAsyncEnumerator(cancellationToken);
        while (await NextAsync())
        {
            foreach (var row in Rows(pages.Current))
                yield return row;
        }

        async Task<bool> NextAsync()
        {
            using var activity = StorageTelemetry.Start(StorageTelemetry.Table, "scan", Name);
            return await Call("scan").RunAsync(async () => await pages.MoveNextAsync(), cancellationToken);
        }
    }

    private protected override async Task<TransactionResult> SubmitCoreAsync(IReadOnlyList<RowChange> changes, CancellationToken cancellationToken)
    {
        var operationId = Guid.NewGuid().ToString("N");
        var call = Call("submit");
        try
        {
            var answers = await call.RunAsync(
                () => _table.SubmitTransactionAsync(changes.Select(change => ActionOf(change, operationId)), cancellationToken),
                cancellationToken,
                e => ConflictOf(e) is not null);
            return new TransactionResult.Committed(
                [.. answers.Value.Zip(changes, (answer, change) => change.Kind is RowChangeKind.Delete ? null : answer.Headers.ETag?.ToString())]);
        }
        catch (TableTransactionFailedException e) when (ConflictOf(e) is { } conflict)
        {
            var own = call.WasRetried ? await OwnSuccessAsync(call, changes, operationId, cancellationToken) : null;
            return own ?? new TransactionResult.Conflicted(e.FailedTransactionActionIndex ?? 0, conflict);
        }
    }

    private static RowConflict? ConflictOf(RequestFailedException e) => (e.Status, e.ErrorCode) switch
    {
        (409, "EntityAlreadyExists") => RowConflict.AlreadyExists,
        (404, "ResourceNotFound" or "EntityNotFound") => RowConflict.NotFound,
        (412, _) => RowConflict.Changed,
        _ => null,
    };

    private static TableTransactionAction ActionOf(RowChange change, string operationId) => change.Kind switch
    {
        RowChangeKind.Add => new(TableTransactionActionType.Add, AzureRow.Write(change.Row, operationId)),
        RowChangeKind.Upsert => new(TableTransactionActionType.UpsertReplace, AzureRow.Write(change.Row, operationId)),
        RowChangeKind.Replace => new(TableTransactionActionType.UpdateReplace, AzureRow.Write(change.Row, operationId), ETagOf(change)),
        _ => new(TableTransactionActionType.Delete, new TableEntity(change.Row.PartitionKey, change.Row.RowKey), ETagOf(change)),
    };

    // The service refuses an ETag of any other form as a malformed header, where the contract has a plain conflict.
    private static ETag ETagOf(RowChange change) =>
        change.ETag == "*" ? ETag.All
        : change.ETag!.StartsWith("W/\"datetime'", StringComparison.Ordinal)
            && change.ETag.EndsWith("'\"", StringComparison.Ordinal)
            && change.ETag.All(c => char.IsAsciiLetterOrDigit(c) || "W/\"'%-:.TZ+".Contains(c, StringComparison.Ordinal)) ? new ETag(change.ETag)
        : Stale;

    // After a retried request: whether the first try had landed. Any row with our operation id proves it for the whole transaction.
    private async Task<TransactionResult?> OwnSuccessAsync(
        AzureCall call, IReadOnlyList<RowChange> changes, string operationId, CancellationToken cancellationToken)
    {
        var etags = new string?[changes.Count];
        var landed = changes.All(change => change.Kind is RowChangeKind.Delete);
        for (var i = 0; i < changes.Count; i++)
        {
            call.Retried();
            var entity = await ReadAsync(changes[i].Row.PartitionKey, changes[i].Row.RowKey, cancellationToken);
            if (changes[i].Kind is RowChangeKind.Delete)
            {
                if (entity is not null && landed)
                    return null;

                continue;
            }

            // A row that somebody has changed since keeps an ETag that is no longer current.
            var isOurs = entity?.IsWrittenBy(operationId) == true;
            landed |= isOurs;
            etags[i] = isOurs ? entity!.ETag.ToString() : Stale.ToString();
        }

        return landed ? new TransactionResult.Committed(etags) : null;
    }

    private async Task<TableEntity?> ReadAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        // Not GetEntityIfExists, for which a table that is missing is only a row that is.
        try
        {
            return await Call("get").RunAsync(
                async () => (await _table.GetEntityAsync<TableEntity>(partitionKey, rowKey, cancellationToken: cancellationToken)).Value,
                cancellationToken,
                e => ConflictOf(e) is RowConflict.NotFound);
        }
        catch (RequestFailedException e) when (ConflictOf(e) is RowConflict.NotFound)
        {
            return null;
        }
    }

    private static Row[] Rows(Page<TableEntity> page) => [.. page.Values.Select(AzureRow.Read)];

    private AzureCall Call(string operation) => new(StorageTelemetry.Table, operation, Name);
}

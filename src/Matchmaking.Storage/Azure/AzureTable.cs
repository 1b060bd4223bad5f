using System.Text;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace Matchmaking.Storage.Azure;

/// <summary>A table of the account.</summary>
internal sealed class AzureTable(string name, AzureService service) : StorageTable(name)
{
    private protected override async Task CreateCoreAsync(CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Post, "Tables", "create");
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Content = RequestContent.Create(Encoding.ASCII.GetBytes($"{{\"TableName\":\"{Name}\"}}"));
        var response = await service.SendAsync(message, cancellationToken);
        if (response.Status is not (201 or 204) && AzureService.ErrorCode(response) != "TableAlreadyExists")
            throw service.Unexpected(response, Name);
    }

    private protected override async Task<Row?> GetCoreAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        (await ReadAsync(partitionKey, rowKey, cancellationToken))?.Entity;

    private protected override Task<RowPage> QueryCoreAsync(
        string partitionKey,
        string? fromRowKey,
        string? toRowKey,
        int maxPerPage,
        string? continuationToken,
        CancellationToken cancellationToken)
    {
        var filter = $"PartitionKey eq '{KeyEscape.Escape(partitionKey)}'"
            + (fromRowKey is null ? "" : $" and RowKey ge '{KeyEscape.Escape(fromRowKey)}'")
            + (toRowKey is null ? "" : $" and RowKey lt '{KeyEscape.Escape(toRowKey)}'");
        return PageAsync($"$filter={Uri.EscapeDataString(filter)}&$top={maxPerPage}", "query", continuationToken, cancellationToken);
    }

    private protected override Task<RowPage> ScanCoreAsync(string? continuationToken, CancellationToken cancellationToken) =>
        PageAsync("$top=1000", "scan", continuationToken, cancellationToken);

    private protected override async Task<TransactionResult> SubmitCoreAsync(
        IReadOnlyList<RowChange> actions,
        CancellationToken cancellationToken)
    {
        var operationId = Guid.NewGuid().ToString("N");
        var call = new StorageCall(StorageTelemetry.Table, "submit", Name);
        using var message = actions.Count == 1
            ? TableRequests.Single(service, Name, actions[0], operationId, call)
            : TableRequests.Batch(service, Name, actions, operationId, call);

        var response = await service.SendAsync(message, cancellationToken);
        var result = actions.Count == 1 ? ResultOfSingle(actions[0], response) : ResultOfBatch(actions, response);
        var metItself = result is TransactionResult.Conflicted && message.ProcessingContext.RetryNumber > 0;
        return metItself ? await OwnSuccessAsync(actions, operationId, cancellationToken) ?? result : result;
    }

    private TransactionResult ResultOfSingle(RowChange action, Response response) => response.Status switch
    {
        201 or 204 => new TransactionResult.Committed(
            [action.Kind is RowChangeKind.Delete ? null : response.Headers.TryGetValue("ETag", out var etag) ? etag : null]),
        var status => ConflictOf(status, AzureService.ErrorCode(response)) is { } conflict
            ? new TransactionResult.Conflicted(0, conflict)
            : throw service.Unexpected(response, Name),
    };

    private TransactionResult ResultOfBatch(IReadOnlyList<RowChange> actions, Response response)
    {
        if (response.Status != 202)
            throw service.Unexpected(response, Name);

        var parts = BatchPart.Parse(response.Content.ToString());
        if (parts.Count == actions.Count && parts.All(part => part.Status is 201 or 204))
            return new TransactionResult.Committed([.. parts.Select(part => part.ETag)]);

        var failed = parts.Find(part => part.Status >= 400);
        if (ConflictOf(failed.Status, failed.Error.Code) is { } conflict)
            return new TransactionResult.Conflicted(failed.Error.Index, conflict);

        throw failed.Error.Code switch
        {
            "TableNotFound" => StorageNotFoundException.Of(StorageTelemetry.Table, Name),
            _ when AzureService.IsUnavailable(failed.Status) => new StorageUnavailableException(
                $"Azure table storage answered {failed.Status} {failed.Error.Code} within a transaction."),
            _ => new RequestFailedException(failed.Status, $"A transaction was answered with {failed.Status} {failed.Error.Code}.", failed.Error.Code, null),
        };
    }

    private static RowConflict? ConflictOf(int status, string code) => (status, code) switch
    {
        (409, "EntityAlreadyExists") => RowConflict.AlreadyExists,
        (404, "ResourceNotFound" or "EntityNotFound") => RowConflict.NotFound,
        (412, _) => RowConflict.Changed,
        _ => null,
    };

    // After a retried request: whether the first try had landed. Any row with our operation id proves it for the whole transaction.
    private async Task<TransactionResult?> OwnSuccessAsync(
        IReadOnlyList<RowChange> actions,
        string operationId,
        CancellationToken cancellationToken)
    {
        var etags = new string?[actions.Count];
        var landed = actions.All(action => action.Kind is RowChangeKind.Delete);
        for (var i = 0; i < actions.Count; i++)
        {
            StorageTelemetry.Retried(StorageTelemetry.Table, "submit", Name);
            var row = await ReadAsync(actions[i].Row.PartitionKey, actions[i].Row.RowKey, cancellationToken);
            if (actions[i].Kind is RowChangeKind.Delete)
            {
                if (row is not null && landed)
                    return null;

                continue;
            }

            // A row that somebody has changed since keeps an ETag that is no longer current.
            landed |= row?.OperationId == operationId;
            etags[i] = row?.OperationId == operationId ? row.Value.Entity.ETag : "W/\"changed since\"";
        }

        return landed ? new TransactionResult.Committed(etags) : null;
    }

    private async Task<(Row Entity, string? OperationId)?> ReadAsync(
        string partitionKey,
        string rowKey,
        CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Get, TableRequests.Row(Name, partitionKey, rowKey), "get");
        var response = await service.SendAsync(message, cancellationToken);
        if (response.Status == 404 && ConflictOf(404, AzureService.ErrorCode(response)) is RowConflict.NotFound)
            return null;

        if (response.Status != 200)
            throw service.Unexpected(response, Name);

        using var json = JsonDocument.Parse(response.Content.ToMemory());
        return EntityJsonReader.Read(json.RootElement);
    }

    private async Task<RowPage> PageAsync(string query, string operation, string? continuationToken, CancellationToken cancellationToken)
    {
        if (continuationToken is not null)
        {
            var next = ContinuationToken.Parse(continuationToken, parts: 2);
            query += $"&NextPartitionKey={Uri.EscapeDataString(next[0])}"
                + (next[1].Length == 0 ? "" : $"&NextRowKey={Uri.EscapeDataString(next[1])}");
        }

        using var message = Message(RequestMethod.Get, $"{Name}()?{query}", operation);
        var response = await service.SendAsync(message, cancellationToken);
        if (response.Status != 200)
            throw service.Unexpected(response, Name);

        using var json = JsonDocument.Parse(response.Content.ToMemory());
        var rows = json.RootElement.GetProperty("value").EnumerateArray().Select(row => EntityJsonReader.Read(row).Entity).ToArray();
        return new RowPage(rows, Next(response));
    }

    private static string? Next(Response response)
    {
        if (!response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition))
            return null;

        return ContinuationToken.Of(partition, response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row) ? row : "");
    }

    private HttpMessage Message(RequestMethod method, string pathAndQuery, string operation)
    {
        var message = service.Create(method, pathAndQuery, new StorageCall(StorageTelemetry.Table, operation, Name));
        TableRequests.AddCommon(message);
        return message;
    }
}

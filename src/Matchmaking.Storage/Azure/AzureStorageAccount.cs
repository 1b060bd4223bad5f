using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace Matchmaking.Storage.Azure;

/// <summary>
/// Tables and queues of an Azure Storage account (or of Azurite), through the official clients.
/// </summary>
/// <remarks>
/// A write whose answer was lost and that the client tries again may meet its own first try. Every row carries an operation id, so that
/// this is recognised as success and not reported as a conflict. Two cases cannot be told apart and are taken for our own: rows to delete
/// that are gone when a deletion is tried again, and a message likewise.
/// </remarks>
public sealed class AzureStorageAccount : StorageAccount
{
    // The newest that Azurite 3.37 takes without being told to skip the check; the client's own default is newer.
    private const QueueClientOptions.ServiceVersion QueueVersion = QueueClientOptions.ServiceVersion.V2026_06_06;

    private readonly TableServiceClient _tables;
    private readonly QueueServiceClient _queues;

    private AzureStorageAccount(TableServiceClient tables, QueueServiceClient queues) => (_tables, _queues) = (tables, queues);

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <summary>An account reached as a managed identity or another credential of Microsoft Entra ID.</summary>
    /// <param name="tableEndpoint">As in <c>https://account.table.core.windows.net</c>.</param>
    /// <param name="queueEndpoint">As in <c>https://account.queue.core.windows.net</c>.</param>
    /// <param name="credential">Needs the roles Storage Table Data Contributor and Storage Queue Data Contributor.</param>
    public static AzureStorageAccount FromIdentity(Uri tableEndpoint, Uri queueEndpoint, TokenCredential credential) =>
        FromIdentity(tableEndpoint, queueEndpoint, credential, _ => { });

    /// <summary>An account by its connection string: that of an account, or <c>UseDevelopmentStorage=true</c>.</summary>
    /// <exception cref="FormatException">It is none. The message never repeats the string.</exception>
    public static AzureStorageAccount FromConnectionString(string connectionString) => FromConnectionString(connectionString, _ => { });

    /// <inheritdoc/>
    public override StorageTable Table(string tableName) => new AzureTable(StorageNames.CheckTable(tableName), _tables);

    /// <inheritdoc/>
    public override StorageQueue Queue(string queueName) => new AzureQueue(StorageNames.CheckQueue(queueName), _queues);

    /// <inheritdoc/>
    public override async Task CheckAsync(CancellationToken cancellationToken = default)
    {
        await new AzureCall(StorageTelemetry.Table, "check", "").RunAsync(
            () => FirstPageAsync(_tables.QueryAsync(maxPerPage: 1, cancellationToken: cancellationToken).AsPages()), cancellationToken);
        await new AzureCall(StorageTelemetry.Queue, "check", "").RunAsync(
            () => FirstPageAsync(_queues.GetQueuesAsync(cancellationToken: cancellationToken).AsPages(pageSizeHint: 1)), cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal static AzureStorageAccount FromIdentity(Uri tableEndpoint, Uri queueEndpoint, TokenCredential credential, Action<ClientOptions> adjust) => new(
        new TableServiceClient(tableEndpoint, credential, Adjusted(new TableClientOptions(), adjust)),
        new QueueServiceClient(queueEndpoint, credential, Adjusted(new QueueClientOptions(QueueVersion), adjust)));

    internal static AzureStorageAccount FromConnectionString(string connectionString, Action<ClientOptions> adjust)
    {
        try
        {
            var account = new AzureStorageAccount(
                new TableServiceClient(connectionString, Adjusted(new TableClientOptions(), adjust)),
                new QueueServiceClient(connectionString, Adjusted(new QueueClientOptions(QueueVersion), adjust)));
            return account._tables.Uri.Scheme.StartsWith("http", StringComparison.Ordinal) && account._queues.Uri.Scheme.StartsWith("http", StringComparison.Ordinal)
                ? account
                : throw new FormatException();
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            // Without what the client says: it may repeat a part of the string, which holds the account's key.
            throw new FormatException(
                "The storage connection string is none: AccountName=…;AccountKey=…, with endpoints or not, or UseDevelopmentStorage=true.");
        }
    }

    private static T Adjusted<T>(T options, Action<ClientOptions> adjust)
        where T : ClientOptions
    {
        // What the services call transient is tried five times more, after 0.8 seconds and then longer
        // (https://learn.microsoft.com/azure/architecture/best-practices/retry-service-specific).
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 5;
        options.Retry.Delay = TimeSpan.FromSeconds(0.8);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(30);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);

        // Bodies hold what people wrote, which is not for logs.
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.AddPolicy(new AzureRetries(), HttpPipelinePosition.PerRetry);
        adjust(options);
        return options;
    }

    private static async Task<bool> FirstPageAsync<T>(IAsyncEnumerable<T> pages)
    {
        await foreach (var _ in pages)
            return true;

        return false;
    }
}

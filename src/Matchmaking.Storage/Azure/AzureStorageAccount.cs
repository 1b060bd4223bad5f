using Azure.Core;
using Azure.Core.Pipeline;

namespace Matchmaking.Storage.Azure;

/// <summary>
/// Tables and queues of an Azure Storage account (or of Azurite), over its REST interface.
/// </summary>
/// <remarks>
/// A write whose answer was lost and that is tried again may meet its own first try. Every row carries an operation id, so that this is
/// recognised as success and not reported as a conflict. Two cases cannot be told apart and are taken for our own: rows to delete that are
/// gone when a deletion is tried again, and a message likewise.
/// </remarks>
public sealed class AzureStorageAccount : StorageAccount
{
    private readonly AzureService _tables;
    private readonly AzureService _queues;

    /// <summary>An account reached as a managed identity or another credential of Microsoft Entra ID.</summary>
    /// <param name="tableEndpoint">As in <c>https://account.table.core.windows.net</c>.</param>
    /// <param name="queueEndpoint">As in <c>https://account.queue.core.windows.net</c>.</param>
    /// <param name="credential">Needs the roles Storage Table Data Contributor and Storage Queue Data Contributor.</param>
    /// <param name="options">Retries and transport.</param>
    public AzureStorageAccount(Uri tableEndpoint, Uri queueEndpoint, TokenCredential credential, AzureStorageOptions? options = null)
        : this(
            tableEndpoint,
            queueEndpoint,
            new BearerTokenAuthenticationPolicy(credential, "https://storage.azure.com/.default"),
            new BearerTokenAuthenticationPolicy(credential, "https://storage.azure.com/.default"),
            options)
    {
    }

    private AzureStorageAccount(
        Uri tableEndpoint,
        Uri queueEndpoint,
        HttpPipelinePolicy tableAuthentication,
        HttpPipelinePolicy queueAuthentication,
        AzureStorageOptions? options)
    {
        options ??= new AzureStorageOptions();
        _tables = new AzureService(StorageTelemetry.Table, tableEndpoint, Pipeline(options, tableAuthentication));
        _queues = new AzureService(StorageTelemetry.Queue, queueEndpoint, Pipeline(options, queueAuthentication));
    }

    /// <summary>
    /// An account by its connection string: with an account key, explicit endpoints or not, or <c>UseDevelopmentStorage=true</c>.
    /// </summary>
    /// <exception cref="FormatException">It is none, or holds a shared access signature. The message never repeats the string.</exception>
    public static AzureStorageAccount FromConnectionString(string connectionString, AzureStorageOptions? options = null)
    {
        var parsed = ConnectionString.Parse(connectionString);
        return new AzureStorageAccount(
            parsed.TableEndpoint,
            parsed.QueueEndpoint,
            new SharedKeyPolicy(parsed.Account, parsed.Key, tables: true),
            new SharedKeyPolicy(parsed.Account, parsed.Key, tables: false),
            options);
    }

    /// <inheritdoc/>
    public override bool IsExclusive => false;

    /// <inheritdoc/>
    public override StorageTable Table(string tableName) => new AzureTable(tableName, _tables);

    /// <inheritdoc/>
    public override StorageQueue Queue(string queueName) => new AzureQueue(queueName, _queues);

    /// <inheritdoc/>
    public override async Task CheckAsync(CancellationToken cancellationToken = default)
    {
        await CheckAsync(_tables, "Tables?$top=1", "Tables", cancellationToken);
        await CheckAsync(_queues, "?comp=list&maxresults=1", "queues", cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task CheckAsync(AzureService service, string pathAndQuery, string name, CancellationToken cancellationToken)
    {
        using var message = service.Create(RequestMethod.Get, pathAndQuery, new StorageCall("account", "check", name));
        message.Request.Headers.Add("Accept", name == "Tables" ? "application/json;odata=nometadata" : "application/xml");
        var response = await service.SendAsync(message, cancellationToken);
        if (response.Status != 200)
            throw service.Unexpected(response, name);
    }

    private static HttpPipeline Pipeline(AzureStorageOptions options, HttpPipelinePolicy authentication) =>
        HttpPipelineBuilder.Build(options, [], [new RetryCountPolicy(), authentication], new ResponseClassifier());
}

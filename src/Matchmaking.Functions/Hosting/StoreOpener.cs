using Matchmaking.Storage;

namespace Matchmaking.Functions.Hosting;

/// <summary>Opens the store when it is first needed, once; after a failure the next who needs it tries again.</summary>
internal sealed class StoreOpener(OpenStorage open, IConfiguration configuration, QueueSignals signals, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private StorageAccount? account;
    private volatile Store? store;

    /// <summary>The store, for services of a request or an invocation that has opened it.</summary>
    public Store Opened => store ?? throw new InvalidOperationException("The store is not open yet: OpenAsync comes first.");

    /// <summary>The store, opened. One storage transaction for each table and queue the first time, and one more.</summary>
    /// <exception cref="StorageTransferException">Only a part of an import is there.</exception>
    public async ValueTask<Store> OpenAsync(CancellationToken cancellationToken = default)
    {
        if (store is { } opened)
        {
            return opened;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            return store ??= await CreateAsync(cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (account is not null)
        {
            await account.DisposeAsync();
        }

        gate.Dispose();
    }

    private async Task<Store> CreateAsync(CancellationToken cancellationToken)
    {
        account ??= await open(cancellationToken);
        var created = await Store.CreateAsync(account, configuration["Storage:Prefix"] ?? "", signals, time, cancellationToken);
        await StorageTransfer.RequireFinishedAsync(created.Tables.First().Value, cancellationToken);
        return created;
    }
}

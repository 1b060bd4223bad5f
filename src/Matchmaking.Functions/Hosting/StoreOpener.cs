using Matchmaking.Storage;

namespace Matchmaking.Functions.Hosting;

/// <summary>Opens the store when it is first needed, once; after a failure the next who needs it tries again.</summary>
internal sealed class StoreOpener(
    IConfiguration configuration,
    RunMode mode,
    ServeOptions serve,
    Switchboard switchboard,
    QueueSignals signals,
    TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private StorageAccount? account;
    private volatile Store? store;

    /// <summary>The store, for services of a request or an invocation that has opened it.</summary>
    public Store Opened => store ?? throw new InvalidOperationException("The store is not open yet: OpenAsync comes first.");

    /// <summary>The store, opened.</summary>
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
        var options = StorageOptions.Read(configuration, mode, serve);
        account ??= await StorageSetup.OpenAsync(options, time, cancellationToken);
        return await Store.CreateAsync(
            account,
            options.Prefix,
            switchboard.Functions.OfType<Function.Queue>().Select(function => function.QueueName),
            signals,
            time,
            cancellationToken);
    }
}

using Matchmaking.Storage.Azure;
using Matchmaking.Storage.Sqlite;
using Matchmaking.Testing;

namespace Matchmaking.Storage.Tests.Conformance;

/// <summary>An empty account of one of the two engines, and how time passes for it.</summary>
public abstract class Engine : IAsyncDisposable
{
    public abstract StorageAccount Account { get; }

    public abstract TimeProvider Time { get; }

    /// <summary>Lets time pass, where it can be made to; where not, the test's condition is waited for.</summary>
    public abstract void Pass(TimeSpan by);

    public abstract ValueTask DisposeAsync();

    public static async Task<Engine> OpenAsync(string name) => name == "sqlite" ? await SqliteEngine.OpenAsync() : await AzureEngine.OpenAsync();
}

public sealed class SqliteEngine(TempDirectory directory, ManualTime time, StorageAccount account) : Engine
{
    public override StorageAccount Account => account;

    public override TimeProvider Time => time;

    public override void Pass(TimeSpan by) => time.Advance(by);

    public override async ValueTask DisposeAsync()
    {
        await account.DisposeAsync();
        directory.Dispose();
    }

    public static async Task<SqliteEngine> OpenAsync()
    {
        var directory = new TempDirectory();
        var time = new ManualTime();
        return new SqliteEngine(directory, time, await SqliteStorageAccount.OpenAsync(directory.Path, time));
    }
}

public sealed class AzureEngine(StorageAccount account) : Engine
{
    public override StorageAccount Account => account;

    public override TimeProvider Time => TimeProvider.System;

    public override void Pass(TimeSpan by)
    {
    }

    public override ValueTask DisposeAsync() => account.DisposeAsync();

    public static async Task<AzureEngine> OpenAsync() =>
        new(AzureStorageAccount.FromConnectionString(await Azurite.NewAccountAsync()));
}

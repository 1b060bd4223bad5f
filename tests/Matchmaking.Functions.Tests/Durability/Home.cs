using Matchmaking.Functions.Hosting;
using Matchmaking.Storage;
using Matchmaking.Storage.Azure;
using Matchmaking.Storage.Sqlite;
using Matchmaking.Testing;

namespace Matchmaking.Functions.Tests.Durability;

/// <summary>Where a service under test keeps its data, on one engine or the other, and a look into it from outside.</summary>
internal sealed class Home
{
    private readonly string? _folder;
    private readonly string? _connectionString;

    private Home(string? folder, string? connectionString) => (_folder, _connectionString) = (folder, connectionString);

    /// <summary>The folder of the service's mail.</summary>
    public string MailFolder { get; } = Places.NewFolder();

    /// <summary>A new empty one: <c>embedded</c> or <c>azure</c>.</summary>
    public static async Task<Home> NewAsync(string engine) => engine == "embedded"
        ? new Home(Places.NewFolder(), null)
        : new Home(null, await Azurite.NewAccountAsync());

    /// <summary>Starts the program on its own with its data here.</summary>
    public Task<ServiceProcess> StartAsync(IEnumerable<string>? arguments = null, params IEnumerable<(string Name, string? Value)> environment) =>
        ServiceProcess.StartAloneAsync(_folder, arguments, [.. Environment, .. environment]);

    /// <summary>Runs a command of the program on this data.</summary>
    public Task<(int ExitCode, string Output, string Errors)> RunAsync(params IEnumerable<string> arguments) =>
        ServiceProcess.RunAsync(_folder is null ? arguments : [.. arguments, "--data", _folder], Environment);

    /// <summary>Opens the data. The embedded store can be open in one process only: stop the service first.</summary>
    public Task<Store> OpenAsync() => OpenAsync(_folder);

    /// <summary>Looks at the data while the service runs: of a store on this machine at a backup of this moment.</summary>
    public async Task<T> PeekAsync<T>(Func<Store, Task<T>> look)
    {
        var copy = _folder is null ? null : await CopyAsync(_folder);
        var store = await OpenAsync(copy);
        await using (store.Account)
        {
            var seen = await look(store);
            return seen;
        }
    }

    private IEnumerable<(string, string?)> Environment =>
        [("AzureWebJobsStorage", _connectionString), ("Mail__Folder", MailFolder)];

    private async Task<Store> OpenAsync(string? folder)
    {
        StorageAccount account = folder is null
            ? AzureStorageAccount.FromConnectionString(_connectionString!)
            : await SqliteStorageAccount.OpenAsync(folder, TimeProvider.System);
        return await Store.CreateAsync(account, "", new QueueSignals(), TimeProvider.System, default);
    }

    private static async Task<string> CopyAsync(string folder)
    {
        var copy = Places.NewFolder();
        await SqliteStorageAccount.BackupAsync(folder, Path.Combine(copy, "store.db"));
        return copy;
    }
}

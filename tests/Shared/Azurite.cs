using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Matchmaking.Testing;

/// <summary>
/// A real Azurite in a process of its own, on free ports, with its data in memory. Compiled into every test project that needs one.
/// </summary>
/// <remarks>
/// <see cref="NewAccountAsync"/> is what most tests want: an empty account on an instance that all of the assembly's tests share and
/// that ends with the test process, however that ends. <see cref="StartAsync"/> is for a test that must restart or kill the instance itself.
/// </remarks>
public sealed partial class Azurite : IAsyncDisposable
{
    // As many as one environment variable has room for.
    private const int Accounts = 400;

    private static readonly string Key = Convert.ToBase64String(Encoding.ASCII.GetBytes("a key that opens nothing but an emulator"));
    private static readonly SemaphoreSlim Starting = new(1);
    private static Azurite? _shared;

    private readonly Process _process;
    private readonly int _tablePort;
    private readonly int _queuePort;
    private int _taken;

    private Azurite(Process process, int tablePort, int queuePort)
    {
        _process = process;
        _tablePort = tablePort;
        _queuePort = queuePort;
    }

    /// <summary>The connection string of an account that no other test has: every name of a table or queue is free in it.</summary>
    public static async Task<string> NewAccountAsync()
    {
        await Starting.WaitAsync();
        try
        {
            if (_shared is null || _shared._taken == Accounts)
                _shared = await StartAsync();

            return _shared.NewAccount();
        }
        finally
        {
            Starting.Release();
        }
    }

    /// <summary>Starts an instance of one's own; dispose it to end it.</summary>
    public static async Task<Azurite> StartAsync()
    {
        var process = Launch();
        var ports = new Dictionary<string, int>();
        var output = new StringBuilder();
        while (ports.Count < 3 && await process.StandardOutput.ReadLineAsync() is { } line)
        {
            output.AppendLine(line);
            if (Listening().Match(line) is { Success: true } match)
                ports[match.Groups["service"].Value] = int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture);
        }

        if (ports.Count < 3)
            Assert.Fail($"Azurite did not start: {output}{await process.StandardError.ReadToEndAsync()}");

        // Nobody reads what it says from now on, and a full pipe would stop it.
        process.BeginErrorReadLine();
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return new Azurite(process, ports["Table"], ports["Queue"]);
    }

    /// <summary>The connection string of an account of this instance that has not been given out.</summary>
    public string NewAccount() => ConnectionString(Interlocked.Increment(ref _taken));

    /// <summary>Ends the instance; its data is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private string ConnectionString(int account) =>
        $"AccountName={Name(account)};AccountKey={Key};"
        + $"TableEndpoint=http://127.0.0.1:{_tablePort}/{Name(account)};QueueEndpoint=http://127.0.0.1:{_queuePort}/{Name(account)};";

    private static string Name(int account) => "account" + account.ToString(CultureInfo.InvariantCulture);

    private static Process Launch()
    {
        var directory = Path.Combine(RepositoryRoot(), "tests", "azurite");
        if (!Directory.Exists(Path.Combine(directory, "node_modules", "azurite")))
            Assert.Fail("Azurite is not installed. Run the repository's test script, tests/run, which does: npm ci --prefix tests/azurite");

        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])
            [
                Path.Combine(directory, "run.js"),
                "--inMemoryPersistence", "--disableTelemetry", "--silent", "--disableProductStyleUrl",
                "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
            ])
            start.ArgumentList.Add(argument);

        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, Accounts).Select(account => $"{Name(account)}:{Key}"));
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Fail("Node.js, which runs Azurite, is not installed: version 20 or later is needed on the path, with npm.");
            throw;
        }
    }

    private static string RepositoryRoot()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "Matchmaking.sln")))
                return directory;
        }

        throw new DirectoryNotFoundException("The tests run from within the repository.");
    }

    [GeneratedRegex(@"^Azurite (?<service>\w+) service is successfully listening at http://127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex Listening();
}

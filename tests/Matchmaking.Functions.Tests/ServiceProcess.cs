using System.Diagnostics;
using System.Text;

namespace Matchmaking.Functions.Tests;

/// <summary>
/// The local program as a real process: started as a user does, killed, ended by a signal, and started again on the same port and data.
/// </summary>
internal sealed class ServiceProcess : RunningService
{
    private readonly ProcessStartInfo start;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private Process process = null!;

    private ServiceProcess(int port, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment) : base(port)
    {
        var library = Path.Combine(Places.Service, "Matchmaking.Local.dll");
        Assert.True(File.Exists(library), $"The program is not in {Places.Service}: build the solution first.");
        start = new ProcessStartInfo("dotnet", [library, .. arguments]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = Places.Service;
        foreach (var name in start.Environment.Keys.Where(IsOfOurs).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
    }

    /// <summary>Its process id.</summary>
    public int Id => process.Id;

    /// <summary>Its exit code once it ended.</summary>
    public int ExitCode => process.ExitCode;

    /// <inheritdoc/>
    public override string Output => Text(output);

    /// <inheritdoc/>
    public override string Errors => Text(errors);

    /// <summary>Starts it on its own with its data in a folder, or with null where the environment says, and waits until it answers.</summary>
    public static Task<ServiceProcess> StartAloneAsync(
        string? dataDirectory, IEnumerable<string>? arguments = null, params IEnumerable<(string Name, string? Value)> environment)
    {
        var port = FreePort();
        return StartAsync(
            port,
            ["--urls", $"http://127.0.0.1:{port}", .. dataDirectory is null ? [] : new[] { "--data", dataDirectory }, .. arguments ?? []],
            ByName(environment));
    }

    /// <summary>Runs the program to its end, as for a command, and gives its exit code, output and errors.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IEnumerable<string> arguments, params IEnumerable<(string Name, string? Value)> environment)
    {
        await using var service = new ServiceProcess(FreePort(), arguments, ByName(environment));
        service.Launch();
        await service.EndedAsync();
        return (service.ExitCode, service.Output, service.Errors);
    }

    /// <inheritdoc/>
    public override async Task KillAsync()
    {
        process.Kill();
        await EndedAsync();
    }

    /// <inheritdoc/>
    public override Task<int> StopAsync() => SignalAsync("TERM");

    /// <summary>Asks it to end by a signal and gives its exit code.</summary>
    public async Task<int> SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        await EndedAsync();
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public override async Task RestartAsync()
    {
        process.Dispose();
        Launch();
        await ReadyAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task EndedAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private static async Task<ServiceProcess> StartAsync(
        int port, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var service = new ServiceProcess(port, arguments, environment);
        service.Launch();
        try
        {
            await service.ReadyAsync();
            return service;
        }
        catch
        {
            // Nobody else could end it.
            await service.DisposeAsync();
            throw;
        }
    }

    // The last of a name counts.
    private static Dictionary<string, string?> ByName(IEnumerable<(string Name, string? Value)> environment) =>
        environment.GroupBy(pair => pair.Name).ToDictionary(group => group.Key, group => group.Last().Value);

    // What a developer has set for the service must not reach the tests.
    private static bool IsOfOurs(string name) =>
        name.StartsWith("AzureWebJobs", StringComparison.Ordinal)
        || name.StartsWith("AzureFunctions", StringComparison.Ordinal)
        || name.StartsWith("FUNCTIONS_", StringComparison.Ordinal)
        || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
        || name.StartsWith("OTEL_", StringComparison.Ordinal);

    private void Launch()
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    // Any answer to GET / means ready.
    private Task ReadyAsync() => Until.TrueAsync(
        async () =>
        {
            Assert.False(process.HasExited, $"The program ended with {(process.HasExited ? process.ExitCode : 0)} before it answered.\n{Output}\n{Errors}");
            try
            {
                using var answer = await Http.GetAsync("");
                return true;
            }
            catch (Exception slow) when (slow is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        },
        "the program's first answer",
        seconds: 90);

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.AppendLine(line);
            }
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}

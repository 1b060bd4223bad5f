using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Matchmaking.Benchmarks;

/// <summary>From the start of the packaged program to its first answer, beside an empty program that is packaged alike.</summary>
internal static class StartBenchmark
{
    public static async Task RunAsync(Options options)
    {
        var rounds = options.Rounds ?? 7;
        Report.Title($"start: from the process's start to the first answer of GET /, {rounds} rounds, medians");
        var root = Root();
        var artifacts = Path.Combine(root, "artifacts", "benchmarks");
        var service = await PublishAsync(Path.Combine(root, "src/Matchmaking.Functions/Matchmaking.Functions.csproj"), Path.Combine(artifacts, "service"), "-p:ForAzure=true");
        var empty = await PublishAsync(Path.Combine(root, "tests/Matchmaking.Benchmarks/EmptyApp/EmptyApp.csproj"), Path.Combine(artifacts, "empty"),
            "-r", "linux-x64", "--self-contained", "-p:PublishReadyToRun=true", "-p:InvariantGlobalization=true", "-p:RestoreLockedMode=false", "-p:RestorePackagesWithLockFile=false");
        List<double> services = [], empties = [];
        for (var round = -1; round < rounds; round++)
        {
            var data = Directory.CreateTempSubdirectory("matchmaking-benchmark-").FullName;
            var (one, other) = (await StartAsync(Path.Combine(empty, "EmptyApp"), []), await StartAsync(Path.Combine(service, "Matchmaking.Functions"), ["--data", data]));
            Directory.Delete(data, recursive: true);
            if (round >= 0)
            {
                empties.Add(one);
                services.Add(other);
            }
        }

        Report.Table(
            ["program", "to the first answer", "ratio"],
            ["empty ASP.NET Core program (baseline)", Report.Text(empties.Median(), "0") + " ms", "1"],
            ["the service, empty embedded store", Report.Text(services.Median(), "0") + " ms", Report.Text(services.Median() / empties.Median())]);
    }

    private static async Task<double> StartAsync(string program, IEnumerable<string> arguments)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo(program, ["--urls", address, .. arguments]) { RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(program) };
        using var http = new HttpClient();
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        try
        {
            while (!process.HasExited)
            {
                try
                {
                    using var answer = await http.GetAsync(address);
                    return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(1);
                }
            }

            throw new InvalidOperationException($"{program} ended with {process.ExitCode} before it answered.");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string> PublishAsync(string project, string output, params string[] options)
    {
        // Output of the build goes to standard error, so that the tables stay clean.
        var start = new ProcessStartInfo("dotnet",
        ["publish", project, "-c", "Release", .. options, "-o", output, "-v", "q", "-nologo"])
        { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await Console.Error.WriteAsync(text);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"Publishing {project} failed.");
    }

    private static string Root()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "Matchmaking.sln")))
            {
                return directory;
            }
        }

        throw new DirectoryNotFoundException("The benchmarks run from within the repository.");
    }
}

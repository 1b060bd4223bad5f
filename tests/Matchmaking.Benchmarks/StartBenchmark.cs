using System.Diagnostics;
using Matchmaking.FunctionsHost;
using Matchmaking.Testing;
using Host = Matchmaking.FunctionsHost.FunctionsHost;

namespace Matchmaking.Benchmarks;

/// <summary>
/// What it takes to the first answer, at rest and on disk: the package under the stand-in for the Functions host beside an empty function
/// app, and the service on its own beside an empty ASP.NET Core program; all published alike, compiled ahead of time, on the installed .NET.
/// </summary>
internal static class StartBenchmark
{
    private const string Home = "/";
    private const string Needs = "/api/needs";

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(Options options)
    {
        var rounds = options.Rounds ?? 9;
        var package = await PublishAsync("src/Matchmaking.Functions", "-p:ForAzure=true");
        var emptyPackage = await PublishAsync("tests/Matchmaking.Benchmarks/EmptyWorker", "-p:ForAzure=true");
        var local = await PublishAsync("src/Matchmaking.Local", "-p:ForLinux=true");
        var emptyLocal = await PublishAsync("tests/Matchmaking.Benchmarks/EmptyApp", "-p:ForLinux=true");
        Report.Title($"start: {rounds} rounds by turns, medians, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");

        // Tables and queues are there from the first round on, which is not counted.
        var storage = await Azurite.NewAccountAsync();
        await ReportAsync("under the Functions host (stand-in)", "empty function app", rounds, emptyPackage, package, (folder, path) => UnderHostAsync(folder, path, storage));
        await ReportAsync("on its own, in a new folder", "empty ASP.NET Core program", rounds, emptyLocal, local, OnItsOwnAsync);
        Console.WriteLine($"Load at the end: {File.ReadAllText("/proc/loadavg").Split(' ')[0]}.");
    }

    private static async Task ReportAsync(string title, string emptyName, int rounds, string empty, string service, Func<string, string, Task<Start>> start)
    {
        List<Start> empties = [], homes = [], needs = [];
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (folder, path, starts) in new[] { (empty, Home, empties), (service, Home, homes), (service, Needs, needs) })
            {
                var one = await start(folder, path);
                if (round >= 0)
                {
                    starts.Add(one);
                }
            }
        }

        Report.Table(
            [title, emptyName, $"the service, GET {Home}", "ratio", $"the service, GET {Needs}", "ratio"],
            [
                Row("to the first answer, ms", one => one.Milliseconds),
                Row("processor time until then, ms", one => one.Processor),
                Row("resident after the first answer, MB", one => one.Resident),
                Row($"resident {Rest.TotalSeconds} s later, MB", one => one.ResidentAtRest),
            ]);
        Report.Table(
            ["package", emptyName, "the service", "ratio"],
            [SizeRow("files", Files(empty).Length, Files(service).Length), SizeRow("bytes", Size(empty), Size(service)), SizeRow("bytes zipped", Zipped(empty), Zipped(service))]);

        IReadOnlyList<string> Row(string name, Func<Start, double> value)
        {
            var (first, home, list) = (empties.Select(value).Median(), homes.Select(value).Median(), needs.Select(value).Median());
            return [name, Report.Text(first, "0"), Report.Text(home, "0"), Report.Text(home / first), Report.Text(list, "0"), Report.Text(list / first)];
        }
    }

    private static async Task<Start> UnderHostAsync(string folder, string path, string storage)
    {
        // What waits in a queue or is due is not part of the question.
        await using var host = await Host.StartAsync(folder, new FunctionsHostOptions
        {
            Settings = new Dictionary<string, string?>
            {
                ["AzureWebJobsStorage"] = storage,
                ["AzureWebJobs.match.Disabled"] = "true",
                ["AzureWebJobs.notify.Disabled"] = "true",
                ["AzureWebJobs.tick.Disabled"] = "true",
            },
        });
        var began = Stopwatch.GetTimestamp();
        await GetAsync(host.Http, path);
        using var process = Process.GetProcessById(await host.WorkerProcessAsync());
        return await Start.ReadAsync(process, host.StartTime + Stopwatch.GetElapsedTime(began), Rest);
    }

    private static async Task<Start> OnItsOwnAsync(string folder, string path)
    {
        var data = Directory.CreateTempSubdirectory("matchmaking-benchmark-").FullName;
        var start = new ProcessStartInfo(Path.Combine(folder, Path.GetFileName(folder)), ["--data", data, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, WorkingDirectory = folder };
        using var http = new HttpClient();
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            http.BaseAddress = await AddressAsync(process);
            await GetAsync(http, path);
            return await Start.ReadAsync(process, Stopwatch.GetElapsedTime(began), Rest);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            Directory.Delete(data, recursive: true);
        }
    }

    // Both programs say it as ASP.NET Core does; asking again and again for an answer would take from what is measured.
    private static async Task<Uri> AddressAsync(Process process)
    {
        const string Sentence = "Now listening on: ";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Sentence, StringComparison.Ordinal) is >= 0 and var at)
            {
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new Uri(line[(at + Sentence.Length)..]);
            }
        }

        throw new InvalidOperationException($"{process.StartInfo.FileName} ended before it listened.");
    }

    private static async Task GetAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }

    // Documentation, symbols and the small executable stay at home: infra/package leaves them out too.
    private static FileInfo[] Files(string folder) =>
        [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Extension is not (".pdb" or ".xml" or ""))];

    private static long Size(string folder) => Files(folder).Sum(file => file.Length);

    private static long Zipped(string folder)
    {
        using var zipped = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(zipped, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Files(folder))
            {
                using var entry = archive.CreateEntry(file.Name).Open();
                using var content = file.OpenRead();
                content.CopyTo(entry);
            }
        }

        return zipped.Length;
    }

    private static IReadOnlyList<string> SizeRow(string name, long empty, long service) =>
        [name, Report.Text(empty, "#,0"), Report.Text(service, "#,0"), Report.Text((double)service / empty)];

    /// <summary>Publishes a project into a folder that bears its name, as its program does.</summary>
    private static async Task<string> PublishAsync(string project, string compiled)
    {
        var output = Path.Combine(Repository.Root, "artifacts", "benchmarks", Path.GetFileName(project));
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        // Output of the build goes to standard error, so that the tables stay clean.
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(Repository.Root, project), "-c", "Release", compiled, "-o", output, "-v", "q", "-nologo"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        await Console.Error.WriteAsync(await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"Publishing {project} failed.");
    }

    /// <summary>One start of a program.</summary>
    /// <param name="Milliseconds">From the process's start to the end of the first answer.</param>
    /// <param name="Processor">Milliseconds of processor time until then: what a shared machine disturbs least.</param>
    /// <param name="Resident">Megabytes then.</param>
    /// <param name="ResidentAtRest">Megabytes when nothing was asked for a while.</param>
    private sealed record Start(double Milliseconds, double Processor, double Resident, double ResidentAtRest)
    {
        public static async Task<Start> ReadAsync(Process process, TimeSpan time, TimeSpan rest)
        {
            process.Refresh();
            var (processor, resident) = (process.TotalProcessorTime.TotalMilliseconds, process.WorkingSet64);
            await Task.Delay(rest);
            process.Refresh();
            return new(time.TotalMilliseconds, processor, resident / (double)(1 << 20), process.WorkingSet64 / (double)(1 << 20));
        }
    }
}

using System.Diagnostics;

namespace Matchmaking.Storage.Tests;

/// <summary>This test program in a process of its own, in one of its other roles.</summary>
internal sealed class TestProcess : IDisposable
{
    private readonly Process _process;

    private TestProcess(Process process) => _process = process;

    internal List<string> Said { get; } = [];

    internal int Id => _process.Id;

    internal int ExitCode => _process.ExitCode;

    /// <param name="before">A command that is to run it, such as <c>bash -c</c>, if any.</param>
    /// <param name="arguments">Which program, and with what.</param>
    internal static TestProcess Start(string[] before, params string[] arguments)
    {
        string[] command = [.. before, Path.Combine(AppContext.BaseDirectory, "Matchmaking.Storage.Tests"), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true };

        // The runtime's own large mapping would be in the way of a limit on the length of files.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return new TestProcess(Process.Start(start)!);
    }

    /// <summary>Runs to its end; what it said last.</summary>
    internal static async Task<string> RunAsync(string[] before, params string[] arguments)
    {
        using var process = Start(before, arguments);
        await process.ReadToEndAsync();
        return process.Said[^1];
    }

    /// <summary>Reads on until it has said a line like this.</summary>
    internal async Task ReadUntilAsync(Predicate<string> wanted)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            Said.Add(line);
            if (wanted(line))
                return;
        }

        Assert.Fail($"It ended before: {string.Join(" | ", Said.TakeLast(3))}");
    }

    internal async Task ReadAsync(int lines)
    {
        while (lines-- > 0 && await _process.StandardOutput.ReadLineAsync() is { } line)
            Said.Add(line);
    }

    /// <summary>SIGKILL, and then what was said until then.</summary>
    internal async Task KillAsync()
    {
        _process.Kill();
        await ReadToEndAsync();
    }

    internal async Task ReadToEndAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            Said.Add(line);

        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();

        _process.Dispose();
    }
}

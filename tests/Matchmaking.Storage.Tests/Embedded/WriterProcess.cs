using System.Diagnostics;
using System.Globalization;

namespace Matchmaking.Storage.Tests.Embedded;

/// <summary><see cref="Writer"/> in a process of its own.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    private WriterProcess(Process process) => _process = process;

    internal List<string> Said { get; } = [];

    internal int ExitCode => _process.ExitCode;

    internal static WriterProcess Start(string directory, long compactionFloor = long.MaxValue, int? fileSizeLimitKibibytes = null)
    {
        string[] command = [Path.Combine(AppContext.BaseDirectory, "Matchmaking.Storage.Tests"), Writer.Argument, directory, compactionFloor.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo { RedirectStandardOutput = true };
        if (fileSizeLimitKibibytes is { } limit)
        {
            // As on a full disk: with the signal ignored, a write beyond the limit is an error. The runtime's own large mapping is in the way.
            command = ["bash", "-c", $"trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\"", .. command];
            start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        }

        start.FileName = command[0];
        foreach (var argument in command[1..])
            start.ArgumentList.Add(argument);

        return new WriterProcess(Process.Start(start)!);
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

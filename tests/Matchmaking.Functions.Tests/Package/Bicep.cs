using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Matchmaking.Functions.Tests.Package;

/// <summary>The Bicep CLI. It needs no network: the types of all resources are in it.</summary>
internal static class Bicep
{
    /// <summary>SendGrid's key as the parameters find it.</summary>
    public const string Secret = "SG.not-a-key-but-secret";

    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">Where its files lie.</param>
    /// <param name="command">Command, file and options.</param>
    public static async Task<BicepAnswer> RunAsync(string folder, string command)
    {
        var start = new ProcessStartInfo(Program(), command) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SENDGRID_API_KEY"] = Secret;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    // Elsewhere than on Linux on x64 whatever is on the path.
    private static string Program()
    {
        if (OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64)
            return Places.Bicep;
        var name = OperatingSystem.IsWindows() ? "bicep.exe" : "bicep";
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var onPath = path.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Assert.True(
            onPath is not null,
            "The Bicep CLI is missing: the tests bring it for Linux on x64 only. Install it (https://aka.ms/bicep-install) and put bicep on the path.");
        return onPath;
    }
}

/// <summary>What the Bicep CLI answered.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Out">What it wrote: what was asked for.</param>
/// <param name="Error">What it had to say: errors and warnings.</param>
internal sealed record BicepAnswer(int Code, string Out, string Error);

using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Matchmaking.Functions.Hosting;

namespace Matchmaking.Functions.Tests.Package;

/// <summary>What infra/package has made. The repository's test script makes it anew before it runs the tests.</summary>
public sealed partial class PackageTests
{
    private const string Executable = "Matchmaking.Functions";

    [Fact]
    public void The_zip_has_host_json_the_program_and_one_folder_for_each_function_at_its_root()
    {
        using var zip = Open();
        var names = zip.Entries.Select(entry => entry.FullName).ToList();

        Assert.Contains("host.json", names);
        Assert.Contains(Executable, names);
        Assert.Equal(
            Switchboard.Default.Functions.Select(function => $"{function.Name}/function.json").Order(StringComparer.Ordinal),
            names.Where(name => name.EndsWith("function.json", StringComparison.Ordinal)));
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(names.Distinct(), names);
        Assert.All(names, name => Assert.DoesNotMatch(@"^/|\\|(^|/)\.\.?(/|$)|/$", name));
    }

    [Fact]
    public void The_program_is_an_executable_for_x86_64_linux_named_as_host_json_says()
    {
        using var zip = Open();
        using var host = JsonDocument.Parse(Read(zip, "host.json"));
        var named = host.RootElement.GetProperty("customHandler").GetProperty("description").GetProperty("defaultExecutablePath").GetString();
        var program = Read(zip, Executable);

        Assert.Equal(Executable, named);
        Assert.All(zip.Entries, entry => Assert.Equal(entry.FullName == Executable ? 0x81ED : 0x81A4, (entry.ExternalAttributes >> 16) & 0xFFFF));
        Assert.Equal("7F454C460201", Convert.ToHexString(program.AsSpan(0, 6)));
        Assert.Equal(62, BitConverter.ToUInt16(program, 18));
    }

    [Fact]
    public void It_carries_its_runtime_compiled_ahead_of_time_and_needs_no_icu()
    {
        using var zip = Open();
        using var config = JsonDocument.Parse(Read(zip, $"{Executable}.runtimeconfig.json"));
        var runtime = config.RootElement.GetProperty("runtimeOptions");

        Assert.NotNull(zip.GetEntry("libcoreclr.so"));
        Assert.True(runtime.TryGetProperty("includedFrameworks", out _));
        Assert.True(runtime.GetProperty("configProperties").GetProperty("System.Globalization.Invariant").GetBoolean());
        Assert.All(
            new[] { "Matchmaking.dll", "Matchmaking.Storage.dll", "Matchmaking.Functions.dll", "Azure.Core.dll" },
            name => Assert.True(IsReadyToRun(Read(zip, name)), $"{name} is not compiled ahead of time."));
    }

    [Fact]
    public void Nothing_is_in_it_that_does_not_belong_there()
    {
        using var zip = Open();

        Assert.DoesNotContain(zip.Entries, entry => Forbidden().IsMatch(entry.FullName));
    }

    [Fact]
    public void The_zip_holds_what_the_folder_holds()
    {
        using var zip = Open();
        var folder = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(Folder, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

        Assert.Equal(folder, zip.Entries.ToDictionary(entry => entry.FullName, entry => Convert.ToHexString(SHA256.HashData(Read(zip, entry.FullName)))));
    }

    /// <summary>The folder, or a failure that says how to make it: a package made before the last change of the program tells of a program that is no more.</summary>
    internal static string Folder
    {
        get
        {
            var folder = Path.Combine(Places.Repository, "artifacts", "package");
            Assert.True(File.Exists(folder + ".zip"), "There is no package: run infra/package, or the whole of tests/run.");
            var changed = Sources().MaxBy(File.GetLastWriteTimeUtc)!;
            Assert.True(
                File.GetLastWriteTimeUtc(changed) <= File.GetLastWriteTimeUtc(folder + ".zip"),
                $"The package is older than {Path.GetRelativePath(Places.Repository, changed)}: run infra/package, or the whole of tests/run.");
            return folder;
        }
    }

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Places.Repository, "src"), "*.*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".csproj")
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static ZipArchive Open() => ZipFile.OpenRead(Folder + ".zip");

    private static byte[] Read(ZipArchive zip, string name)
    {
        using var content = new MemoryStream();
        using var stream = zip.GetEntry(name)!.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }

    // The header of what Crossgen adds begins with this mark ("RTR").
    private static bool IsReadyToRun(byte[] assembly) => assembly.AsSpan().IndexOf(Encoding.ASCII.GetBytes("RTR\0")) > 0;

    [GeneratedRegex(@"(?i)(xunit|fscheck|azurite|\.tests|benchmark|playwright|angle|yarp|local\.settings|appsettings|secrets\.json|\.env$|\.pdb$|\.eml$|\.cs$|\.key$|\.pem$|\.pfx$|(^|/)data/|web\.config)")]
    private static partial Regex Forbidden();
}

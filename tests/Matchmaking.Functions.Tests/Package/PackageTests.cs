using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Matchmaking.Functions.Tests.Package;

/// <summary>What infra/package has made. The repository's test script makes it anew before it runs the tests.</summary>
public sealed partial class PackageTests
{
    private const string Library = "Matchmaking.Functions.dll";

    [Fact]
    public void The_zip_has_at_its_root_what_the_host_looks_for()
    {
        using var zip = Open();
        var names = zip.Entries.Select(entry => entry.FullName).ToList();

        Assert.All(new[] { "host.json", "functions.metadata", "extensions.json", "worker.config.json", Library }, name => Assert.Contains(name, names));
        Assert.Contains(names, name => name.StartsWith(".azurefunctions/", StringComparison.Ordinal));
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(names.Distinct(), names);
        Assert.All(names, name => Assert.DoesNotMatch(@"^/|\\|(^|/)\.\.?(/|$)|/$", name));
        Assert.All(zip.Entries, entry => Assert.Equal(0x81A4, (entry.ExternalAttributes >> 16) & 0xFFFF));
    }

    [Fact]
    public void It_names_every_function()
    {
        using var zip = Open();
        using var metadata = JsonDocument.Parse(Read(zip, "functions.metadata"));
        var named = metadata.RootElement.EnumerateArray().Select(function => function.GetProperty("name").GetString());
        var written = typeof(Functions).GetMethods().Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>();

        Assert.Equal(written.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_worker_is_for_the_installed_runtime_compiled_ahead_of_time()
    {
        using var zip = Open();
        using var worker = JsonDocument.Parse(Read(zip, "worker.config.json"));
        using var config = JsonDocument.Parse(Read(zip, "Matchmaking.Functions.runtimeconfig.json"));
        var runtime = config.RootElement.GetProperty("runtimeOptions");

        Assert.Equal("dotnet-isolated", worker.RootElement.GetProperty("description").GetProperty("language").GetString());
        Assert.Equal(Library, worker.RootElement.GetProperty("description").GetProperty("defaultWorkerPath").GetString());
        Assert.Null(zip.GetEntry("libcoreclr.so"));
        Assert.True(runtime.TryGetProperty("frameworks", out _));
        Assert.All(
            new[] { "Matchmaking.dll", "Matchmaking.Storage.dll", Library, "Azure.Core.dll" },
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

    [GeneratedRegex(@"(?i)(xunit|fscheck|azurite|\.tests|benchmark|playwright|angle|yarp|local\.settings|appsettings|secrets\.json|\.env$|\.pdb$|\.eml$|\.cs$|\.key$|\.pem$|\.pfx$|(^|/)data/|web\.config|matchmaking\.local|sqlite|commandline|ncrontab)")]
    private static partial Regex Forbidden();
}

using System.Reflection;

namespace Matchmaking.Functions.Tests;

/// <summary>Where things lie on this machine.</summary>
internal static class Places
{
    /// <summary>The repository.</summary>
    public static string Repository { get; } = Metadata("RepositoryDirectory");

    /// <summary>The built program; the variable <c>MATCHMAKING_SERVICE</c> names another folder, such as the package for Azure.</summary>
    public static string Service { get; } = Environment.GetEnvironmentVariable("MATCHMAKING_SERVICE") ?? Metadata("ServiceDirectory");

    /// <summary>A new empty folder.</summary>
    public static string NewFolder() => Directory.CreateTempSubdirectory("matchmaking-").FullName;

    private static string Metadata(string key) => typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}

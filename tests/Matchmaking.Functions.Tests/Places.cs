using System.Reflection;

namespace Matchmaking.Functions.Tests;

/// <summary>Where things lie on this machine.</summary>
internal static class Places
{
    /// <summary>The repository.</summary>
    public static string Repository { get; } = Metadata("RepositoryDirectory");

    /// <summary>The built program; the variable <c>MATCHMAKING_SERVICE</c> names another folder, such as the package for Azure.</summary>
    public static string Service { get; } = Environment.GetEnvironmentVariable("MATCHMAKING_SERVICE") ?? Metadata("ServiceDirectory");

    /// <summary>The Bicep CLI of the package folder, which runs on Linux on x64.</summary>
    public static string Bicep { get; } = Metadata("BicepProgram");

    /// <summary>A new empty folder.</summary>
    public static string NewFolder() => Directory.CreateTempSubdirectory("matchmaking-").FullName;

    private static string Metadata(string key) => typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}

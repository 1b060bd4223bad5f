namespace Matchmaking.Storage.Tests;

/// <summary>A directory of a test's own, gone at its end.</summary>
public sealed class TempDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("storage-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

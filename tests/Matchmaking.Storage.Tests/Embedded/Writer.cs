namespace Matchmaking.Storage.Tests.Embedded;

internal static class Writer
{
    internal const string Argument = "write-until-killed";

    internal static Task<int> RunAsync(string directory, string count) => throw new NotImplementedException(directory + count);
}

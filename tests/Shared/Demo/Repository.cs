using Matchmaking.Field;

namespace Matchmaking.Testing;

/// <summary>The files of the repository that these tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Text(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    public static CsvTable Data(string name) => CsvTable.Parse(Text("src", "Matchmaking.Local", "Demo", "data", name));

    public static CsvTable Published(string name) => CsvTable.Parse(Text("src", "Matchmaking.Local", "Demo", "published", name));

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Matchmaking.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("Run these tests inside the repository: they check its files.");
    }
}

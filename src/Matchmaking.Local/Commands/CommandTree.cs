using System.CommandLine;

namespace Matchmaking.Local.Commands;

/// <summary>The command line: without a command the service starts.</summary>
internal static class CommandTree
{
    /// <summary>Every command, one line each.</summary>
    public static RootCommand Create()
    {
        var root = ServeCommand.Create();
        root.Add(KeysCommand.Create());
        root.Add(ExportCommand.Create());
        root.Add(ImportCommand.Create());
        root.Add(BackupCommand.Create());
        root.Add(CheckCommand.Create());
        root.Add(MarketCommand.Create());
        root.Add(PoisonCommand.Create());
        return root;
    }
}

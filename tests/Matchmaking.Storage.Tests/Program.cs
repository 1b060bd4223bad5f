using Matchmaking.Storage.Tests;
using Matchmaking.Storage.Tests.Sqlite;

// The tests' own entry point, as xUnit would generate it, and beside it the programs that tests start, and kill, as processes of their own.
return args switch
{
    [Writer.Argument, var directory] => await Writer.RunAsync(directory),
    [Programs.Backup, var directory, var file] => await Programs.BackupAsync(directory, file),
    [Programs.Import, var directory, var file] => await Programs.ImportAsync(directory, file, int.MaxValue),
    [Programs.Import, var directory, var file, var lines] => await Programs.ImportAsync(directory, file, int.Parse(lines, null)),
    [Programs.Open, var directory] => await Programs.OpenAsync(directory),
    [Programs.AzureOnly] => await Programs.AzureOnlyAsync(),
    _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
};

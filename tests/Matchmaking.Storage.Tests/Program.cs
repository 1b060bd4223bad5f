using Matchmaking.Storage.Tests.Embedded;

// The tests' own entry point, as xUnit would generate it, and beside it the writer that the kill tests start and kill.
return args is [Writer.Argument, var directory, var count]
    ? await Writer.RunAsync(directory, count)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);

using Matchmaking.Storage.Tests.Embedded;

// The tests' own entry point, as xUnit would generate it, and beside it the writer that the kill tests start and kill.
return args is [Writer.Argument, var directory, var compactionFloor]
    ? await Writer.RunAsync(directory, long.Parse(compactionFloor, System.Globalization.CultureInfo.InvariantCulture))
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);

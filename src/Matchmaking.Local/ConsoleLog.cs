namespace Matchmaking.Local;

/// <summary>One line per event on standard output.</summary>
internal static class ConsoleLog
{
    /// <summary>Lines for the eye; in a demonstration only those that warn.</summary>
    public static void AddConsoleLog(this WebApplicationBuilder builder, bool demo)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        if (demo)
        {
            // The demonstration tells its story itself; only what goes wrong should interrupt it.
            builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        }

        builder.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "HH:mm:ss ";
        });
    }
}

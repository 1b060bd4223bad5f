namespace Matchmaking.Functions.Hosting;

/// <summary>One line per event on standard output: the Functions host makes an entry of every line, and an error of every line on standard error.</summary>
internal static class ConsoleLog
{
    /// <summary>Structured lines under the host, lines for the eye on its own.</summary>
    public static void AddConsoleLog(this WebApplicationBuilder builder, RunMode mode, bool demo)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        if (demo)
        {
            // The demonstration tells its story itself; only what goes wrong should interrupt it.
            builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        }

        if (mode.UnderHost)
        {
            builder.Logging.AddJsonConsole(options =>
            {
                options.UseUtcTimestamp = true;
                options.TimestampFormat = "O";
            });
        }
        else
        {
            builder.Logging.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.TimestampFormat = "HH:mm:ss ";
            });
        }
    }
}

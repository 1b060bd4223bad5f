namespace Matchmaking.Functions.Hosting;

/// <summary>
/// Asserts the settings of <c>host.json</c> on which the <see cref="TriggerGuard"/> rests, app settings that override them included.
/// A wrong one would open the triggers to outsiders, so the program refuses to start.
/// </summary>
internal static class HostJson
{
    private const string OverridePrefix = "AzureFunctionsJobHost__";

    /// <summary>Checks the file in a folder.</summary>
    /// <exception cref="StartException">The file is missing, no JSON, or says what must not be.</exception>
    public static void Check(string directory)
    {
        IConfiguration settings;
        try
        {
            settings = new ConfigurationBuilder()
                .AddJsonFile(Path.Combine(directory, "host.json"), optional: false, reloadOnChange: false)
                .AddEnvironmentVariables(OverridePrefix)
                .Build();
        }
        catch (Exception exception) when (exception is FileNotFoundException or InvalidDataException)
        {
            throw new StartException($"host.json beside the program cannot be read: {exception.Message}", exception);
        }

        if (FirstFault(settings) is { } fault)
        {
            throw new StartException($"host.json (or an {OverridePrefix}… setting) {fault}");
        }
    }

    /// <summary>The first setting that must not be so, or null.</summary>
    public static string? FirstFault(IConfiguration settings)
    {
        var handler = settings.GetSection("customHandler");
        return true switch
        {
            _ when !IsTrue(handler["enableProxyingHttpRequest"]) =>
                "must set customHandler.enableProxyingHttpRequest to true: without it, outsiders cannot be told from the host.",
            _ when handler["enableForwardingHttpRequest"] is { } forwarding && !bool.FalseString.Equals(forwarding, StringComparison.OrdinalIgnoreCase) =>
                "must not set customHandler.enableForwardingHttpRequest: it rewrites paths and lets outsiders look like the host.",
            _ when handler.GetSection("http").Exists() =>
                "must not have customHandler.http: routes there exclude the function folders.",
            _ when settings.GetSection("configurationProfile").Exists() =>
                "must not have a configurationProfile: it replaces the routes by one that reaches every path.",
            _ when settings.GetSection("httpWorker").Exists() =>
                "must not have httpWorker: it is the older name of customHandler and forwards requests.",
            _ => null,
        };
    }

    private static bool IsTrue(string? value) => bool.TrueString.Equals(value, StringComparison.OrdinalIgnoreCase);
}

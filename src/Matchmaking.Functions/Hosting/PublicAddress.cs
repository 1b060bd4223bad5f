using Matchmaking.Functions.Errors;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// The address by which people reach the service, for links in pages and mails. Never taken from a request: whoever sends one chooses its
/// headers. Setting <c>PublicBaseUrl</c>; else on Azure the site's own name; else, on its own, where the program listens.
/// </summary>
internal sealed class PublicAddress(IConfiguration configuration, RunMode mode, IServer server)
{
    /// <summary>The address, ending in a slash.</summary>
    /// <exception cref="CodedException"><c>public_base_url_missing</c>: nothing names it.</exception>
    public Uri Base => Configured() ?? Listening()
        ?? throw new CodedException("public_base_url_missing", "Set PublicBaseUrl to the address by which people reach the service, as in https://example.org/.");

    /// <summary>The address that the settings name, or null.</summary>
    /// <exception cref="StartException"><c>PublicBaseUrl</c> is no address.</exception>
    public Uri? Configured()
    {
        if (configuration["PublicBaseUrl"] is { Length: > 0 } url)
        {
            return Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address is { Scheme: "http" or "https" }
                ? address
                : throw new StartException($"PublicBaseUrl is \"{url}\", which is no http or https address.");
        }

        if (mode.UnderHost && configuration["WEBSITE_HOSTNAME"] is { Length: > 0 } site)
        {
            var local = site.StartsWith("localhost", StringComparison.Ordinal) || site.StartsWith("127.", StringComparison.Ordinal);
            return new Uri($"{(local ? "http" : "https")}://{site}/");
        }

        return null;
    }

    private Uri? Listening() =>
        mode.UnderHost || server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } listening
            ? null
            : new Uri(listening.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal).TrimEnd('/') + "/");
}

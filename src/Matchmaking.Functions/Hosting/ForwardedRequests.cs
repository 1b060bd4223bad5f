using Microsoft.AspNetCore.HttpOverrides;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// Gives requests that came through the Functions host's proxy the scheme and host that the caller used, so that redirects, links and
/// secure cookies are right. The proxy connects from loopback, and only loopback is believed; a forwarded host only if it is on the list.
/// </summary>
internal static class ForwardedRequests
{
    /// <summary>Applies the headers. Stands after <see cref="TriggerGuard.Mark"/>, since it removes what the guard looks at.</summary>
    public static IApplicationBuilder UseForwardedRequests(this IApplicationBuilder app)
    {
        var address = app.ApplicationServices.GetRequiredService<PublicAddress>();
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto };
        if (address.AllowedHosts is { Count: > 0 } hosts)
        {
            // An empty list would mean any host.
            options.ForwardedHeaders |= ForwardedHeaders.XForwardedHost;
            options.AllowedHosts = [.. hosts];
        }

        return app.UseForwardedHeaders(options).Use((context, next) =>
        {
            // What is left then is the loopback address between host and handler, which nobody outside can use.
            if (context.Request.Host.Host == "127.0.0.1" && address.Configured() is { } known)
            {
                context.Request.Scheme = known.Scheme;
                context.Request.Host = new HostString(known.Authority);
            }

            return next(context);
        });
    }
}

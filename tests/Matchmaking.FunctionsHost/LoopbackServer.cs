using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.FunctionsHost;

/// <summary>A web server on 127.0.0.1 that nothing of this process's own environment or folder configures.</summary>
internal static class LoopbackServer
{
    private const long HostsLimit = 100 * 1024 * 1024;

    public static WebApplication Build(int port, HttpProtocols protocols, Action<IServiceCollection> services, Action<WebApplication> pipeline)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = HostsLimit;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = protocols);
        });
        services(builder.Services);
        var app = builder.Build();
        pipeline(app);
        return app;
    }

    public static int Port(this WebApplication app) => new Uri(app.Urls.Single()).Port;
}

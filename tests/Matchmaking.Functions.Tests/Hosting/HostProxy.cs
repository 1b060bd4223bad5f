using System.Net;
using Matchmaking.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Matchmaking.Functions.Tests.Hosting;

/// <summary>
/// Stands in for the Functions host's HTTP side: the routes of the HTTP functions, and a proxy that sets the host's headers over whatever
/// the caller sent.
/// </summary>
internal sealed class HostProxy : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
    });

    private HostProxy(WebApplication app, int port)
    {
        this.app = app;
        Port = port;
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}/"),
        };
    }

    /// <summary>The port that outsiders reach.</summary>
    public int Port { get; }

    /// <summary>An outsider's client.</summary>
    public HttpClient Http { get; }

    /// <summary>The scheme by which outsiders came, as the platform tells the host.</summary>
    public string Scheme { get; init; } = "http";

    /// <summary>Starts it in front of a handler.</summary>
    public static async Task<HostProxy> StartAsync(int handlerPort, string scheme = "http")
    {
        var port = ServiceProcess.FreePort();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = 104_857_600;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddHttpForwarder();
        var app = builder.Build();
        var proxy = new HostProxy(app, port) { Scheme = scheme };
        var transformer = new HostHeaders(proxy);
        foreach (var function in Switchboard.Default.Functions.OfType<Function.Http>())
        {
            app.Map(function.Route, async (HttpContext context, IHttpForwarder forwarder) =>
            {
                await forwarder.SendAsync(context, $"http://127.0.0.1:{handlerPort}", proxy.client, ForwarderRequestConfig.Empty, transformer);
            });
        }

        await app.StartAsync();
        return proxy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        client.Dispose();
    }

    private sealed class HostHeaders(HostProxy proxy) : HttpTransformer
    {
        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            var invocation = Guid.NewGuid().ToString();
            proxyRequest.Headers.Host = null;
            Set(proxyRequest, "X-Azure-Functions-HostVersion", "4.1037.0.0");
            Set(proxyRequest, "X-Azure-Functions-InvocationId", invocation);
            Set(proxyRequest, "x-ms-invocation-id", invocation);
            Set(proxyRequest, "X-Forwarded-For", "127.0.0.1");
            Set(proxyRequest, "X-Forwarded-Host", httpContext.Request.Host.Value ?? "");
            Set(proxyRequest, "X-Forwarded-Proto", proxy.Scheme);
        }

        private static void Set(HttpRequestMessage request, string name, string value)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}

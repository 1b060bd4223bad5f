using System.Net;

namespace Matchmaking.FunctionsHost;

/// <summary>Takes requests to a worker, which begins to listen a moment after it has said where: until then they are tried again.</summary>
internal sealed class ProxyHandler(Worker worker) : DelegatingHandler(new SocketsHttpHandler
{
    UseProxy = false,
    AllowAutoRedirect = false,
    UseCookies = false,
    AutomaticDecompression = DecompressionMethods.None,
})
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException refused) when (refused.HttpRequestError == HttpRequestError.ConnectionError && !worker.IsLeaving)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}

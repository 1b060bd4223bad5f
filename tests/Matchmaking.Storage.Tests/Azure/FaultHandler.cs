using System.Net;

namespace Matchmaking.Storage.Tests.Azure;

/// <summary>What goes wrong with one request on its way.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The service does what it is asked, and its answer is lost.</summary>
    AnswerLost,

    /// <summary>The service answers 503 without doing anything.</summary>
    Busy,

    /// <summary>Nothing arrives at all.</summary>
    NotSent,
}

/// <summary>The transport under the real client, with faults for the next requests.</summary>
internal sealed class FaultHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly Queue<Fault> _faults = new();

    internal Func<Task>? AfterLostAnswer { get; set; }

    internal void Next(params Fault[] faults)
    {
        foreach (var fault in faults)
            _faults.Enqueue(fault);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (_faults.TryDequeue(out var fault) ? fault : Fault.None)
        {
            case Fault.NotSent:
                throw new HttpRequestException("Nothing listens.");
            case Fault.Busy:
                return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("") };
            case Fault.AnswerLost:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                if (AfterLostAnswer is { } then)
                {
                    AfterLostAnswer = null;
                    await then();
                }

                throw new HttpRequestException("The connection was closed.");
            default:
                return await base.SendAsync(request, cancellationToken);
        }
    }
}

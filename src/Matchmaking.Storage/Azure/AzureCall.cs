using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Matchmaking.Storage.Azure;

/// <summary>
/// One call to the service. It knows whether the client had to try more than once, and is the one place that decides what an error
/// means beyond those that a call expects.
/// </summary>
internal sealed class AzureCall(string kind, string operation, string name)
{
    private const string Property = "Matchmaking.Storage.Call";

    internal bool WasRetried { get; private set; }

    /// <summary>Runs it. Errors that the call itself expects are <paramref name="expected"/> and left to it.</summary>
    /// <exception cref="StorageUnavailableException">No answer, or one that says the service cannot or will not work for us.</exception>
    internal async Task<T> RunAsync<T>(
        Func<Task<T>> call, CancellationToken cancellationToken, Func<RequestFailedException, bool>? expected = null)
    {
        using var scope = HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [Property] = this });
        try
        {
            return await call();
        }
        catch (RequestFailedException e) when (expected?.Invoke(e) != true)
        {
            if (e.ErrorCode is "TableNotFound" or "QueueNotFound")
                throw StorageNotFoundException.Of(kind, name, e);

            if (IsUnavailable(e))
                throw new StorageUnavailableException($"Azure {kind} storage answered {e.Status} {e.ErrorCode}.", e);

            throw;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested
            && e is AggregateException or OperationCanceledException or AuthenticationFailedException)
        {
            throw new StorageUnavailableException($"Azure {kind} storage did not answer.", e);
        }
    }

    /// <summary>The call of a request that is sent again; each is a transaction that the service bills.</summary>
    internal static void OnRetry(HttpMessage message)
    {
        if (message.TryGetProperty(Property, out var value) && value is AzureCall call)
            call.Retried();
    }

    internal void Retried()
    {
        WasRetried = true;
        StorageTelemetry.Retried(kind, operation, name);
    }

    // 0: no answer at all. 401 and 403: the account is there, but not for us as we are configured.
    private static bool IsUnavailable(RequestFailedException e) =>
        e.Status is 0 or 401 or 403 or 408 or 429 or >= 500 || e.ErrorCode is "TableBeingDeleted" or "QueueBeingDeleted";
}

/// <summary>Sees every try of a request, the second and later ones above all.</summary>
internal sealed class AzureRetries : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.ProcessingContext.RetryNumber > 0)
            AzureCall.OnRetry(message);
    }
}

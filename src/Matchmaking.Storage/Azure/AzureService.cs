using System.Net;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Matchmaking.Storage.Azure;

/// <summary>
/// One service of an account (tables or queues): sends requests and is the one place that decides what an answer means beyond the
/// statuses that a call expects.
/// </summary>
internal sealed class AzureService(string kind, Uri endpoint, HttpPipeline pipeline)
{
    internal Uri Endpoint { get; } = new(endpoint.AbsoluteUri.TrimEnd('/') + '/');

    /// <summary>A request to <paramref name="pathAndQuery"/>, already escaped.</summary>
    internal HttpMessage Create(RequestMethod method, string pathAndQuery, StorageCall call)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(Endpoint, pathAndQuery));
        message.Request.Headers.Add("x-ms-version", AzureStorageOptions.ServiceVersion);
        message.SetProperty(typeof(StorageCall), call);
        return message;
    }

    /// <summary>Sends, retrying what is transient, and returns any answer that is not about the service's own state.</summary>
    /// <exception cref="StorageUnavailableException">No answer, or one that says the service cannot or will not work for us.</exception>
    internal async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await pipeline.SendAsync(message, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested
            && e is RequestFailedException or AggregateException or OperationCanceledException or AuthenticationFailedException)
        {
            throw new StorageUnavailableException($"Azure {kind} storage at {Endpoint.Host} did not answer.", e);
        }

        // All of it is in memory, so it may outlive its message.
        var response = message.Response;
        return IsUnavailable(response.Status) ? throw Unavailable(response) : response;
    }

    internal static bool IsUnavailable(int status) =>
        status is (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden or (int)HttpStatusCode.RequestTimeout
            or (int)HttpStatusCode.TooManyRequests or >= 500;

    internal StorageUnavailableException Unavailable(Response response) => new(
        $"Azure {kind} storage at {Endpoint.Host} answered {response.Status} {ErrorCode(response)}.",
        new RequestFailedException(response));

    /// <summary>The exception for an answer that the call did not expect.</summary>
    internal Exception Unexpected(Response response, string name) => ErrorCode(response) switch
    {
        "TableNotFound" or "QueueNotFound" => StorageNotFoundException.Of(kind, name, new RequestFailedException(response)),
        "TableBeingDeleted" or "QueueBeingDeleted" => Unavailable(response),
        _ => new RequestFailedException(response),
    };

    /// <summary>The service's name for what went wrong: from the header, or the JSON or XML of the body.</summary>
    internal static string ErrorCode(Response response)
    {
        if (response.Headers.TryGetValue("x-ms-error-code", out var code))
            return code;

        try
        {
            return response.Headers.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true
                ? TableError.Parse(response.Content.ToMemory()).Code
                : XDocument.Parse(response.Content.ToString()).Root?.Element("Code")?.Value ?? "";
        }
        catch (Exception e) when (e is JsonException or XmlException)
        {
            return "";
        }
    }
}

/// <summary>Which call a request belongs to, for counting.</summary>
internal sealed record StorageCall(string Kind, string Operation, string Name);

/// <summary>Counts tries after the first: each is a transaction that the service bills.</summary>
internal sealed class RetryCountPolicy : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.ProcessingContext.RetryNumber > 0 && message.TryGetProperty(typeof(StorageCall), out var value) && value is StorageCall call)
            StorageTelemetry.Retried(call.Kind, call.Operation, call.Name);
    }
}

using Azure.Core;

namespace Matchmaking.Storage.Azure;

/// <summary>
/// How Azure Storage is called: five retries after 0.8 seconds and then longer, of what the service calls transient
/// (408, 429, 500, 502, 503, 504 and lost connections; https://learn.microsoft.com/azure/architecture/best-practices/retry-service-specific);
/// 30 seconds for one try.
/// </summary>
public sealed class AzureStorageOptions : ClientOptions
{
    /// <summary>The version of the service's interface: the first in which tables take tokens of Microsoft Entra ID.</summary>
    internal const string ServiceVersion = "2020-12-06";

    /// <summary>The defaults.</summary>
    public AzureStorageOptions()
    {
        Retry.Mode = RetryMode.Exponential;
        Retry.MaxRetries = 5;
        Retry.Delay = TimeSpan.FromSeconds(0.8);
        Retry.MaxDelay = TimeSpan.FromSeconds(30);
        Retry.NetworkTimeout = TimeSpan.FromSeconds(30);

        // Bodies hold what people wrote, which is not for logs.
        Diagnostics.IsLoggingContentEnabled = false;
    }
}

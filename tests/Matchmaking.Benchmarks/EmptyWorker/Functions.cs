using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmptyWorker;

/// <summary>The least that a function app can be: what the start of the service under a host is measured against.</summary>
public static class Functions
{
    /// <summary>The home page, empty.</summary>
    [Function("home")]
    public static Task Home([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{root:maxlength(0)?}")] HttpRequest request) =>
        request.HttpContext.Response.WriteAsync("");
}

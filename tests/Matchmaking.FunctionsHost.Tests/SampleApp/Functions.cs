using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace SampleApp;

/// <summary>Functions that show what the host does with each kind of trigger.</summary>
public static partial class Functions
{
    /// <summary>Says how a request arrived.</summary>
    [Function("echo")]
    public static Task Echo([HttpTrigger(AuthorizationLevel.Anonymous, Route = "echo/{*rest}")] HttpRequest request) =>
        request.HttpContext.Response.WriteAsJsonAsync(new Dictionary<string, string?>(
            request.Headers.Select(header => KeyValuePair.Create("header " + header.Key.ToLowerInvariant(), (string?)header.Value)))
        {
            ["method"] = request.Method,
            ["path"] = request.Path.Value,
            ["target"] = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget,
            ["url"] = request.GetDisplayUrl(),
            ["listens"] = Environment.GetEnvironmentVariable("ASPNETCORE_URLS"),
            ["folder"] = Environment.CurrentDirectory,
            ["application"] = Environment.GetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY"),
            ["arguments"] = string.Join(' ', Environment.GetCommandLineArgs().Skip(1)),
        });

    /// <summary>Says how long a body is.</summary>
    [Function("count")]
    public static async Task CountAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "count")] HttpRequest request)
    {
        var count = 0L;
        var buffer = new byte[65_536];
        while (await request.Body.ReadAsync(buffer) is > 0 and var read)
            count += read;

        await request.HttpContext.Response.WriteAsync($"{count}");
    }

    /// <summary>Takes a place that <see cref="Echo"/> would take too.</summary>
    [Function("aaa")]
    public static Task First([HttpTrigger(AuthorizationLevel.Anonymous, Route = "echo/first/{number:int}")] HttpRequest request) =>
        request.HttpContext.Response.WriteAsync("aaa");

    /// <summary>Never gets what is more precisely its own, since its name comes later.</summary>
    [Function("zzz")]
    public static Task Last([HttpTrigger(AuthorizationLevel.Anonymous, Route = "echo/last")] HttpRequest request) =>
        request.HttpContext.Response.WriteAsync("zzz");

    /// <summary>Throws.</summary>
    [Function("fail")]
    public static Task Fail([HttpTrigger(AuthorizationLevel.Anonymous, Route = "fail")] HttpRequest request) =>
        throw new InvalidOperationException("as it was told to");

    /// <summary>Says that it began, and then never ends by itself.</summary>
    [Function("wait")]
    public static async Task Wait([HttpTrigger(AuthorizationLevel.Anonymous, Route = "wait")] HttpRequest request, FunctionContext context)
    {
        var cancelled = new TaskCompletionSource();
        await using var _ = context.CancellationToken.Register(cancelled.SetResult);
        await request.HttpContext.Response.WriteAsync("began");
        await cancelled.Task;
        Say(context.GetLogger("wait"), "The caller has left.");
    }

    /// <summary>Ends a moment after it began.</summary>
    [Function("slow")]
    public static async Task Slow([HttpTrigger(AuthorizationLevel.Anonymous, Route = "slow")] HttpRequest request)
    {
        await request.HttpContext.Response.WriteAsync("began ");
        await request.HttpContext.Response.Body.FlushAsync();
        await Task.Delay(500);
        await request.HttpContext.Response.WriteAsync("ended");
    }

    /// <summary>Takes messages as the SDK's type.</summary>
    [Function("take")]
    public static void Take([QueueTrigger("messages")] QueueMessage message, FunctionContext context) =>
        Log(context, $"{message.MessageId.Length} {message.PopReceipt.Length > 0} {message.DequeueCount} {message.InsertedOn > DateTimeOffset.UnixEpoch} {message.MessageText}");

    /// <summary>Takes texts, of which some are hard to take.</summary>
    [Function("read")]
    public static async Task ReadAsync([QueueTrigger("%TEXTS%")] string text, FunctionContext context)
    {
        Log(context, text);
        if (text == "fail")
            throw new InvalidOperationException("as the message says");

        if (text == "hang" && context.BindingContext.BindingData["DequeueCount"]!.ToString() == "1")
            await Task.Delay(Timeout.Infinite);

        if (text == "linger" && context.BindingContext.BindingData["DequeueCount"]!.ToString() == "1")
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
    }

    /// <summary>Watches the clock.</summary>
    [Function("tick")]
    public static void Tick([TimerTrigger("%CLOCK%")] TimerInfo timer, FunctionContext context) =>
        Log(context, $"{timer.IsPastDue} {timer.ScheduleStatus?.Next:MM-dd}");

    private static void Log(FunctionContext context, string text) => Say(context.GetLogger(context.FunctionDefinition.Name), text);

    [LoggerMessage(1, LogLevel.Information, "{Text}")]
    private static partial void Say(ILogger logger, string text);
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Functions.Tests.Mail;

/// <summary>A web server on a socket of this machine that answers as SendGrid would, one scripted answer after another, the last one for ever.</summary>
internal sealed class FakeSendGrid : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _script;

    private FakeSendGrid(WebApplication app, ConcurrentQueue<Func<HttpContext, Task>> script) => (_app, _script) = (app, script);

    public ConcurrentQueue<(string Path, string Authorization, string ContentType, string Body)> Requests { get; } = new();

    public Uri Address => new(_app.Urls.Single());

    public static async Task<FakeSendGrid> StartAsync(params Func<HttpContext, Task>[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new FakeSendGrid(builder.Build(), new(script));
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public static Func<HttpContext, Task> Status(int status, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;

        return Task.CompletedTask;
    };

    public static Task Reset(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Answers nothing until the client goes away.</summary>
    public static async Task Silence(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        // Who answers may read it again.
        context.Request.EnableBuffering();
        using var body = new StreamReader(context.Request.Body);
        Requests.Enqueue((
            $"{context.Request.Method} {context.Request.Path}",
            context.Request.Headers.Authorization.ToString(),
            context.Request.ContentType ?? "",
            await body.ReadToEndAsync()));
        context.Request.Body.Position = 0;
        if (!_script.TryPeek(out var answer))
            return;

        if (_script.Count > 1)
            _script.TryDequeue(out _);

        await answer(context);
    }
}

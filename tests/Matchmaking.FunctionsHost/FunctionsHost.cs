using System.Collections;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Matchmaking.FunctionsHost;

/// <summary>
/// Stands in for the Azure Functions host: starts a published function app on the isolated worker as the host does, and has its functions
/// called by requests, messages and the clock. What the real host was seen to do, it does; what nobody here needs, it refuses.
/// </summary>
public sealed class FunctionsHost : IAsyncDisposable
{
    private readonly HostLog log = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> listening = [];
    private readonly Dictionary<string, TimerListener> timers = [];
    private readonly Workers workers;
    private readonly HostSettings settings;
    private readonly Invoker invoker;
    private readonly WebApplication rpc;
    private readonly WebApplication front;
    private IReadOnlyList<Function> functions = [];
    private bool ended;

    private FunctionsHost(string folder, FunctionsHostOptions options, Dictionary<string, string> environment)
    {
        settings = new HostSettings(folder, environment);
        workers = new Workers(log, options.RestartDelay);
        invoker = new Invoker(workers, log, settings);
        rpc = LoopbackServer.Build(
            port: 0,
            HttpProtocols.Http2,
            services => services.AddSingleton(workers).AddGrpc(grpc => grpc.MaxReceiveMessageSize = null),
            app => app.UseRouting().UseEndpoints(endpoints => endpoints.MapGrpcService<RpcService>()));
        front = LoopbackServer.Build(
            options.Port,
            HttpProtocols.Http1,
            services => services.AddRouting().AddHttpForwarder().AddSingleton(workers).AddSingleton(invoker).AddSingleton(log).AddSingleton(settings).AddSingleton<HttpFront>(),
            app => app.Run(app.Services.GetRequiredService<HttpFront>().HandleAsync));
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>The port that outsiders reach.</summary>
    public int Port { get; private set; }

    /// <summary>An outsider's client, which follows no redirects and keeps no cookies.</summary>
    public HttpClient Http { get; }

    /// <summary>The names of the functions, in order.</summary>
    public IReadOnlyList<string> FunctionNames => [.. functions.Select(function => function.Name)];

    /// <summary>From the first worker's start until every function was loaded.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>What workers sent to the log, and what the host wrote there.</summary>
    public IReadOnlyList<LogLine> Logs => log.Lines;

    /// <summary>The lines of <see cref="Logs"/> that are errors, failed calls among them.</summary>
    public IReadOnlyList<LogLine> Errors => [.. log.Lines.Where(line => line.Level >= LogLevel.Error)];

    /// <summary>What workers printed.</summary>
    public string Output => log.Printed;

    /// <summary>Every call of a function, in order.</summary>
    public IReadOnlyList<Invocation> Invocations => log.Invocations;

    /// <summary>Starts the app in a folder and waits until its functions are loaded.</summary>
    public static async Task<FunctionsHost> StartAsync(string folder, FunctionsHostOptions? options = null)
    {
        options ??= new FunctionsHostOptions();
        var environment = Environments(options.Settings);
        var host = new FunctionsHost(Path.GetFullPath(folder), options, environment);
        try
        {
            await host.StartAsync(Path.GetFullPath(folder), options, environment);
            return host;
        }
        catch (Exception failure) when (failure is not NotSupportedException)
        {
            await host.DisposeAsync();
            throw new InvalidOperationException($"The app in {folder} could not be started: {failure.Message}\n{host.Output}", failure);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>The id of the process that is the worker now.</summary>
    public async Task<int> WorkerProcessAsync() => (await workers.ReadyAsync()).ProcessId;

    /// <summary>Kills the worker (SIGKILL). The host starts another, and what comes meanwhile waits for it.</summary>
    public Task KillWorkerAsync() => workers.KillAsync();

    /// <summary>Fires a timer now, whatever its schedule says, and waits for the function's end.</summary>
    public Task<Invocation> FireTimerAsync(string function, bool isPastDue = false) => timers[function].FireAsync(isPastDue);

    /// <summary>Has the function of a queue called with a text as if it were a message, and waits for its end. There is no second try.</summary>
    public Task<Invocation> InvokeAsync(string function, string message)
    {
        var called = functions.Single(one => one.Name == function);
        var now = DateTimeOffset.UtcNow;
        var (input, metadata) = QueueListener.Data(
            QueuesModelFactory.QueueMessage(Guid.NewGuid().ToString(), "none", message, dequeueCount: 1, now, now, now.AddDays(7)),
            ((QueueTrigger)called.Trigger).WantsSdkMessage);
        return invoker.InvokeAsync(called, input, metadata);
    }

    /// <summary>
    /// Ends as the host ends after SIGTERM: takes nothing new, gives what runs half a minute to end (functions of queues and timers are told
    /// to), then asks the worker to end and kills it after five seconds.
    /// </summary>
    public async Task<WorkerEnd> StopAsync()
    {
        ended = true;
        await front.StopAsync();
        await stopping.CancelAsync();
        var lastCalls = Task.WhenAll(listening);
        await Task.WhenAny(lastCalls, Task.Delay(TimeSpan.FromSeconds(30)));
        var end = await workers.StopAsync();
        await lastCalls;
        return end;
    }

    /// <summary>Ends at once: the worker is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!ended)
        {
            ended = true;
            await workers.AbandonAsync();
            await stopping.CancelAsync();
            await Task.WhenAll(listening);
        }

        Http.Dispose();
        await front.DisposeAsync();
        await rpc.DisposeAsync();
    }

    // What a developer has set for the service must not reach the app; the rest is the host's environment, whole.
    private static Dictionary<string, string> Environments(IDictionary<string, string?> settings)
    {
        string[] ours = ["AzureWebJobs", "AzureFunctions", "FUNCTIONS_", "ASPNETCORE_", "OTEL_", "MATCHMAKING_"];
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(variable => !ours.Any(start => ((string)variable.Key).StartsWith(start, StringComparison.Ordinal)))
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!);
        environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        environment["FUNCTIONS_EXTENSION_VERSION"] = "~4";
        environment["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in settings)
        {
            if (value is null)
                environment.Remove(name);
            else
                environment[name] = value;
        }

        return environment;
    }

    private async Task StartAsync(string folder, FunctionsHostOptions options, Dictionary<string, string> environment)
    {
        await rpc.StartAsync();
        await front.StartAsync();
        Port = front.Port();
        Http.BaseAddress = new Uri($"http://127.0.0.1:{Port}/");
        environment.TryAdd("WEBSITE_HOSTNAME", $"localhost:{Port}");
        environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Port}";

        var worker = await workers.StartAsync(new WorkerStart(folder, rpc.Port(), environment));
        StartTime = worker.StartTime;
        functions = worker.Functions;
        front.Services.GetRequiredService<HttpFront>().Serve(functions, front.Services);
        foreach (var function in functions)
            Listen(function, options);
    }

    private void Listen(Function function, FunctionsHostOptions options)
    {
        var isOn = !settings.Disables(function.Name);
        if (function.Trigger is TimerTrigger timer)
        {
            var expression = options.Schedules.TryGetValue(function.Name, out var other) ? other : settings.Resolve(timer.Schedule);
            timers[function.Name] = new TimerListener(function, expression, invoker);
            if (isOn)
                listening.Add(timers[function.Name].RunAsync(options.TimersWereMissed, stopping.Token));
        }
        else if (function.Trigger is QueueTrigger trigger && isOn)
        {
            if (settings.Connection(trigger.Connection) is not { } connection)
            {
                log.Host(LogLevel.Error, $"{function.Name} listens to no queue: the app has no connection string {trigger.Connection ?? "AzureWebJobsStorage"}.");
                return;
            }

            // A version of the service that emulators know too.
            var account = new QueueServiceClient(connection, new QueueClientOptions(QueueClientOptions.ServiceVersion.V2025_11_05));
            var name = settings.Resolve(trigger.Queue);
            var listener = new QueueListener(function, account.GetQueueClient(name), account.GetQueueClient(name + "-poison"), invoker, log, settings);
            listening.Add(listener.RunAsync(stopping.Token));
        }
    }
}

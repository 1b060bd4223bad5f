using System.Reflection;
using System.Text.Json;
using Azure.Storage.Queues;

namespace Matchmaking.FunctionsHost.Tests;

/// <summary>The sample app under the stand-in for the host.</summary>
internal static class Sample
{
    public static string Folder { get; } = typeof(Sample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "SampleApp").Value!;

    /// <summary>With no storage: functions of queues stay off.</summary>
    public static Task<FunctionsHost> StartAsync(params (string Name, string? Value)[] settings) =>
        FunctionsHost.StartAsync(Folder, new FunctionsHostOptions { Settings = Settings(settings) });

    public static Dictionary<string, string?> Settings(params IEnumerable<(string Name, string? Value)> settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["TEXTS"] = "texts",
            ["CLOCK"] = "0 0 0 1 1 *",
            ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:00",
            ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.1",
        };
        foreach (var (name, value) in settings)
            all[name] = value;

        return all;
    }

    public static QueueServiceClient Queues(string account, QueueMessageEncoding encoding = QueueMessageEncoding.Base64) =>
        new(account, new QueueClientOptions(QueueClientOptions.ServiceVersion.V2025_11_05) { MessageEncoding = encoding });

    public static Task<JsonElement> EchoAsync(this FunctionsHost host, string path) => host.EchoAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public static async Task<JsonElement> EchoAsync(this FunctionsHost host, HttpRequestMessage request)
    {
        using var answer = await host.Http.SendAsync(request);
        return JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).RootElement;
    }

    public static string? Get(this JsonElement echo, string name) => echo.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>What a function logged, in order.</summary>
    public static IEnumerable<string> LoggedBy(this FunctionsHost host, string function) =>
        host.Logs.Where(line => line.Category == function).Select(line => line.Message);

    /// <summary>Waits for what must come.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            Assert.False(patience.IsCancellationRequested, $"This did not come: {what}");
            await Task.Delay(20);
        }
    }

    public static Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);
}

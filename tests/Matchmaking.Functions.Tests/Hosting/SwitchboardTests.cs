using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Matchmaking.Functions.Hosting;

namespace Matchmaking.Functions.Tests.Hosting;

public sealed partial class SwitchboardTests
{
    [Fact]
    public void The_function_folders_beside_the_program_say_what_the_switchboard_says()
    {
        var folders = Directory.EnumerateDirectories(Places.Service)
            .Where(folder => File.Exists(Path.Combine(folder, "function.json")))
            .ToDictionary(folder => Path.GetFileName(folder)!, Bindings);

        Assert.Equal(Switchboard.Default.Functions.Select(function => function.Name).Order(), folders.Keys.Order());
        foreach (var function in Switchboard.Default.Functions)
        {
            Assert.Equal(Expected(function), folders[function.Name]);
        }
    }

    [Fact]
    public void Names_and_routes_are_ones_that_the_host_takes()
    {
        Assert.All(Switchboard.Default.Functions, function => Assert.Matches(FunctionName(), function.Name));
        Assert.DoesNotContain(Switchboard.Default.Functions, function => function.Name == "host");
        Assert.All(Switchboard.Default.Functions.OfType<Function.Http>(), function =>
        {
            Assert.False(function.Route.StartsWith("admin", StringComparison.OrdinalIgnoreCase));
            Assert.False(function.Route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase));
            Assert.False(function.Route.StartsWith("{*", StringComparison.Ordinal), "A bare catch-all would reach the triggers.");
        });
    }

    [Fact]
    public void No_http_route_reaches_a_trigger_and_function_folders_hold_nothing_else()
    {
        Assert.All(Switchboard.Default.Triggers, trigger => Assert.DoesNotContain(
            Switchboard.Default.Functions.OfType<Function.Http>(),
            http => http.Route == trigger.Name || http.Route.StartsWith(trigger.Name + "/", StringComparison.OrdinalIgnoreCase)));
        Assert.All(Switchboard.Default.Functions, function => Assert.Equal(
            ["function.json"], Directory.EnumerateFileSystemEntries(Path.Combine(Places.Service, function.Name)).Select(Path.GetFileName)));
    }

    private static string[] Expected(Function function) => function switch
    {
        Function.Http http =>
        [
            $$"""{"type":"httpTrigger","direction":"in","name":"req","authLevel":"anonymous","route":"{{http.Route}}"}""",
            """{"type":"http","direction":"out","name":"res"}""",
        ],
        Function.Queue queue =>
            [$$"""{"type":"queueTrigger","direction":"in","name":"message","queueName":"{{queue.QueueName}}","connection":"AzureWebJobsStorage"}"""],
        Function.Timer timer =>
            [$$"""{"type":"timerTrigger","direction":"in","name":"timer","schedule":"{{timer.Schedule}}","runOnStartup":false,"useMonitor":true}"""],
        _ => [],
    };

    private static string[] Bindings(string folder) =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "function.json")))!["bindings"]!.AsArray()
            .Select(binding => binding!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))];

    [GeneratedRegex(@"^[a-z][a-z0-9_\-]{0,127}$")]
    private static partial Regex FunctionName();
}

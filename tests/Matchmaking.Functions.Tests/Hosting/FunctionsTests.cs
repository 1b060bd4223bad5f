using System.Reflection;
using System.Text.RegularExpressions;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Tests.Api;
using Matchmaking.Local.Triggers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Functions.Tests.Hosting;

/// <summary>The functions as their attributes describe them, beside what the pipeline maps.</summary>
public sealed partial class FunctionsTests(ApiService api) : IClassFixture<ApiService>
{
    private static readonly IReadOnlyList<(string Name, string Route)> Http =
    [
        .. from method in typeof(Functions).GetMethods()
           let name = method.GetCustomAttribute<FunctionAttribute>()?.Name
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where name is not null && trigger is not null
           select (name, trigger.Route!),
    ];

    /// <summary>Every address that is mapped, with something in place of each parameter.</summary>
    private IReadOnlyList<string> Addresses =>
    [
        .. api.Endpoints.OfType<RouteEndpoint>().Select(endpoint => "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "x"))
            .Where(address => !address.StartsWith("/mail", StringComparison.Ordinal)).Distinct(),
    ];

    [Fact]
    public void Every_address_reaches_exactly_one_function()
    {
        Assert.True(Addresses.Count > 30);
        Assert.All(Addresses, address => Assert.Single(Http, function => Takes(function.Route, address)));
    }

    [Fact]
    public void No_two_functions_take_one_request()
    {
        // Whatever the first segments are among those that any route names, and however deep it goes.
        var words = Http.SelectMany(function => function.Route.Split('/')).Where(part => !part.StartsWith('{')).Concat(["en", "fr", "x", "match", "tick"]).Distinct().ToList();
        var requests = words.Prepend("").SelectMany(first => words.Prepend("").Select(second => $"/{first}/{second}".TrimEnd('/')))
            .SelectMany(path => new[] { path.Length == 0 ? "/" : path, path + "/x", path + "/x/y" });

        Assert.All(requests, request => Assert.InRange(Http.Count(function => Takes(function.Route, request)), 0, 1));
    }

    [Fact]
    public void A_functions_name_is_its_word_in_route_folder_and_document()
    {
        var areas = Http.Where(function => function.Route.StartsWith("api/", StringComparison.Ordinal)).ToList();
        var tags = api.Endpoints.SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<Microsoft.AspNetCore.Http.Metadata.ITagsMetadata>())
            .SelectMany(metadata => metadata.Tags).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(tags, areas.Select(area => area.Name).Where(name => name != "openapi").Order(StringComparer.Ordinal));
        Assert.All(areas, area => Assert.Matches($"^api/{area.Name}(\\.json|/\\{{\\*rest\\}})$", area.Route));
        Assert.All(areas, area => Assert.Contains(
            Directory.EnumerateDirectories(Path.Combine(Places.Repository, "src", "Matchmaking.Functions")).Select(Path.GetFileName),
            folder => string.Equals(folder, area.Name, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Functions_are_one_screen()
    {
        Assert.InRange(File.ReadAllLines(Path.Combine(Places.Repository, "src", "Matchmaking.Functions", "Functions.cs")).Length, 20, 60);
        Assert.All(
            new[] { "Matchmaking.Functions", "Matchmaking.Local" },
            project => Assert.InRange(File.ReadAllLines(Path.Combine(Places.Repository, "src", project, "Program.cs")).Length, 5, 15));
    }

    [Fact]
    public void The_loop_reads_every_queue_and_the_clock_from_the_functions()
    {
        var read = FunctionTriggers.Of<Functions>().All;

        Assert.Equal(Store.Queues, read.OfType<QueueFunction>().Select(function => function.QueueName));
        Assert.Equal("0 */5 * * * *", Assert.Single(read.OfType<TimerFunction>()).Schedule);
        Assert.All(typeof(Functions).GetMethods().SelectMany(method => method.GetParameters()).Select(parameter => parameter.GetCustomAttribute<QueueTriggerAttribute>()).OfType<QueueTriggerAttribute>(),
            trigger => Assert.Equal(StorageOptions.Connection, trigger.Connection));
    }

    [Fact]
    public void The_host_puts_nothing_before_a_route_and_expects_messages_in_base64()
    {
        using var host = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
        var extensions = host.RootElement.GetProperty("extensions");

        Assert.Equal("", extensions.GetProperty("http").GetProperty("routePrefix").GetString());
        Assert.Equal("base64", extensions.GetProperty("queues").GetProperty("messageEncoding").GetString());
    }

    // As the host does: a template of ASP.NET Core routing with its constraints.
    private bool Takes(string route, string path)
    {
        var template = TemplateParser.Parse(route);
        var values = new RouteValueDictionary();
        if (!new TemplateMatcher(template, []).TryMatch(path, values))
        {
            return false;
        }

        var resolver = api.Services.GetRequiredService<IInlineConstraintResolver>();
        return RoutePatternFactory.Parse(route).Parameters.All(parameter => parameter.ParameterPolicies.All(policy =>
            resolver.ResolveConstraint(policy.Content!) is not { } constraint
            || !values.TryGetValue(parameter.Name, out var value) || value is null
            || constraint.Match(new DefaultHttpContext(), route: null, parameter.Name, values, RouteDirection.IncomingRequest)));
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}

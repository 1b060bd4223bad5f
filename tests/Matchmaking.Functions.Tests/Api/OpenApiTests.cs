using System.Text.Json;
using System.Text.Json.Nodes;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Tests.Hosting;
using Microsoft.AspNetCore.Routing;

namespace Matchmaking.Functions.Tests.Api;

/// <summary>The OpenAPI document tells what is mapped, all of it and nothing else.</summary>
public sealed class OpenApiTests(ApiService api) : IClassFixture<ApiService>
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options"];

    [Fact]
    public async Task It_is_a_3_1_document_with_a_title_a_key_and_no_server()
    {
        var document = await ReadAsync();

        Assert.StartsWith("3.1.", (string)document["openapi"]!, StringComparison.Ordinal);
        Assert.Equal("Matchmaking", (string)document["info"]!["title"]!);
        Assert.NotEmpty((string)document["info"]!["version"]!);
        Assert.Null(document["servers"]);
        var scheme = Assert.Single(document["components"]!["securitySchemes"]!.AsObject()).Value!;
        Assert.Equal(("http", "bearer"), ((string)scheme["type"]!, (string)scheme["scheme"]!));
    }

    [Fact]
    public async Task It_is_the_same_whatever_was_asked_first()
    {
        await using var one = await InProcessService.StartAsync();
        await using var other = await InProcessService.StartAsync();
        foreach (var path in (string[])["api/proposals", "api/audit/SDN", "api/needs/SDN"])
        {
            using var asked = await other.Http.GetAsync(path);
        }

        Assert.Equal(await one.Http.GetStringAsync("api/openapi.json"), await other.Http.GetStringAsync("api/openapi.json"));
    }

    [Fact]
    public async Task It_has_every_endpoint_of_the_api_and_no_other()
    {
        var mapped = api.Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => (Path: "/" + endpoint.RoutePattern.RawText!.Trim('/'), Methods: endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []))
            .Where(endpoint => endpoint.Path.StartsWith("/api", StringComparison.Ordinal) && endpoint.Path != "/api/openapi.json")
            .SelectMany(endpoint => endpoint.Methods.Select(method => $"{method.ToLowerInvariant()} {endpoint.Path}"));

        Assert.Equal(mapped.Distinct().Order(), Operations(await ReadAsync()).Select(operation => $"{operation.Method} {operation.Path}").Order());
    }

    [Fact]
    public async Task Every_operation_has_a_summary_tag_id_roles_an_answer_and_the_errors()
    {
        var document = await ReadAsync();
        var operations = Operations(document).ToList();

        Assert.Equal(operations.Count, operations.Select(operation => (string)operation.Node["operationId"]!).Distinct().Count());
        Assert.All(operations, operation =>
        {
            var node = operation.Node;
            Assert.NotEmpty((string)node["summary"]!);
            Assert.DoesNotContain("Storage:", (string)node["summary"]!, StringComparison.Ordinal);
            Assert.NotEmpty(node["tags"]!.AsArray());
            Assert.StartsWith("Roles: ", (string)node["description"]!, StringComparison.Ordinal);
            var (status, good) = Assert.Single(node["responses"]!.AsObject(), response => response.Key.StartsWith('2'));
            Assert.True(status == "204" || SchemaOf(document, good!["content"]!["application/json"]!["schema"]!).Count > 0, $"{operation.Method} {operation.Path}");
            Assert.Equal("#/components/schemas/Problem", (string)node["responses"]!["default"]!["content"]!["application/problem+json"]!["schema"]!["$ref"]!);
        });
    }

    [Fact]
    public async Task Every_operation_says_who_may_call_it_as_the_access_check_does()
    {
        var endpoints = api.Endpoints.OfType<RouteEndpoint>().ToLookup(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'));
        Assert.All(Operations(await ReadAsync()), operation =>
        {
            var allowed = endpoints[operation.Path].Single(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Contains(operation.Method, StringComparer.OrdinalIgnoreCase)).Metadata.GetMetadata<AllowedRoles>();
            var anybody = allowed?.Allow(Role.Public) ?? true;
            Assert.Equal(!anybody, operation.Node["security"] is JsonArray { Count: > 0 });
            Assert.All(anybody ? [] : allowed!.Roles, role => Assert.Contains(Matchmaking.Json.Code(role), (string)operation.Node["description"]!, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Every_body_has_a_schema_with_its_fields_and_says_which_are_required()
    {
        var document = await ReadAsync();
        var bodies = Operations(document).Where(operation => operation.Method is "post" or "put").ToList();

        Assert.All(bodies, operation =>
        {
            var (type, media) = Assert.Single(operation.Node["requestBody"]!["content"]!.AsObject());
            var schema = media!["schema"] is { } given ? SchemaOf(document, given) : [];
            Assert.True(type == "text/csv" || schema["properties"]!.AsObject().Count > 0, $"{operation.Method} {operation.Path}");
            Assert.True((bool)operation.Node["requestBody"]!["required"]!);
        });

        var need = document["components"]!["schemas"]!["NeedDeclaration"]!.AsObject();
        Assert.Equal(["conventions", "kinds", "period", "pillar", "title"], need["required"]!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal));
        Assert.Contains("survey_clearance", Property("pillar")["enum"]!.AsArray().Select(code => (string)code!));
        Assert.Equal("string", (string)Property("title")["additionalProperties"]!["type"]!);
        Assert.Equal("date", (string)SchemaOf(document, Property("period")["properties"]!["from"]!)["format"]!);
        Assert.NotNull(SchemaOf(document, Property("unwantedPartners")["items"]!)["pattern"]);
        Assert.DoesNotContain("string", Property("amountUsd")["type"]!.ToJsonString(), StringComparison.Ordinal);
        var review = document["components"]!["schemas"]!["ReviewBody"]!.AsObject();
        Assert.Equal(["verdict"], review["required"]!.AsArray().Select(name => (string)name!));

        JsonObject Property(string name) => SchemaOf(document, need["properties"]![name]!);
    }

    [Fact]
    public async Task Every_list_says_what_it_holds()
    {
        var lists = Lists(await ReadAsync(), "").ToList();

        Assert.True(lists.Count > 30, $"{lists.Count}");
        Assert.Equal([], lists.Where(list => list.Node["items"] is not JsonObject { Count: > 0 }).Select(list => list.Path));
    }

    [Theory]
    [InlineData("get /api/needs", "area cursor kind limit participant pillar")]
    [InlineData("get /api/capacities", "area cursor kind limit participant pillar")]
    [InlineData("get /api/proposals", "status")]
    [InlineData("get /api/proposals/{state}/{id}/why-not", "id partner state")]
    [InlineData("post /api/needs/{participant}", "Idempotency-Key participant")]
    [InlineData("post /api/needs/{participant}/import", "Idempotency-Key mode participant")]
    [InlineData("put /api/needs/{participant}/{id}", "If-Match id participant")]
    [InlineData("put /api/capacities/{participant}/{id}", "If-Match id participant")]
    [InlineData("post /api/proposals/{state}/{id}/review", "If-Match id state")]
    [InlineData("put /api/policy", "If-Match")]
    [InlineData("post /api/policy/trial", "")]
    [InlineData("post /api/market/what-if", "")]
    [InlineData("get /api/market/left-behind", "")]
    [InlineData("get /api/participants/states", "")]
    public async Task Parameters_are_those_that_are_read(string operation, string parameters) =>
        Assert.Equal(parameters, string.Join(' ', Operations(await ReadAsync()).Single(one => $"{one.Method} {one.Path}" == operation)
            .Node["parameters"]?.AsArray().Select(parameter => (string)parameter!["name"]!).Order(StringComparer.Ordinal).ToArray() ?? []));

    [Theory]
    [InlineData("post", "/api/needs/{participant}", "SDN", 201)]
    [InlineData("post", "/api/capacities/{participant}", "JPN", 201)]
    [InlineData("post", "/api/needs/{participant}/import", "SDN", 200)]
    [InlineData("post", "/api/capacities/{participant}/import", "JPN", 200)]
    [InlineData("put", "/api/participants/{participant}", "secretariat", 200)]
    [InlineData("post", "/api/policy/trial", "chair", 200)]
    [InlineData("post", "/api/market/what-if", "secretariat", 200)]
    public async Task The_example_of_a_body_is_taken_as_it_stands(string method, string path, string key, int status)
    {
        var operation = Operations(await ReadAsync()).Single(one => one.Method == method && one.Path == path);
        var (type, media) = Assert.Single(operation.Node["requestBody"]!["content"]!.AsObject());
        var example = media!["example"]!;
        var text = example.GetValueKind() == JsonValueKind.String ? (string)example! : example.ToJsonString();

        var answer = await api.SendAsync(
            method.ToUpperInvariant(), path.Replace("{participant}", key is "secretariat" ? "org-example" : key, StringComparison.Ordinal),
            key, new Content(System.Text.Encoding.UTF8.GetBytes(text), type));

        Assert.True(answer.Status == status, answer.Text);
        if (answer.Text.Contains("\"declaration\"", StringComparison.Ordinal))
        {
            Assert.All(example.AsObject(), field => Assert.NotNull(answer.Json["declaration"]![field.Key]));
        }
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_no_address_of_a_person_stands_in_it()
    {
        var document = await ReadAsync();
        var references = References(document).Distinct().ToList();

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.NotNull(
            reference.Split('/')[1..].Aggregate((JsonNode?)document, (node, name) => node?[name.Replace("~1", "/", StringComparison.Ordinal)])));
        Assert.DoesNotContain('@', document.ToJsonString());
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject group => group.SelectMany(pair => pair.Key == "$ref" ? [(string)pair.Value!] : References(pair.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    private static IEnumerable<(string Path, JsonObject Node)> Lists(JsonNode? node, string path) => node switch
    {
        JsonObject group => group.SelectMany(pair => Lists(pair.Value, $"{path}/{pair.Key}"))
            .Concat(IsList(group) ? [(path, group)] : Array.Empty<(string, JsonObject)>()),
        JsonArray list => list.SelectMany((item, index) => Lists(item, $"{path}/{index}")),
        _ => [],
    };

    private static bool IsList(JsonObject schema) => schema["type"] is { } type && (type is JsonArray several ? several : [type.DeepClone()])
        .Any(one => one is JsonValue value && value.TryGetValue(out string? text) && text == "array");

    private static IEnumerable<(string Path, string Method, JsonObject Node)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where Methods.Contains(operation.Key)
        select ("/" + path.Key.Trim('/'), operation.Key, operation.Value!.AsObject());

    private static JsonObject SchemaOf(JsonNode document, JsonNode schema)
    {
        if (schema["$ref"] is { } reference)
        {
            return document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!.AsObject();
        }

        return schema.AsObject();
    }

    private async Task<JsonNode> ReadAsync()
    {
        var answer = await api.GetAsync("openapi.json", "");
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }
}

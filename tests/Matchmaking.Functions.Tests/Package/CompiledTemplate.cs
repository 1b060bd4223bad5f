using System.Text.Json.Nodes;

namespace Matchmaking.Functions.Tests.Package;

/// <summary>
/// What the Bicep CLI makes of infra/main.bicep: the compiled template, and the resources that come of it, with every
/// expression worked out that does not need Azure itself. Once with the example's parameters, once with all of them.
/// </summary>
public sealed class CompiledTemplate : IAsyncLifetime
{
    private const string AllParameters =
        """
        using './main.bicep'

        param name = 'whole'
        param mailFrom = 'matchmaking@example.org'
        param mailReplyTo = 'answers@example.org'
        param mailAllowedRecipients = ['@example.org', 'somebody@example.net']
        param mailProduction = true
        param alertEmail = 'operators@example.org'
        param deployerObjectId = '11111111-2222-3333-4444-555555555555'
        param deployerType = 'User'
        param sendGridApiKey = readEnvironmentVariable('SENDGRID_API_KEY', '')
        """;

    // A place on Azure that expressions can name; nobody looks there.
    private const string Place = "--mode overwrite --subscription-id 00000000-0000-0000-0000-000000000001 --resource-group group --location westeurope";

    private readonly string _folder = Places.NewFolder();

    /// <summary>What the CLI said of each of its commands.</summary>
    internal IReadOnlyDictionary<string, BicepAnswer> Answers { get; private set; } = null!;

    /// <summary>The template as Azure gets it.</summary>
    public JsonNode Template { get; private set; } = null!;

    /// <summary>What comes of infra/main.bicepparam, as text.</summary>
    public string ExampleText { get; private set; } = null!;

    /// <summary>What comes of infra/main.bicepparam.</summary>
    public IReadOnlyList<JsonNode> Example { get; private set; } = null!;

    /// <summary>What comes of it where every parameter is said.</summary>
    public IReadOnlyList<JsonNode> Whole { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Places.Repository, "infra"), "*bicep*"))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        await File.WriteAllTextAsync(Path.Combine(_folder, "whole.bicepparam"), AllParameters);

        string[] commands =
        [
            "build main.bicep --stdout", "lint main.bicep", "build-params main.bicepparam --stdout", "lint main.bicepparam",
            $"snapshot main.bicepparam {Place}", $"snapshot whole.bicepparam {Place}",
        ];
        var answers = await Task.WhenAll(commands.Select(command => Bicep.RunAsync(_folder, command)));
        Answers = commands.Zip(answers).ToDictionary(answer => answer.First, answer => answer.Second);
        Assert.All(answers, answer => Assert.True(answer.Code == 0, answer.Error));

        Template = JsonNode.Parse(Answers["build main.bicep --stdout"].Out)!;
        ExampleText = await File.ReadAllTextAsync(Path.Combine(_folder, "main.snapshot.json"));
        Example = Resources(ExampleText);
        Whole = Resources(await File.ReadAllTextAsync(Path.Combine(_folder, "whole.snapshot.json")));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static List<JsonNode> Resources(string results) => [.. JsonNode.Parse(results)!["predictedResources"]!.AsArray().Select(resource => resource!)];
}

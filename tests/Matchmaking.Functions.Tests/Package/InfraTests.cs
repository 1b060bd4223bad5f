using System.Text.Json.Nodes;

namespace Matchmaking.Functions.Tests.Package;

/// <summary>The template compiles without a word, and what it makes holds what we promise about it.</summary>
public sealed class InfraTests(CompiledTemplate compiled) : IClassFixture<CompiledTemplate>
{
    [Fact]
    public void The_Bicep_CLI_finds_nothing_to_say() =>
        Assert.All(compiled.Answers, answer => Assert.Equal((0, ""), (answer.Value.Code, answer.Value.Error)));

    [Fact]
    public void The_app_runs_on_the_isolated_worker_of_Flex_Consumption()
    {
        var app = The("Microsoft.Web/sites")["properties"]!;

        Assert.Equal("FC1 FlexConsumption", $"{The("Microsoft.Web/serverfarms")["sku"]!["name"]} {The("Microsoft.Web/serverfarms")["sku"]!["tier"]}");
        Assert.Equal(Text(The("Microsoft.Web/serverfarms")["id"]), Text(app["serverFarmId"]));
        Assert.Equal("dotnet-isolated", Text(app["functionAppConfig"]!["runtime"]!["name"]));
        Assert.Equal("10.0", Text(app["functionAppConfig"]!["runtime"]!["version"]));
        Assert.True((bool)app["httpsOnly"]!);
        Assert.Equal("1.2", Text(app["siteConfig"]!["minTlsVersion"]));
    }

    [Fact]
    public void The_package_comes_from_a_private_container_by_the_apps_identity()
    {
        var deployment = The("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["deployment"]!["storage"]!;

        Assert.Equal("SystemAssigned", Text(The("Microsoft.Web/sites")["identity"]!["type"]));
        Assert.Equal("SystemAssignedIdentity", Text(deployment["authentication"]!["type"]));
        Assert.Equal("blobContainer", Text(deployment["type"]));
        Assert.Contains(Name("Microsoft.Storage/storageAccounts"), Text(deployment["value"]));
        Assert.EndsWith("/packages", Text(The("Microsoft.Storage/storageAccounts/blobServices/containers")["name"]));
        Assert.Equal("None", Text(The("Microsoft.Storage/storageAccounts/blobServices/containers")["properties"]!["publicAccess"]));
    }

    [Fact]
    public void Storage_vault_and_telemetry_take_identities_and_no_keys()
    {
        var storage = The("Microsoft.Storage/storageAccounts")["properties"]!;
        var vault = The("Microsoft.KeyVault/vaults")["properties"]!;

        Assert.False((bool)storage["allowSharedKeyAccess"]!);
        Assert.True((bool)storage["defaultToOAuthAuthentication"]!);
        Assert.False((bool)storage["allowBlobPublicAccess"]!);
        Assert.False((bool)storage["allowCrossTenantReplication"]!);
        Assert.True((bool)storage["supportsHttpsTrafficOnly"]!);
        Assert.Equal("TLS1_2", Text(storage["minimumTlsVersion"]));
        Assert.True((bool)vault["enableRbacAuthorization"]!);
        Assert.True((bool)vault["enablePurgeProtection"]!);
        Assert.True((bool)The("Microsoft.Insights/components")["properties"]!["DisableLocalAuth"]!);
    }

    [Fact]
    public void The_apps_settings_are_these_and_no_others()
    {
        var settings = The("Microsoft.Web/sites/config")["properties"]!.AsObject();
        string[] always =
        [
            "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AzureWebJobsDisableHomepage",
            "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "Mail__AllowedRecipients__0", "Mail__From", "Mail__FromName",
            "Mail__Production", "Mail__SendGrid__ApiKey", "Mail__SendGrid__BaseUrl", "PublicBaseUrl",
        ];

        Assert.EndsWith("/appsettings", Name("Microsoft.Web/sites/config"));
        Assert.Equal(always, Names(settings));
        Assert.Equal(Name("Microsoft.Storage/storageAccounts"), Text(settings["AzureWebJobsStorage__accountName"]));
        Assert.Equal("managedidentity", Text(settings["AzureWebJobsStorage__credential"]));
        Assert.Equal("Authorization=AAD", Text(settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]));
        Assert.Equal("https://matchmaking.example.org/", Text(settings["PublicBaseUrl"]));
        Assert.False(bool.Parse(Text(settings["Mail__Production"])));

        var whole = Of(compiled.Whole, "Microsoft.Web/sites/config")["properties"]!.AsObject();
        Assert.Equal([.. always.Append("Mail__AllowedRecipients__1").Append("Mail__ReplyTo").Order(StringComparer.Ordinal)], Names(whole));
        Assert.True(bool.Parse(Text(whole["Mail__Production"])));
        Assert.Equal("answers@example.org", Text(whole["Mail__ReplyTo"]));
        Assert.Contains("defaultHostName", Text(whole["PublicBaseUrl"]));
    }

    [Fact]
    public void Every_setting_of_ours_is_on_the_operations_page()
    {
        var page = File.ReadAllText(Path.Combine(Places.Repository, "docs", "operations.md"));
        var ours = Names(Of(compiled.Whole, "Microsoft.Web/sites/config")["properties"]!.AsObject())
            .Where(name => !name.StartsWith("APPLICATIONINSIGHTS_", StringComparison.Ordinal))
            .Where(name => name is not ("AzureWebJobsDisableHomepage" or "Mail__AllowedRecipients__1"))
            .ToList();

        Assert.Equal(10, ours.Count);
        Assert.All(ours, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void SendGrids_key_is_in_the_vault_and_nowhere_else()
    {
        var setting = Text(The("Microsoft.Web/sites/config")["properties"]!["Mail__SendGrid__ApiKey"]);

        Assert.Contains("@Microsoft.KeyVault(SecretUri={0}secrets/{1})", setting);
        Assert.Contains(Name("Microsoft.KeyVault/vaults"), setting);
        Assert.Contains("'sendgrid-api-key'", setting);
        Assert.Equal($"{Name("Microsoft.KeyVault/vaults")}/sendgrid-api-key", Name("Microsoft.KeyVault/vaults/secrets"));
        Assert.Equal("[parameters('sendGridApiKey')]", Text(The("Microsoft.KeyVault/vaults/secrets")["properties"]!["value"]));
        // With no key given the one in the vault stays.
        Assert.Equal("[not(empty(parameters('sendGridApiKey')))]", Text(The("Microsoft.KeyVault/vaults/secrets")["condition"]));
        Assert.Equal("securestring", Text(compiled.Template["parameters"]!["sendGridApiKey"]!["type"]));
        Assert.DoesNotContain(Bicep.Secret, compiled.ExampleText, StringComparison.Ordinal);
        Assert.Single(compiled.Example, resource => resource.ToJsonString().Contains("sendGridApiKey", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_secret_is_asked_of_Azure_or_told_by_an_output()
    {
        var outputs = compiled.Template["outputs"]!.AsObject();

        Assert.Equal(["address", "appName", "packageContainerUrl", "vaultName"], Names(outputs));
        Assert.All(outputs, output => Assert.Equal("string", Text(output.Value!["type"])));
        Assert.DoesNotContain("sendGridApiKey", outputs.ToJsonString(), StringComparison.Ordinal);
        // listKeys, listSecrets and their like.
        Assert.DoesNotMatch(@"\blist\w*\(", compiled.Template.ToJsonString());
        Assert.DoesNotContain("AccountKey", compiled.Template.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_app_has_these_roles_and_no_others()
    {
        var app = $"reference('{Text(The("Microsoft.Web/sites")["id"])}', '2024-04-01', 'full').identity.principalId";

        Assert.Equal(
            [
                // Monitoring Metrics Publisher; Key Vault Secrets User; Storage Queue Data Contributor, Table Data Contributor, Blob Data Owner.
                $"components 3913510d-42f4-4e42-8a64-420c390055eb [{app}]",
                $"storageAccounts 0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3 [{app}]",
                $"storageAccounts 974c5e8b-45b9-4653-ba55-5f855dd0fb88 [{app}]",
                $"storageAccounts b7e6dc6d-f1e8-4753-8033-0f276bb0955b [{app}]",
                $"vaults 4633458b-17de-408a-b874-0445c86b69e6 [{app}]",
            ],
            Roles(compiled.Example));
    }

    [Fact]
    public void Whoever_deploys_may_write_to_the_container_of_packages_and_nothing_else()
    {
        var roles = Roles(compiled.Whole);

        // Storage Blob Data Contributor.
        Assert.Equal(6, roles.Count);
        Assert.Equal(
            "containers ba92f5b4-2d11-453d-a403-e96b0029c9fe 11111111-2222-3333-4444-555555555555",
            Assert.Single(roles, role => !role.Contains("reference", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_message_that_becomes_poison_is_told_to_the_operators()
    {
        var query = Query("poison");
        var logged = The("Microsoft.Insights/diagnosticSettings");

        Assert.Contains("StorageQueueLogs", query);
        Assert.Contains($"AccountName == \"{Name("Microsoft.Storage/storageAccounts")}\"", query);
        Assert.Contains("OperationName == \"PutMessage\"", query);
        Assert.Contains("Uri has \"-poison/messages\"", query);
        // Without these logs it would wait for ever.
        Assert.StartsWith(Text(The("Microsoft.Storage/storageAccounts/queueServices")["id"]), Text(logged["id"]));
        Assert.Equal(Text(The("Microsoft.OperationalInsights/workspaces")["id"]), Text(logged["properties"]!["workspaceId"]));
        Assert.Equal("""[{"category":"StorageWrite","enabled":true}]""", logged["properties"]!["logs"]!.ToJsonString());
    }

    [Fact]
    public void A_program_that_cannot_work_is_told_to_the_operators()
    {
        var query = Query("broken");

        Assert.Contains("AppTraces, AppExceptions", query);
        Assert.Contains($"AppRoleName == \"{Name("Microsoft.Web/sites")}\"", query);
        Assert.Contains("SeverityLevel == 4", query);
        Assert.Contains("\"Exceeded language worker restart retry count\"", query);
    }

    [Fact]
    public void Every_parameter_and_output_is_described()
    {
        var declared = compiled.Template["parameters"]!.AsObject().Concat(compiled.Template["outputs"]!.AsObject()).ToList();

        Assert.True(declared.Count > 15);
        Assert.All(declared, one => Assert.NotEqual("", Text(one.Value!["metadata"]?["description"])));
    }

    /// <summary>The query of an alert that is on, looks at our logs and writes to the operators.</summary>
    private string Query(string alert)
    {
        var rule = Assert.Single(compiled.Example, resource => Text(resource["name"]) == $"matchmaking-{alert}")["properties"]!;

        Assert.True((bool)rule["enabled"]!);
        Assert.Equal(Text(The("Microsoft.OperationalInsights/workspaces")["id"]), Text(Assert.Single(rule["scopes"]!.AsArray())));
        Assert.Equal(Text(The("Microsoft.Insights/actionGroups")["id"]), Text(Assert.Single(rule["actions"]!["actionGroups"]!.AsArray())));
        var receivers = The("Microsoft.Insights/actionGroups")["properties"]!["emailReceivers"]!.AsArray();
        Assert.Equal("operators@example.org", Text(Assert.Single(receivers)!["emailAddress"]));
        var criterion = Assert.Single(rule["criteria"]!["allOf"]!.AsArray())!;
        Assert.Equal("Count GreaterThan 0", $"{criterion["timeAggregation"]} {criterion["operator"]} {criterion["threshold"]}");
        return Text(criterion["query"]);
    }

    // What each role is given on, the role, and to whom.
    private static List<string> Roles(IReadOnlyList<JsonNode> resources) =>
    [
        .. resources.Where(resource => Text(resource["type"]) == "Microsoft.Authorization/roleAssignments")
            .Select(role => (On: Text(role["id"]).Split('/')[^6], Role: Text(role["properties"]!["roleDefinitionId"]).Split('/')[^1], To: role["properties"]!["principalId"]))
            .Select(role => $"{role.On} {role.Role} {role.To}")
            .Order(StringComparer.Ordinal),
    ];

    private JsonNode The(string type) => Of(compiled.Example, type);

    private string Name(string type) => Text(The(type)["name"]);

    private static JsonNode Of(IReadOnlyList<JsonNode> resources, string type) => Assert.Single(resources, resource => Text(resource["type"]) == type);

    private static string[] Names(JsonObject json) => [.. json.Select(property => property.Key).Order(StringComparer.Ordinal)];

    private static string Text(JsonNode? node) => node?.ToString() ?? "";
}

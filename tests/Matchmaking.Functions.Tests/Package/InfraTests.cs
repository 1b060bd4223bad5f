using System.Text.RegularExpressions;

namespace Matchmaking.Functions.Tests.Package;

/// <summary>What must be in the template; whether it compiles only the Bicep CLI can say.</summary>
public sealed partial class InfraTests
{
    private static readonly string Bicep = File.ReadAllText(Path.Combine(Places.Repository, "infra", "main.bicep"));

    [Theory]
    [InlineData('{', '}')]
    [InlineData('[', ']')]
    [InlineData('(', ')')]
    public void Brackets_are_balanced(char open, char close) => Assert.Equal(Bicep.Count(c => c == open), Bicep.Count(c => c == close));

    [Fact]
    public void Every_parameter_and_output_is_described()
    {
        var lines = Bicep.Split('\n');
        var declared = lines.Index().Where(line => Regex.IsMatch(line.Item, "^(param|output) ")).ToList();

        Assert.True(declared.Count > 10);
        Assert.All(declared, line => Assert.Contains(
            lines.Take(line.Index).Reverse().TakeWhile(above => above.StartsWith('@')), above => above.StartsWith("@description('", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("name: 'FC1'")]
    [InlineData("name: 'custom'")]
    [InlineData("version: '1.0'")]
    [InlineData("allowSharedKeyAccess: false")]
    [InlineData("allowBlobPublicAccess: false")]
    [InlineData("minimumTlsVersion: 'TLS1_2'")]
    [InlineData("httpsOnly: true")]
    [InlineData("b7e6dc6d-f1e8-4753-8033-0f276bb0955b")]
    [InlineData("974c5e8b-45b9-4653-ba55-5f855dd0fb88")]
    [InlineData("0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3")]
    [InlineData("3913510d-42f4-4e42-8a64-420c390055eb")]
    [InlineData("AzureWebJobsStorage__credential: 'managedidentity'")]
    [InlineData("@Microsoft.KeyVault(SecretUri=")]
    [InlineData("-poison/messages")]
    public void It_says(string text) => Assert.Contains(text, Bicep, StringComparison.Ordinal);

    [Theory]
    [InlineData("listKeys")]
    [InlineData("AccountKey")]
    [InlineData("WEBSITE_RUN_FROM_PACKAGE")]
    [InlineData("FUNCTIONS_WORKER_RUNTIME")]
    [InlineData("FUNCTIONS_EXTENSION_VERSION")]
    public void It_does_not_say(string text) => Assert.DoesNotContain(text, Bicep, StringComparison.Ordinal);

    [Fact]
    public void Every_application_setting_of_ours_is_on_the_operations_page()
    {
        var page = File.ReadAllText(Path.Combine(Places.Repository, "docs", "operations.md"));
        var settings = Setting().Matches(Bicep).Select(match => match.Groups[1].Value).Where(name => name != "AzureWebJobsStorage__blobServiceUri").ToList();

        Assert.True(settings.Count > 7);
        Assert.All(settings, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\s+((?:AzureWebJobsStorage__|Mail__|PublicBaseUrl|AllowedForwardedHosts)\w*):", RegexOptions.Multiline)]
    private static partial Regex Setting();
}

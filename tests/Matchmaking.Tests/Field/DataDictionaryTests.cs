using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Matchmaking.Declaring;
using Matchmaking.Field;
using Matchmaking.Testing;

namespace Matchmaking.Tests.Field;

public sealed partial class DataDictionaryTests
{
    private static readonly string Page = Repository.Text("docs", "data-dictionary.md");

    private static readonly Type[] Parts = [typeof(Period), typeof(Quantity), typeof(PeopleReached), typeof(Deadline), typeof(Source), typeof(Places)];

    [Theory]
    [InlineData(typeof(NeedDeclaration), "Need")]
    [InlineData(typeof(CapacityDeclaration), "Capacity")]
    [InlineData(typeof(RecordedGift), "Line of the record")]
    [InlineData(typeof(HeldDeclaration), "Held years")]
    public void Every_field_of_a_declaration_is_explained(Type declaration, string section) =>
        Assert.Equal(Fields(declaration, "").Order(StringComparer.Ordinal), Terms(section).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_column_of_every_reference_file_is_explained() =>
        AssertColumns(["src", "Matchmaking", "Reference"], "");

    [Theory]
    [InlineData("data")]
    [InlineData("published")]
    public void Every_column_of_every_demonstration_file_is_explained(string folder) =>
        AssertColumns(["src", "Matchmaking.Local", "Demo", folder], folder + "/");

    [Fact]
    public void Every_code_is_listed_with_its_names() => Assert.All(
        typeof(Names).GetMethods().Where(m => m.Name == nameof(Names.Of)).Select(m => (Method: m, Term: m.GetParameters()[0].ParameterType)),
        named => Assert.All(Enum.GetValues(named.Term).Cast<object>(), value =>
        {
            var name = (LocalText)named.Method.Invoke(null, [value])!;
            var code = JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()!);
            Assert.Contains($"| {named.Term.Name} | `{code}` | {name.In("en")} | {name.In("fr")} |", Page, StringComparison.Ordinal);
        }));

    private static void AssertColumns(string[] folder, string prefix)
    {
        var files = Directory.GetFiles(Path.Combine([Repository.Root, .. folder]), "*.csv");
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(
            CsvTable.Parse(File.ReadAllText(file)).Columns,
            Terms($"`{prefix}{Path.GetFileName(file)}`")));
    }

    /// <summary>What stands in the first cell of each row of the table under a heading.</summary>
    private static List<string> Terms(string section)
    {
        var start = Page.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/data-dictionary.md has no section {section}.");
        var end = Page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return [.. FirstCell().Matches(Page[start..(end < 0 ? Page.Length : end)]).Select(m => m.Groups[1].Value)];
    }

    /// <summary>The names of a record's members in JSON, those of its parts after a dot.</summary>
    private static IEnumerable<string> Fields(Type type, string prefix) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetCustomAttribute<JsonIgnoreAttribute>() is null && p.Name != nameof(Period.Days))
            .SelectMany(p =>
            {
                var name = prefix + JsonNamingPolicy.CamelCase.ConvertName(p.Name);
                var part = Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType;
                return Parts.Contains(part)
                    ? Fields(part, name + ".")
                    : [name];
            });

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FirstCell();
}

using System.Text.Json;
using Matchmaking.Matching;

namespace Matchmaking.Tests.Matching;

public sealed class PolicyNumbersTests
{
    public static TheoryData<string> Paths => [.. PolicyNumbers.All.Select(number => number.Path)];

    [Fact]
    public void Every_property_of_the_policy_has_one_entry_and_nothing_else_has() =>
        Assert.Equal(
            Properties(typeof(MatchPolicy), "").Except(["name", "version"]).Order(StringComparer.Ordinal),
            PolicyNumbers.All.Select(number => number.Path).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_number_is_explained_in_both_languages(string path)
    {
        var text = Find(path).Text;
        Assert.All(["en", "fr"], language => Assert.Matches(@"^\p{Lu}[^.]{10,}\.$", text.Versions[language]));
        Assert.NotEqual(text.In("en"), text.In("fr"));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_standard_policy_lies_within_the_range_and_one_less_than_the_least_breaks_a_rule(string path)
    {
        var number = Find(path);
        Assert.All(number.Of(MatchPolicy.Standard), value => Assert.InRange(value, number.Least, number.Most));
        if (number.With is { } with)
            Assert.NotEmpty(with(MatchPolicy.Standard, number.Least - 1).Check());
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_number_is_read_and_written_at_its_own_place_alone(string path)
    {
        var number = Find(path);
        if (number.With is not { } with)
            return;
        var changed = with(MatchPolicy.Standard, number.Of(MatchPolicy.Standard)[0] + 1);
        Assert.Equal([number], PolicyNumbers.Differing(MatchPolicy.Standard, changed));
        Assert.Equal(PolicyWriter.ToJson(MatchPolicy.Standard).ToJsonString(), PolicyWriter.ToJson(number.Take(changed, MatchPolicy.Standard)).ToJsonString());
    }

    private static PolicyNumber Find(string path) => PolicyNumbers.All.Single(number => number.Path == path);

    private static IEnumerable<string> Properties(Type type, string prefix) => type.GetProperties()
        .Where(property => property.SetMethod is { IsStatic: false })
        .SelectMany(property =>
        {
            var name = prefix + JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var element = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : null;
            var part = element ?? property.PropertyType;
            var path = element is null ? name : name + "[]";
            return part.Namespace == typeof(MatchPolicy).Namespace ? Properties(part, path + ".") : [path];
        });
}

using System.Reflection;
using Matchmaking.Field;
using Matchmaking.Functions.Ledger;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Tests.Ledger;

/// <summary>Ids are ours, so that no storage has to escape them: this holds it.</summary>
public sealed class KeysTests
{
    private static readonly DateTimeOffset At = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    // The longest that a participant and a request's id may be.
    private static readonly string LongestId = "org-" + new string('z', 60);

    public static TheoryData<string> Made => [.. AllMade()];

    [Theory]
    [MemberData(nameof(Made))]
    public void Every_key_that_is_made_is_one_that_storage_takes(string key)
    {
        Assert.InRange(key.Length, 1, 512);
        Assert.All(key, c => Assert.Contains(c, StorageTable.KeyCharacters));
    }

    [Fact]
    public void The_end_of_a_prefix_is_a_key_and_sorts_behind_every_row_that_has_it()
    {
        foreach (var prefix in (string[])[.. Constants().Where(name => name.EndsWith('|')), Keys.HistoryPrefix("need|1"), "org-", "digest-"])
        {
            Assert.True(string.CompareOrdinal(prefix + StorageTable.KeyCharacters[^1], Keys.EndOf(prefix)) < 0);
            Assert.All(Keys.EndOf(prefix), c => Assert.Contains(c, StorageTable.KeyCharacters));
        }
    }

    // Every method of Keys that gives a key, with the longest of what it is given.
    private static IEnumerable<string> AllMade() =>
    [
        .. Constants(),
        .. typeof(Keys).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == typeof(string) && method.Name != nameof(Keys.EndOf))
            .Select(method => (string)method.Invoke(null, [.. method.GetParameters().Select(Longest)])!),
        .. Enum.GetValues<Pillar>().Select(Json.Code),
        "SDN",
        LongestId,
        Keys.History(Keys.NeedPrefix + LongestId, int.MaxValue),
    ];

    private static IEnumerable<string> Constants() =>
        typeof(Keys).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static ParticipantId LongestParticipant { get; } = ParticipantId.Parse("org-" + new string('a', 40), null);

    private static object Longest(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? LongestId
        : parameter.ParameterType == typeof(int) ? int.MaxValue
        : parameter.ParameterType == typeof(DateTimeOffset) ? At
        : parameter.ParameterType == typeof(ParticipantId) ? LongestParticipant
        : parameter.ParameterType == typeof(RecordLine) ? new RecordLine(LongestParticipant, ParticipantId.Parse("SDN", null), 2100)
        : parameter.ParameterType == typeof(RecordSide) ? RecordSide.Received
        : throw new NotSupportedException($"{parameter.Member.Name} takes a {parameter.ParameterType.Name}: say here what its longest is.");
}

using System.Globalization;
using Matchmaking.Field;

namespace Matchmaking.Tests.Field.Demo;

/// <summary>What holds for every line of demonstration data, need or capacity.</summary>
internal static class DemoLimits
{
    public static void Check(CsvRow row, string longText)
    {
        foreach (var language in new[] { "en", "fr" })
        {
            Assert.InRange(row[$"title_{language}"].Length, 3, 200);
            Assert.InRange(row[$"{longText}_{language}"].Length, 1, 4000);
        }

        Assert.InRange(row["source_title"].Length, 1, 300);
        Assert.Contains(row["source_certainty"], Enum.GetValues<Certainty>().Select(Json.Code));
        Assert.True(row["source_url"] == "" || Uri.TryCreate(row["source_url"], UriKind.Absolute, out _));
        Assert.True(Day(row["period_from"]) <= Day(row["period_to"]));
        Assert.True(Day(row["period_to"]) >= new DateOnly(2030, 12, 31));
        Assert.All(row["amount_usd"].Concat(row["slots"]), digit => Assert.True(char.IsAsciiDigit(digit)));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

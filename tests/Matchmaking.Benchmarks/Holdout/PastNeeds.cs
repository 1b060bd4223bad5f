using System.Globalization;
using Matchmaking.Field;
using Matchmaking.Testing;

namespace Matchmaking.Benchmarks.Holdout;

/// <summary>What a State is taken to have asked for in a past year.</summary>
internal static class PastNeeds
{
    private static readonly IReadOnlyList<CsvRow> Published =
        [.. Repository.Published("needs.csv").Rows.Where(row => row["iso3"] != "" && row["amount_usd"] != "")];

    /// <summary>
    /// The figure published last before the year, of those whose period holds it, whole as a State would declare it; else twice
    /// what the State received in the mean of the years on record; null, not costed, where nothing is.
    /// </summary>
    public static long? AmountUsd(PastYear year, ParticipantId state)
    {
        var published = Published
            .Where(row => row["iso3"] == state.Value && Number(row["as_of"][..4]) < year.Year)
            .Where(row => Number(row["period_start"]) <= year.Year && year.Year <= Number(row["period_end"]))
            .OrderByDescending(row => row["as_of"], StringComparer.Ordinal).ThenBy(row => row["need_id"], StringComparer.Ordinal)
            .FirstOrDefault();
        if (published is not null)
            return Number(published["amount_usd"]);
        var received = year.Before.Where(gift => gift.State == state).GroupBy(gift => gift.Year, gift => gift.Usd).Select(y => y.Sum()).ToList();
        return received.Count == 0 ? null : 2 * received.Sum() / received.Count;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

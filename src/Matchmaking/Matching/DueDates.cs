using System.Globalization;
using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>
/// Deadlines and the State's own date as one fact: <c>apmbc.5.2027-04-01.found</c>, <c>expected.2027-06-30</c>, each with
/// <c>.passed</c> where it has, with commas between.
/// </summary>
public static class DueDates
{
    private const string Own = "expected";
    private const string Passed = "passed";

    /// <summary>The fact.</summary>
    /// <param name="deadlines">The deadlines, in the order in which they are told.</param>
    /// <param name="expected">The State's own date, told last; null for none.</param>
    /// <param name="today">The day that tells what has passed.</param>
    public static string Of(IEnumerable<Deadline> deadlines, DateOnly? expected, DateOnly today)
    {
        var items = deadlines.Select(d => $"{Json.Code(d.Convention)}.{Say.Number(d.Article)}.{Say.Day(d.Date)}.{Json.Code(d.Certainty)}{Mark(d.Date)}");
        return string.Join(',', expected is { } own ? items.Append($"{Own}.{Say.Day(own)}{Mark(own)}") : items);

        string Mark(DateOnly date) => date < today ? "." + Passed : "";
    }

    /// <summary>The fact in words: each date with what is due on it.</summary>
    public static string In(string fact, Wording wording) => wording.List([.. fact.Split(',').Select(item => One(item, wording))]);

    /// <summary>What is no such item stands as it is: stored reasons outlive the code.</summary>
    private static string One(string item, Wording wording)
    {
        var parts = item.Split('.');
        var (isOwn, hasPassed) = (parts[0] == Own, parts[^1] == Passed);
        if (parts.Length != (isOwn ? 2 : 4) + (hasPassed ? 1 : 0)
            || !DateOnly.TryParseExact(parts[isOwn ? 1 : 2], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return item;
        var what = isOwn ? wording.DueByState : wording.DueByArticle
            .Replace("#article", parts[1], StringComparison.Ordinal)
            .Replace("#convention", wording.Term(parts[0]), StringComparison.Ordinal)
            .Replace("#certainty", wording.Term(parts[3]), StringComparison.Ordinal);
        return $"{wording.Date(date)} ({what}{(hasPassed ? wording.DueHasPassed : "")})";
    }
}

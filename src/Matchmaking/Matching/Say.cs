using System.Globalization;

namespace Matchmaking.Matching;

/// <summary>Writes reasons: facts as invariant text, in the order given, so that equal reasons are equal to the byte.</summary>
internal static class Say
{
    /// <summary>The unit of slots of any kind.</summary>
    public const string Slots = "slots";

    public static Reason That(string code, params ReadOnlySpan<(string Name, string Value)> facts)
    {
        var ordered = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in facts)
            ordered.Add(name, value);
        return new Reason(code, ordered);
    }

    /// <summary>The reason with the title's versions as facts <c>title.en</c>, <c>title.fr</c> …</summary>
    public static Reason About(this Reason reason, LocalText title)
    {
        var ordered = new OrderedDictionary<string, string>(reason.Facts, StringComparer.Ordinal);
        foreach (var (language, text) in title.Versions)
            ordered["title." + language] = text;
        return new Reason(reason.Code, ordered);
    }

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Codes<T>(IEnumerable<T> values) where T : struct, Enum => string.Join(',', values.Select(Json.Code).Order(StringComparer.Ordinal));

    public static string Words(IEnumerable<string> values) => string.Join(',', values.Order(StringComparer.Ordinal));

    public static string Unit(bool money) => money ? Json.Code(AssistanceKind.Funding) : Slots;

    /// <summary>One text for all that the reason says, for comparing.</summary>
    public static string Key(this Reason reason) => reason.Code + "|" + string.Join('|', reason.Facts.Select(fact => fact.Key + "=" + fact.Value));
}

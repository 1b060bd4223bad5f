using System.Collections.Frozen;
using System.Globalization;
using Matchmaking.Field;

namespace Matchmaking.Matching;

/// <summary>
/// Numbers, dates and the field's terms in one language. Written out here rather than taken from the machine's
/// cultures, which differ from host to host and are absent on some: a mail must read the same wherever it is written.
/// </summary>
public sealed partial class Wording
{
    private static readonly FrozenDictionary<string, Wording> Known = new[] { English(), French() }.ToFrozenDictionary(w => w.Language, StringComparer.Ordinal);

    private Wording()
    {
    }

    /// <summary>The languages that there are, ISO 639-1, in ordinal order.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The wording in <paramref name="language"/> (ISO 639-1), else in English.</summary>
    public static Wording For(string language) => Known.GetValueOrDefault(language) ?? Known["en"];

    /// <summary>Its language, ISO 639-1.</summary>
    public string Language { get; private init; } = "";

    private string GroupSeparator { get; init; } = "";

    private string And { get; init; } = "";

    private string UsdFormat { get; init; } = "";

    private string UsdOneFormat { get; init; } = "";

    private string FirstOfMonth { get; init; } = "";

    /// <summary>What is due by an article of a convention: <c>#article</c>, <c>#convention</c>, <c>#certainty</c> stand for these.</summary>
    internal string DueByArticle { get; private init; } = "";

    /// <summary>What is due by the State's own date.</summary>
    internal string DueByState { get; private init; } = "";

    /// <summary>What is added where a date has passed.</summary>
    internal string DueHasPassed { get; private init; } = "";

    private IReadOnlyList<string> Months { get; init; } = [];

    private Func<long, bool> IsOne { get; init; } = _ => false;

    private FrozenDictionary<string, string> Terms { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Sentence templates by code; see <see cref="Sentences"/>.</summary>
    internal FrozenDictionary<string, string> Templates { get; private init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>A whole number with its groups: <c>7,500,000</c>, <c>7 500 000</c>.</summary>
    public string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", GroupSeparator, StringComparison.Ordinal);

    /// <summary>US dollars: <c>US$7,500,000</c>, <c>7 500 000 dollars des États-Unis</c>.</summary>
    public string Usd(long value) => (IsOne(value) ? UsdOneFormat : UsdFormat).Replace("#", Number(value), StringComparison.Ordinal);

    /// <summary>An amount in the unit of its kind: dollars, expert deployments, training places…</summary>
    public string Amount(long value, AssistanceKind kind) => kind == AssistanceKind.Funding ? Usd(value) : Count(value, Json.Code(kind));

    /// <summary>Slots of no one kind: <c>3 slots</c>.</summary>
    public string Slots(long value) => Count(value, Say.Slots);

    /// <summary>A number of days.</summary>
    public string Days(long value) => Count(value, "days");

    /// <summary>A day: <c>3 March 2027</c>, <c>3 mars 2027</c>.</summary>
    public string Date(DateOnly day) =>
        $"{(day.Day == 1 ? FirstOfMonth : day.Day.ToString(CultureInfo.InvariantCulture))} {Months[day.Month - 1]} {day.Year.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Items in a row: <c>a, b and c</c>.</summary>
    public string List(IReadOnlyList<string> items) => items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.SkipLast(1))} {And} {items[^1]}";

    /// <summary>A value's name as it stands inside a sentence, such as "survey and clearance"; its code where there is none.</summary>
    public string Name<T>(T value) where T : struct, Enum => Term(Json.Code(value));

    /// <summary>A language's name by its ISO 639-1 code; the code where it is not known.</summary>
    public string LanguageName(string code) => Terms.GetValueOrDefault("language." + code) ?? code;

    /// <summary>True where there is a name for <paramref name="value"/>.</summary>
    internal bool Knows<T>(T value) where T : struct, Enum => Terms.ContainsKey(Json.Code(value));

    /// <summary>The names of the field's terms by their codes, as <see cref="Names"/> has them.</summary>
    private static IEnumerable<KeyValuePair<string, string>> FieldTerms(string language) =>
    [
        .. Of<Convention>(Names.Of, language),
        .. Of<Pillar>(Names.Of, language),
        .. Of<AssistanceKind>(Names.Of, language),
        .. Of<Unit>(Names.Of, language),
        .. Of<MeetingKind>(Names.Of, language).Where(term => term.Key != Json.Code(MeetingKind.ExchangeVisit)),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Of<T>(Func<T, LocalText> name, string language) where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => KeyValuePair.Create(Json.Code(value), name(value).In(language)));

    internal string Term(string code) => Terms.GetValueOrDefault(code) ?? code;

    internal string Count(long value, string unit) => $"{Number(value)}\u00a0{Term($"{unit}.{(IsOne(value) ? "one" : "many")}")}";
}

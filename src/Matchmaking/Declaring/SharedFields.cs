namespace Matchmaking.Declaring;

/// <summary>Fields that needs and capacities have alike, and their limits.</summary>
internal static class SharedFields
{
    public const long MostUsd = 100_000_000_000;
    public const int MostSlots = 10_000;
    public const int MostLanguages = 10;
    public const int MostStates = 250;
    public const int MostAreas = 50;
    public const int TitleMin = 3;
    public const int TitleMax = 200;
    public const int LongTextMax = 4_000;

    public static LocalText Title(this FieldReader reader, bool required) =>
        reader.LocalText("title", TitleMin, TitleMax, lines: false, required);

    public static LocalText LongText(this FieldReader reader, string name) =>
        reader.LocalText(name, 1, LongTextMax, lines: true, required: false);

    public static Source? Source(this FieldReader reader) => reader.OptionalGroup("source", ReadSource);

    /// <summary>A source that is owed.</summary>
    public static Source? SourceOwed(this FieldReader reader) => reader.Group("source", ReadSource, "an object with title and certainty: nothing is recorded without its source");

    /// <summary>Refuses a field that was given although <paramref name="goes"/> says that it does not go with the rest.</summary>
    public static void OnlyIf(this FieldReader reader, bool goes, string name, long? given, string expected)
    {
        if (given is { } number && !goes) reader.NotApplicable(name, Number(number), expected);
    }

    public static void NotApplicable(this FieldReader reader, string name, string given, string expected) =>
        reader.Refuse(name, FieldErrorCodes.NotApplicable, given, expected);

    /// <summary>Refuses a part that is above its whole, where both are there.</summary>
    public static void NotAbove(this FieldReader reader, string name, long? part, long? whole, string code, string wholeName)
    {
        if (part > whole) reader.Refuse(name, code, Number(part.Value), $"at most {wholeName}, {Number(whole.Value)}");
    }

    public static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Source ReadSource(FieldReader source)
    {
        var title = source.Text("title", 1, 300);
        var url = source.OptionalUrl("url");
        var asOf = source.OptionalAsOf("asOf");
        return new Source(title, url, asOf, source.Code<Certainty>("certainty"));
    }
}

using System.Globalization;
using System.Text.Json;

namespace Matchmaking.Declaring;

public sealed partial class FieldReader
{
    private const int FirstYear = 1990;
    private const int LastYear = 2100;
    private const int LongestPeriodYears = 30;
    private const string DateExpected = "a day written yyyy-MM-dd, in the years 1990 to 2100";

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    /// <summary>A whole number that must be given; 0 where it is refused.</summary>
    /// <remarks>
    /// Written in plain digits: 12.0 and 1e3 are refused like 12.5, because a program that writes an amount of money
    /// or a count that way has gone through a floating-point number and may have lost digits.
    /// </remarks>
    /// <param name="name">The field.</param>
    /// <param name="min">The least, inclusive.</param>
    /// <param name="max">The most, inclusive.</param>
    public long Whole(string name, long min, long max) =>
        TryTake(name, true, Expect(min, max), out var value) && TryWhole(name, value, min, max, out var number) ? number : 0;

    /// <summary>A whole number that may be missing or null; otherwise as <see cref="Whole"/>.</summary>
    public long? OptionalWhole(string name, long min, long max) =>
        TryTake(name, false, "", out var value) && TryWhole(name, value, min, max, out var number) ? number : null;

    /// <summary>True or false; false where it is missing or null.</summary>
    public bool Flag(string name)
    {
        if (!TryTake(name, false, "", out var value)) return false;

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Refuse(name, FieldErrorCodes.WrongType, CleanText.Shown(value), "true or false");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>A day that must be given, <c>yyyy-MM-dd</c>, in the years 1990 to 2100.</summary>
    public DateOnly Date(string name) =>
        TryTake(name, true, DateExpected, out var value) && TryDate(name, value, out var date) ? date : default;

    /// <summary>A day that may be missing or null; otherwise as <see cref="Date"/>.</summary>
    public DateOnly? OptionalDate(string name) =>
        TryTake(name, false, "", out var value) && TryDate(name, value, out var date) ? date : null;

    /// <summary>
    /// A span that must be given, <c>{ "from": …, "to": … }</c>, both ends included: not reversed and at most 30 years
    /// (2026-01-01 to 2055-12-31).
    /// </summary>
    public Period Period(string name) => Group(name, span =>
    {
        var from = span.Date("from");
        var to = span.Date("to");
        if (!span.HasErrors("from") && !span.HasErrors("to"))
        {
            if (to < from)
            {
                span.Refuse("to", FieldErrorCodes.PeriodReversed, Iso(to), $"a day not before {Iso(from)}");
            }
            else if (to >= from.AddYears(LongestPeriodYears))
            {
                var end = Iso(from.AddYears(LongestPeriodYears));
                span.Refuse("to", FieldErrorCodes.PeriodTooLong, Iso(to), $"a day before {end}: at most 30 years");
            }
        }

        return new Period(from, to);
    }, "{ \"from\": \"yyyy-MM-dd\", \"to\": \"yyyy-MM-dd\" }");

    /// <summary>A year, a month or a day (<c>2024</c>, <c>2024-06</c>, <c>2024-06-30</c>) that may be missing or null, as it was written.</summary>
    public string? OptionalAsOf(string name)
    {
        const string expected = "a year, a month or a day: 2024, 2024-06 or 2024-06-30, in the years 1990 to 2100";
        if (!TryTake(name, false, "", out var value) || !TryWord(name, value, expected, out var text)) return null;

        var isDate = DateOnly.TryParseExact(text, ["yyyy", "yyyy-MM", "yyyy-MM-dd"], Invariant, DateTimeStyles.None, out var date);
        if (isDate && date.Year is >= FirstYear and <= LastYear) return text;

        Refuse(name, isDate ? FieldErrorCodes.OutOfRange : FieldErrorCodes.NotADate, CleanText.Shorten(text), expected);
        return null;
    }

    private bool TryWhole(string name, JsonElement value, long min, long max, out long number)
    {
        number = 0;
        var digits = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : "";
        string? code = null;
        if (digits.Length == 0)
        {
            code = FieldErrorCodes.WrongType;
        }
        else if (digits.AsSpan(digits[0] == '-' ? 1 : 0).ContainsAnyExceptInRange('0', '9'))
        {
            code = FieldErrorCodes.NotWhole;
        }
        else
        {
            // What does not fit in 64 bits is beyond every limit, so only its sign matters.
            if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, Invariant, out number))
            {
                number = digits[0] == '-' ? long.MinValue : long.MaxValue;
            }

            code = number < min ? number < 0 && min >= 0 ? FieldErrorCodes.Negative : FieldErrorCodes.TooSmall
                : number > max ? FieldErrorCodes.TooLarge
                : null;
        }

        if (code is not null) Refuse(name, code, CleanText.Shown(value), Expect(min, max));
        return code is null;
    }

    private bool TryDate(string name, JsonElement value, out DateOnly date)
    {
        date = default;
        if (!TryWord(name, value, DateExpected, out var text)) return false;

        var isDate = DateOnly.TryParseExact(text, "yyyy-MM-dd", Invariant, DateTimeStyles.None, out date);
        if (isDate && date.Year is >= FirstYear and <= LastYear) return true;

        Refuse(name, isDate ? FieldErrorCodes.OutOfRange : FieldErrorCodes.NotADate, CleanText.Shorten(text), DateExpected);
        return false;
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", Invariant);

    private static string Expect(long min, long max) =>
        string.Create(Invariant, $"a whole number from {min} to {max}, digits only: no decimals, spaces, separators or quotes");
}

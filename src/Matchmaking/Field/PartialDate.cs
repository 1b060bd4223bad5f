using System.Globalization;

namespace Matchmaking.Field;

/// <summary>A date of which perhaps only the year is known.</summary>
/// <param name="Year">The year.</param>
/// <param name="Day">The day in that year; null where it is not known.</param>
public readonly record struct PartialDate(int Year, DateOnly? Day)
{
    /// <summary>The day, or the last day of the year: the latest that it can be.</summary>
    public DateOnly Latest => Day ?? new DateOnly(Year, 12, 31);

    /// <summary>Reads <c>2036</c> or <c>2027-12-31</c>.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static PartialDate Parse(string text)
    {
        if (text.Length == 4)
        {
            return new PartialDate(int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture), null);
        }

        var day = DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new PartialDate(day.Year, day);
    }

    /// <summary>As it is read: <c>2036</c> or <c>2027-12-31</c>.</summary>
    public override string ToString() =>
        Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Year.ToString("0000", CultureInfo.InvariantCulture);
}

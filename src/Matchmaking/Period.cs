namespace Matchmaking;

/// <summary>A span of days, both ends included.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; not before <paramref name="From"/>.</param>
public readonly record struct Period(DateOnly From, DateOnly To)
{
    /// <summary>Days in the span, 1 or more.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>Days that both spans hold; 0 where they do not meet.</summary>
    public int OverlapDays(Period other) =>
        Math.Max(0, Math.Min(To.DayNumber, other.To.DayNumber) - Math.Max(From.DayNumber, other.From.DayNumber) + 1);

    /// <summary>True where <paramref name="day"/> is in the span.</summary>
    public bool Contains(DateOnly day) => From <= day && day <= To;
}

using Matchmaking.Declaring;

namespace Matchmaking.Tests.Declaring;

internal static class Readings
{
    /// <summary>The value of a reading that must have been accepted.</summary>
    public static T Value<T>(Reading<T> reading) => reading switch
    {
        Reading<T>.Accepted accepted => accepted.Value,
        Reading<T>.Rejected rejected => throw new InvalidOperationException(string.Join('\n', rejected.Errors)),
        _ => throw new InvalidOperationException("no reading"),
    };

    /// <summary>The errors of a reading; none where it was accepted.</summary>
    public static IReadOnlyList<FieldError> Errors<T>(Reading<T> reading) => reading is Reading<T>.Rejected rejected ? rejected.Errors : [];
}

using System.Text.Json;
using Matchmaking.Declaring;
using Matchmaking.Functions.Errors;

namespace Matchmaking.Functions.Declarations;

/// <summary>A body that gives the reason for an act: <c>{ "reason": "…" }</c>, 1 to 2,000 characters.</summary>
/// <param name="Reason">The reason, in the actor's own words.</param>
internal sealed record ReasonBody(string Reason)
{
    public const int MaxLength = 2000;

    /// <exception cref="Refused">It is missing or too long.</exception>
    public static string Read(JsonElement json)
    {
        var reader = FieldReader.Of(json);
        var reason = reader.Text("reason", 1, MaxLength);
        return reader.Finish(() => reason).Require();
    }
}

internal static class ReadingExtensions
{
    /// <summary>The value, or the errors of its fields as an answer (400).</summary>
    public static T Require<T>(this Reading<T> reading) => reading switch
    {
        Reading<T>.Accepted accepted => accepted.Value,
        Reading<T>.Rejected rejected => throw new Refused(ErrorCatalogue.InvalidFields, rejected.Errors),
        _ => throw new InvalidOperationException(),
    };
}

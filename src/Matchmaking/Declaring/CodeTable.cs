using System.Collections.Frozen;

namespace Matchmaking.Declaring;

/// <summary>The codes of an enumeration, as they stand in JSON and CSV.</summary>
internal static class CodeTable<T> where T : struct, Enum
{
    /// <summary>Value by code.</summary>
    public static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>().ToFrozenDictionary(Json.Code, StringComparer.Ordinal);

    /// <summary>What is expected, in the order of the field's own list.</summary>
    public static readonly string Expected = "one of " + string.Join(", ", Enum.GetValues<T>().Select(Json.Code));
}

using Matchmaking.Declaring;

namespace Matchmaking.Field;

/// <summary>Codes in the tables that come with the service.</summary>
internal static class CsvCode
{
    /// <summary>The value with this code.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static T Of<T>(string code) where T : struct, Enum =>
        CodeTable<T>.Values.TryGetValue(code, out var value) ? value : throw new FormatException($"{code} is no {typeof(T).Name}.");
}

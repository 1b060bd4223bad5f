namespace Matchmaking.Field;

/// <summary>Codes in the tables that come with the service.</summary>
internal static class CsvCode
{
    /// <summary>The value with this code.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static T Of<T>(string code) where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => Json.Code(value!.Value) == code)
            ?? throw new FormatException($"{code} is no {typeof(T).Name}.");
}

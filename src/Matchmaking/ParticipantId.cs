using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matchmaking;

/// <summary>
/// Who takes part: a State by its ISO 3166-1 alpha-3 code in capitals (<c>SDN</c>), or an organisation by
/// <c>org-</c> and 2 to 40 lower-case letters, digits and hyphens (<c>org-unmas</c>). It is also the storage
/// partition of all that this participant declares.
/// </summary>
[JsonConverter(typeof(ParticipantIdJsonConverter))]
public readonly record struct ParticipantId : IParsable<ParticipantId>, IComparable<ParticipantId>
{
    private readonly string? _value;

    private ParticipantId(string value) => _value = value;

    /// <summary>The code as text.</summary>
    public string Value => _value ?? "";

    /// <summary>True for an organisation, false for a State.</summary>
    public bool IsOrganisation => Value.StartsWith("org-", StringComparison.Ordinal);

    /// <inheritdoc/>
    public static ParticipantId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"'{s}' is neither an ISO3 code nor org-….");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ParticipantId result)
    {
        var isState = s is { Length: 3 } && s.All(char.IsAsciiLetterUpper);
        var isOrganisation = s is { Length: >= 6 and <= 44 }
            && s.StartsWith("org-", StringComparison.Ordinal)
            && s.AsSpan(4).IndexOfAnyExcept(OrganisationCharacters) < 0;
        result = isState || isOrganisation ? new ParticipantId(s!) : default;
        return isState || isOrganisation;
    }

    /// <summary>Ordinal order of the codes, the last tie-break of every ranking.</summary>
    public int CompareTo(ParticipantId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static readonly System.Buffers.SearchValues<char> OrganisationCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}

internal sealed class ParticipantIdJsonConverter : JsonConverter<ParticipantId>
{
    public override ParticipantId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ParticipantId.TryParse(reader.GetString(), null, out var id) ? id : throw new JsonException("Not a participant's code.");

    public override void Write(Utf8JsonWriter writer, ParticipantId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

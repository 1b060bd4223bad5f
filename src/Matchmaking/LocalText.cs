using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matchmaking;

/// <summary>
/// A text in one or more languages, keyed by two-letter language code (ISO 639-1). The code never assumes which
/// languages there are; it only asks for one and takes the nearest that exists.
/// In JSON: <c>{ "en": "…", "fr": "…" }</c>.
/// </summary>
[JsonConverter(typeof(LocalTextJsonConverter))]
public sealed class LocalText : IEquatable<LocalText>
{
    /// <summary>No text in any language.</summary>
    public static LocalText Empty { get; } = new([]);

    /// <summary>A text from its versions by language code; blank versions are dropped.</summary>
    public LocalText(IEnumerable<KeyValuePair<string, string>> versions) =>
        Versions = versions.Where(v => !string.IsNullOrWhiteSpace(v.Value)).ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>A text in French and English.</summary>
    public static LocalText Of(string en, string fr) => new([new("en", en), new("fr", fr)]);

    /// <summary>The versions, by language code in ordinal order.</summary>
    public ImmutableSortedDictionary<string, string> Versions { get; }

    /// <summary>True where there is no version at all.</summary>
    [JsonIgnore]
    public bool IsEmpty => Versions.IsEmpty;

    /// <summary>The version in <paramref name="language"/>, else the English one, else the first there is, else "".</summary>
    public string In(string language) =>
        Versions.TryGetValue(language, out var text) || Versions.TryGetValue("en", out text)
            ? text
            : Versions.Values.FirstOrDefault("");

    /// <inheritdoc/>
    public bool Equals(LocalText? other) => other is not null && Versions.SequenceEqual(other.Versions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalText);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Versions.Aggregate(0, (hash, version) => HashCode.Combine(hash, version.Key, version.Value));

    /// <inheritdoc/>
    public override string ToString() => In("en");
}

internal sealed class LocalTextJsonConverter : JsonConverter<LocalText>
{
    public override LocalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, LocalText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (language, text) in value.Versions)
        {
            writer.WriteString(language, text);
        }

        writer.WriteEndObject();
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matchmaking.Storage;

/// <summary>One line of an export: the header, the name of a table or queue that begins, a row, a message, or the end.</summary>
internal sealed record TransferLine
{
    internal const string FormatName = "matchmaking-storage";
    internal const int CurrentVersion = 2;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public string? Format { get; init; }

    public int? Version { get; init; }

    public string? Table { get; init; }

    public string? Queue { get; init; }

    public string? Partition { get; init; }

    public string? Row { get; init; }

    /// <summary>A row's document, byte for byte.</summary>
    public RawJson? Content { get; init; }

    public string? Text { get; init; }

    public DateTimeOffset? Inserted { get; init; }

    public DateTimeOffset? Visible { get; init; }

    public long? Dequeues { get; init; }

    public long? Rows { get; init; }

    public long? Messages { get; init; }

    /// <summary>Hash of all lines before, in hexadecimal; each ends with a line feed.</summary>
    public string? Sha256 { get; init; }

    internal static TransferLine Header { get; } = new() { Format = FormatName, Version = CurrentVersion };

    internal static TransferLine Of(Row row) => new() { Partition = row.PartitionKey, Row = row.RowKey, Content = new RawJson(row.Content) };

    internal static TransferLine Of(ReceivedMessage message) => new()
    {
        Text = message.MessageText,
        Inserted = message.InsertedOn,
        Visible = message.NextVisibleOn,
        Dequeues = message.DequeueCount,
    };

    internal static TransferLine End(long rows, long messages, IncrementalHash linesBefore) =>
        new() { Rows = rows, Messages = messages, Sha256 = Convert.ToHexStringLower(linesBefore.GetCurrentHash()) };

    internal Row ToRow() => new(Partition!, Row!, Content!.Utf8);

    internal static TransferLine? Parse(string line) => JsonSerializer.Deserialize<TransferLine>(line, Options);

    internal string Write() => JsonSerializer.Serialize(this, Options);
}

/// <summary>JSON that is carried along as it is.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record RawJson(byte[] Utf8)
{
    private sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(Encoding.UTF8.GetBytes(JsonElement.ParseValue(ref reader).GetRawText()));

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options)
        {
            // Between its parts JSON may hold line breaks, which would end the line here; a blank means the same.
            writer.WriteRawValue(Array.ConvertAll(value.Utf8, unit => unit is (byte)'\n' or (byte)'\r' ? (byte)' ' : unit));
        }
    }
}

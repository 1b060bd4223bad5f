using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matchmaking.Storage;

/// <summary>One line of an export: the header, the name of a table or queue that begins, a row, a message, or the end.</summary>
internal sealed record TransferLine
{
    internal const string FormatName = "matchmaking-storage";
    internal const int CurrentVersion = 1;

    [JsonPropertyName("format")]
    public string? Format { get; init; }

    [JsonPropertyName("version")]
    public int? Version { get; init; }

    [JsonPropertyName("table")]
    public string? Table { get; init; }

    [JsonPropertyName("queue")]
    public string? Queue { get; init; }

    [JsonPropertyName("partition")]
    public string? Partition { get; init; }

    [JsonPropertyName("row")]
    public string? Row { get; init; }

    [JsonPropertyName("values")]
    public Dictionary<string, TransferValue>? Values { get; init; }

    [JsonPropertyName("text")]
    public string? Text { get; init; }

    [JsonPropertyName("inserted")]
    public DateTimeOffset? Inserted { get; init; }

    [JsonPropertyName("visible")]
    public DateTimeOffset? Visible { get; init; }

    [JsonPropertyName("dequeues")]
    public long? Dequeues { get; init; }

    [JsonPropertyName("rows")]
    public long? Rows { get; init; }

    [JsonPropertyName("messages")]
    public long? Messages { get; init; }

    [JsonIgnore]
    internal bool IsHeader => Format is not null;

    [JsonIgnore]
    internal bool IsEnd => Rows is not null && Messages is not null;

    internal static TransferLine Of(Row row) => new()
    {
        Partition = row.PartitionKey,
        Row = row.RowKey,
        Values = row.Values.ToDictionary(value => value.Key, value => TransferValue.Of(value.Value), StringComparer.Ordinal),
    };

    internal static TransferLine Of(ReceivedMessage message) => new()
    {
        Text = message.MessageText,
        Inserted = message.InsertedOn,
        Visible = message.NextVisibleOn,
        Dequeues = message.DequeueCount,
    };

    internal Row ToRow() => new(Partition!, Row!)
    {
        Values = Values!.ToDictionary(value => value.Key, value => value.Value.Value, StringComparer.Ordinal),
    };

    internal static JsonSerializerOptions Options { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };
}

/// <summary>A value with its type, as in <c>{"int64":5}</c>.</summary>
internal sealed record TransferValue
{
    [JsonPropertyName("string")]
    public string? Text { get; init; }

    [JsonPropertyName("bool")]
    public bool? Flag { get; init; }

    [JsonPropertyName("int32")]
    public int? Int32 { get; init; }

    [JsonPropertyName("int64")]
    public long? Int64 { get; init; }

    [JsonPropertyName("double")]
    public double? Double { get; init; }

    [JsonPropertyName("time")]
    public DateTimeOffset? Time { get; init; }

    [JsonPropertyName("bytes")]
    public byte[]? Bytes { get; init; }

    [JsonIgnore]
    internal object Value => Text ?? Flag ?? Int32 ?? Int64 ?? Double ?? Time ?? (object?)Bytes ?? throw new JsonException("a value without a type");

    internal static TransferValue Of(object value) => value switch
    {
        string text => new() { Text = text },
        bool flag => new() { Flag = flag },
        int number => new() { Int32 = number },
        long number => new() { Int64 = number },
        double number => new() { Double = number },
        DateTimeOffset time => new() { Time = time },
        byte[] bytes => new() { Bytes = bytes },
        _ => throw new InvalidOperationException($"No form for {value.GetType()}."),
    };
}

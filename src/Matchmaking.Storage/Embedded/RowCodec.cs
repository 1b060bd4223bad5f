namespace Matchmaking.Storage.Embedded;

/// <summary>
/// The values of a row as bytes. Rows stay in memory in this form, several times smaller than the dictionary it came from,
/// and are decoded when read.
/// </summary>
internal static class RowCodec
{
    private enum Tag : byte
    {
        Text = 1,
        False,
        True,
        Int32,
        Int64,
        Double,
        Time,
        Bytes,
    }

    internal static byte[] Encode(Dictionary<string, object> values)
    {
        var writer = new RecordWriter(256);
        writer.Count(values.Count);
        foreach (var (name, value) in values)
        {
            writer.Text(name);
            Encode(writer, value);
        }

        return writer.ToArray();
    }

    internal static Row Decode(string partitionKey, HeldRow row)
    {
        var reader = new RecordReader(row.Values);
        var count = (int)reader.Count();
        var values = new Dictionary<string, object>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
            values.Add(reader.Text(), Decode(ref reader));

        return new Row(partitionKey, row.Key) { ETag = row.ETag, Values = values };
    }

    private static void Encode(RecordWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.Byte((byte)Tag.Text);
                writer.Text(text);
                break;
            case bool flag:
                writer.Byte((byte)(flag ? Tag.True : Tag.False));
                break;
            case int number:
                writer.Byte((byte)Tag.Int32);
                writer.UInt32((uint)number);
                break;
            case long number:
                writer.Byte((byte)Tag.Int64);
                writer.Int64(number);
                break;
            case double number:
                writer.Byte((byte)Tag.Double);
                writer.Int64(BitConverter.DoubleToInt64Bits(number + 0.0));
                break;
            case DateTimeOffset time:
                writer.Byte((byte)Tag.Time);
                writer.Int64(time.UtcTicks);
                break;
            case byte[] bytes:
                writer.Byte((byte)Tag.Bytes);
                writer.Bytes(bytes);
                break;
            default:
                throw new InvalidOperationException($"No form for {value.GetType()}.");
        }
    }

    private static object Decode(ref RecordReader reader) => (Tag)reader.Byte() switch
    {
        Tag.Text => reader.Text(),
        Tag.False => false,
        Tag.True => true,
        Tag.Int32 => (int)reader.UInt32(),
        Tag.Int64 => reader.Int64(),
        Tag.Double => BitConverter.Int64BitsToDouble(reader.Int64()),
        Tag.Time => new DateTimeOffset(reader.Int64(), TimeSpan.Zero),
        Tag.Bytes => reader.Bytes().ToArray(),
        var tag => throw new InvalidDataException($"A row holds a value of unknown kind {(byte)tag}."),
    };
}

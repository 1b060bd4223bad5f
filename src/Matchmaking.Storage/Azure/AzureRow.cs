using System.Globalization;
using System.Text;
using Azure.Data.Tables;

namespace Matchmaking.Storage.Azure;

/// <summary>
/// A row as an entity: its content as text in the property <c>Body</c>, and in <c>Body1</c>, <c>Body2</c>… what is more than a property
/// may hold, so that it can be read in any tool; and the id of the operation that wrote it.
/// </summary>
internal static class AzureRow
{
    private const string OperationId = "OperationId";

    // 64 KiB, the most that a property may hold, in UTF-16.
    private const int MaxLength = 32 * 1024;

    internal static TableEntity Write(Row row, string operationId)
    {
        var entity = new TableEntity(row.PartitionKey, row.RowKey) { [OperationId] = operationId };
        var content = Encoding.UTF8.GetString(row.Content);
        for (int part = 0, start = 0; start < content.Length || part == 0; part++)
        {
            var length = Math.Min(MaxLength, content.Length - start);

            // A pair of surrogates is one character: it is not cut in two.
            if (start + length < content.Length && char.IsHighSurrogate(content[start + length - 1]))
                length--;

            entity[Name(part)] = content.Substring(start, length);
            start += length;
        }

        return entity;
    }

    internal static Row Read(TableEntity entity)
    {
        var content = new StringBuilder();
        for (var part = 0; entity.TryGetValue(Name(part), out var text); part++)
            content.Append(text as string);

        return new Row(entity.PartitionKey, entity.RowKey, Encoding.UTF8.GetBytes(content.ToString())) { ETag = entity.ETag.ToString() };
    }

    internal static bool IsWrittenBy(this TableEntity entity, string operationId) => entity.GetString(OperationId) == operationId;

    private static string Name(int part) => part == 0 ? "Body" : "Body" + part.ToString(CultureInfo.InvariantCulture);
}

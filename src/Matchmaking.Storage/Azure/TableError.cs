using System.Globalization;
using System.Text.Json;

namespace Matchmaking.Storage.Azure;

/// <summary>
/// An error of the table service: <c>{"odata.error":{"code":"…","message":{"value":"1:…"}}}</c>, where a transaction's message begins with
/// the index of the action that failed.
/// </summary>
internal readonly record struct TableError(string Code, int Index)
{
    internal static TableError Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("odata.error", out var error))
            return new TableError("", 0);

        var text = error.TryGetProperty("message", out var message) && message.TryGetProperty("value", out var value) ? value.GetString() : null;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        var index = colon > 0 && int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        return new TableError(error.TryGetProperty("code", out var code) ? code.GetString() ?? "" : "", index);
    }
}

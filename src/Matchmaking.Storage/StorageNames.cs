using System.Text.RegularExpressions;

namespace Matchmaking.Storage;

/// <summary>Names that Azure Storage takes, required by both engines.</summary>
internal static partial class StorageNames
{
    internal static string CheckTable(string name) =>
        TablePattern().IsMatch(name ?? throw new ArgumentNullException(nameof(name)))
            ? name
            : throw new ArgumentException($"'{name}' is no table name: 3 to 63 ASCII letters and digits, a letter first.", nameof(name));

    internal static string CheckQueue(string name) =>
        QueuePattern().IsMatch(name ?? throw new ArgumentNullException(nameof(name)))
            ? name
            : throw new ArgumentException(
                $"'{name}' is no queue name: 3 to 63 lower-case ASCII letters, digits and single hyphens between them.",
                nameof(name));

    [GeneratedRegex(@"^(?!tables$)[A-Za-z][A-Za-z0-9]{2,62}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TablePattern();

    [GeneratedRegex(@"^(?=.{3,63}\z)[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex QueuePattern();
}

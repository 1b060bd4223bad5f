using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>
/// What the store knows of itself, in one row that every commit writes: who writes, which commit was the last, and what must be there.
/// </summary>
/// <param name="Owner">The opening that writes: random, new each time, so that nobody writes on when another has taken over.</param>
/// <param name="Previous">The owner before.</param>
/// <param name="Closed">Whether that owner ended in order (or this is a backup): nothing then lies beside the file.</param>
/// <param name="Sequence">Counts commits.</param>
/// <param name="Counter">The last number given out; versions of rows, ids and receipts of messages are never given twice.</param>
/// <param name="Count">How many names, rows and messages there are.</param>
/// <param name="Sum">The sum of all their checksums: whatever is lost, doubled or older than it should be changes it.</param>
internal sealed record StoreMeta(string Owner, string Previous, bool Closed, long Sequence, long Counter, long Count, long Sum)
{
    internal const string Select = "SELECT owner, previous, closed, sequence, counter, count, sum, checksum FROM meta WHERE id = 1";

    internal const string Insert = "INSERT INTO meta VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)";

    /// <summary>Changes nothing unless the row is still what its writer left: <c>$9</c> and <c>$10</c> are its owner and sequence then.</summary>
    internal const string Update =
        "UPDATE meta SET owner = $1, previous = $2, closed = $3, sequence = $4, counter = $5, count = $6, sum = $7, checksum = $8 WHERE owner = $9 AND sequence = $10";

    internal static string NewOwner() => Guid.NewGuid().ToString("N");

    internal static StoreMeta? Read(SqliteDataReader reader)
    {
        if (!reader.Read())
            return null;

        var meta = new StoreMeta(
            reader.GetString(0), reader.GetString(1), reader.GetInt64(2) != 0, reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6));
        return reader.GetInt64(7) == meta.Checksum() ? meta : null;
    }

    /// <summary>Compares with what the mark says; null if there is none.</summary>
    /// <exception cref="StorageCorruptedException">This is not the state that was acknowledged last.</exception>
    internal void RequireNewest((string Owner, long Sequence)? mark, StoreFolder folder)
    {
        if (mark is not { } last)
        {
            if (!Closed)
                throw StoreFolder.Refused($"'{folder.Mark}' is missing, so nobody can tell whether '{folder.Database}' is the newest. Put it back, or copy what is there with the command backup");

            return;
        }

        if (last.Owner != Owner && last.Owner != Previous)
            throw StoreFolder.Refused($"'{folder.Database}' and '{folder.Mark}' do not belong together: one of them is older, or of another store");

        if (last.Sequence > Sequence)
            throw StoreFolder.Refused($"Acknowledged transactions are missing from '{folder.Database}': its last is number {Sequence}, and number {last.Sequence} was acknowledged. Perhaps its log is lost or damaged");
    }

    internal object[] Values() => [Owner, Previous, Closed ? 1L : 0L, Sequence, Counter, Count, Sum, Checksum()];

    private long Checksum() => Sqlite.Checksum.OfMeta([Closed ? 1 : 0, Sequence, Counter, Count, Sum], Owner, Previous);
}

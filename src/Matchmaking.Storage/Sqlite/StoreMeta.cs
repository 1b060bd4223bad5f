namespace Matchmaking.Storage.Sqlite;

/// <summary>
/// What the store knows of itself, in one row that every commit writes: who writes, which commit was the last, and what must be there.
/// </summary>
/// <param name="Owner">The opening that writes: random, new each time, so that nobody writes on when another has taken over.</param>
/// <param name="Previous">The owner before.</param>
/// <param name="Closed">1 if that owner ended in order, or if this is a backup: nothing then lies beside the file.</param>
/// <param name="Sequence">Counts commits.</param>
/// <param name="Counter">The last number given out; versions of rows, ids and receipts of messages are never given twice.</param>
/// <param name="Count">How many names, rows and messages there are.</param>
/// <param name="Sum">The sum of all their checksums: whatever is lost, doubled or older than it should be changes it.</param>
internal sealed record StoreMeta(string Owner, string Previous, long Closed, long Sequence, long Counter, long Count, long Sum)
{
    /// <summary>A store without a mark, which needs none: an empty one, or a copy.</summary>
    internal StoreMeta AsNew() => NewOwner() is var owner ? this with { Owner = owner, Previous = owner, Closed = 1 } : this;

    internal StoreMeta TakenOver() => this with { Owner = NewOwner(), Previous = Owner, Closed = 0 };

    /// <summary>The row; null if there is none, or if its checksum is another.</summary>
    internal static StoreMeta? Read(Database database) => database.Query(
        "SELECT owner, previous, closed, sequence, counter, count, sum, checksum FROM meta WHERE id = 1",
        reader => new StoreMeta(
            reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6))
            is var meta && meta.Checked() == reader.GetInt64(7) ? meta : null).FirstOrDefault();

    /// <summary>Writes it, unless the row is no longer what its writer left.</summary>
    internal bool Replace(StoreMeta last, Database database) => database.Execute(
        "UPDATE meta SET owner = $1, previous = $2, closed = $3, sequence = $4, counter = $5, count = $6, sum = $7, checksum = $8 WHERE owner = $9 AND sequence = $10",
        Owner, Previous, Closed, Sequence, Counter, Count, Sum, Checked(), last.Owner, last.Sequence) == 1;

    internal void Insert(Database database) => database.Execute(
        "INSERT INTO meta VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)", Owner, Previous, Closed, Sequence, Counter, Count, Sum, Checked());

    private static string NewOwner() => Guid.NewGuid().ToString("N");

    private long Checked() => Checksum.Of([], [Closed, Sequence, Counter, Count, Sum], Owner, Previous);
}

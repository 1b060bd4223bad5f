namespace Matchmaking.Storage.Embedded;

/// <summary>A row as it is kept: its key, the number of the write that made it, and its values encoded.</summary>
internal sealed record HeldRow(string Key, long Version, byte[] Values)
{
    internal string ETag => $"W/\"{Version:x}\"";

    /// <summary>About what it takes in a file.</summary>
    internal long Size => (2 * Key.Length) + Values.Length + 12;
}

/// <summary>
/// The rows of one partition in ordinal key order: a list of short sorted lists, so that a row costs one reference beside itself,
/// and adding one moves a few hundred references at most.
/// </summary>
internal sealed class SortedRows
{
    private const int MaxChunk = 512;

    private readonly List<List<HeldRow>> _chunks = [];

    internal bool IsEmpty => _chunks.Count == 0;

    internal HeldRow? Find(string key)
    {
        var (chunk, index) = Locate(key);
        return index >= 0 ? _chunks[chunk][index] : null;
    }

    /// <summary>Adds or replaces; returns the row that was there.</summary>
    internal HeldRow? Set(HeldRow row)
    {
        if (_chunks.Count == 0)
        {
            _chunks.Add([row]);
            return null;
        }

        var (chunk, index) = Locate(row.Key);
        var rows = _chunks[chunk];
        if (index >= 0)
        {
            var old = rows[index];
            rows[index] = row;
            return old;
        }

        rows.Insert(~index, row);
        if (rows.Count > MaxChunk)
            Split(chunk);

        return null;
    }

    internal HeldRow? Remove(string key)
    {
        var (chunk, index) = Locate(key);
        if (index < 0)
            return null;

        var rows = _chunks[chunk];
        var old = rows[index];
        rows.RemoveAt(index);
        if (rows.Count == 0)
            _chunks.RemoveAt(chunk);

        return old;
    }

    /// <summary>Up to <paramref name="max"/> rows with from ≤ key &lt; to.</summary>
    internal List<HeldRow> Range(string? from, string? to, int max)
    {
        var found = new List<HeldRow>();
        var (chunk, index) = from is null ? (0, 0) : Locate(from);
        index = index < 0 ? ~index : index;
        for (; chunk < _chunks.Count && found.Count < max; chunk++, index = 0)
        {
            var rows = _chunks[chunk];
            for (; index < rows.Count && found.Count < max; index++)
            {
                if (to is not null && string.CompareOrdinal(rows[index].Key, to) >= 0)
                    return found;

                found.Add(rows[index]);
            }
        }

        return found;
    }

    // Rows that come in order (a journal read back, keys with a time) leave full chunks behind instead of half-full ones.
    private void Split(int chunk)
    {
        var rows = _chunks[chunk];
        var at = chunk == _chunks.Count - 1 ? MaxChunk : MaxChunk / 2;
        _chunks.Insert(chunk + 1, rows[at..]);
        rows.RemoveRange(at, rows.Count - at);
        rows.TrimExcess();
    }

    // The chunk that holds or would hold the key, and its index there; the complement of where it belongs if it is absent.
    private (int Chunk, int Index) Locate(string key)
    {
        int low = 0, high = _chunks.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (string.CompareOrdinal(_chunks[middle][0].Key, key) <= 0)
                low = middle;
            else
                high = middle - 1;
        }

        return (low, _chunks.Count == 0 ? ~0 : Search(_chunks[low], key));
    }

    private static int Search(List<HeldRow> rows, string key)
    {
        int low = 0, high = rows.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(rows[middle].Key, key);
            if (order == 0)
                return middle;

            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}

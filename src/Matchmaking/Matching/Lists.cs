namespace Matchmaking.Matching;

/// <summary>Questions to short lists that are asked of every pair: by index, so that nothing is allocated and nobody is asked for an enumerator.</summary>
internal static class Lists
{
    /// <summary>True where <paramref name="value"/> is in the list.</summary>
    public static bool Has<T>(this IReadOnlyList<T> list, T value)
    {
        var count = list.Count;
        for (var i = 0; i < count; i++)
        {
            if (EqualityComparer<T>.Default.Equals(list[i], value))
                return true;
        }

        return false;
    }

    /// <summary>True where one value is in both lists.</summary>
    public static bool Shares<T>(this IReadOnlyList<T> list, IReadOnlyList<T> other)
    {
        var count = list.Count;
        for (var i = 0; i < count; i++)
        {
            if (other.Has(list[i]))
                return true;
        }

        return false;
    }

    /// <summary>True where every one of <paramref name="values"/> is in the list.</summary>
    public static bool HasAll<T>(this IReadOnlyList<T> list, IReadOnlyList<T> values)
    {
        var count = values.Count;
        for (var i = 0; i < count; i++)
        {
            if (!list.Has(values[i]))
                return false;
        }

        return true;
    }
}

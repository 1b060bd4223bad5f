using System.Text.Json;

namespace Matchmaking.Declaring;

public sealed partial class FieldReader
{
    /// <summary>A list of just <paramref name="count"/> whole numbers, which may be missing or null; null where it is refused.</summary>
    /// <param name="name">The field.</param>
    /// <param name="count">How many.</param>
    /// <param name="min">The least of each, inclusive.</param>
    /// <param name="max">The most of each, inclusive.</param>
    public IReadOnlyList<long>? OptionalWholes(string name, int count, long min, long max)
    {
        var expected = string.Create(Invariant, $"a list of {count} numbers, each {Expect(min, max)}");
        if (Elements(name, count, count, expected) is not { } elements) return null;

        var numbers = new List<long>(count);
        foreach (var (at, element) in elements)
        {
            if (element.ValueKind == JsonValueKind.Null) Refuse(at, FieldErrorCodes.Required, null, expected);
            else if (TryWhole(at, element, min, max, out var number)) numbers.Add(number);
        }

        return numbers.Count == count ? numbers : null;
    }

    /// <summary>A list of whole numbers, none twice, which must be given and may be empty.</summary>
    /// <param name="name">The field.</param>
    /// <param name="min">The least of each, inclusive.</param>
    /// <param name="max">The most of each, inclusive.</param>
    /// <param name="most">The most elements.</param>
    public IReadOnlyList<long> Wholes(string name, long min, long max, int most)
    {
        var expected = "a list, each " + Expect(min, max);
        if (_isObject && !IsGiven(name)) Refuse(name, FieldErrorCodes.Required, null, expected);
        return List(name, false, most, expected, (string at, JsonElement value, out long number) => TryWhole(at, value, min, max, out number));
    }

    /// <summary>A list of groups of fields, which may be missing or null; null where it is, and where it is refused.</summary>
    /// <param name="name">The field.</param>
    /// <param name="max">The most elements.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="min">The fewest elements.</param>
    public IReadOnlyList<T>? OptionalGroups<T>(string name, int max, Func<FieldReader, T> read, int min = 1)
    {
        if (Elements(name, min, max, "a list, each " + AnObject) is not { } elements) return null;

        var groups = new List<T>(elements.Count);
        foreach (var (at, element) in elements)
        {
            var group = new FieldReader(PathOf(at), element, _errors);
            if (!group._isObject) continue;
            groups.Add(read(group));
            group.RefuseUnknown();
        }

        return groups.Count == elements.Count ? groups : null;
    }

    private List<(string At, JsonElement Element)>? Elements(string name, int min, int max, string expected)
    {
        if (!TryTake(name, false, expected, out var value)) return null;

        if (value.ValueKind != JsonValueKind.Array)
        {
            Refuse(name, FieldErrorCodes.WrongType, CleanText.Shown(value), expected);
            return null;
        }

        var count = value.GetArrayLength();
        if (count < min || count > max)
        {
            var given = string.Create(Invariant, $"{count} elements");
            var code = count == 0 ? FieldErrorCodes.Empty : count < min ? FieldErrorCodes.TooFew : FieldErrorCodes.TooMany;
            Refuse(name, code, given, min == max ? expected : string.Create(Invariant, $"{min} to {max} elements"));
            return null;
        }

        return [.. value.EnumerateArray().Select((element, index) => (string.Create(Invariant, $"{name}[{index}]"), element))];
    }
}

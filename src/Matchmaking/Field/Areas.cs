using System.Collections.Frozen;

namespace Matchmaking.Field;

/// <summary>The five regions and twenty-two subregions of M49 to which States belong, from <c>areas.csv</c>.</summary>
public static class Areas
{
    private static readonly FrozenDictionary<string, Area> ByCode = CsvTable.OfResource("areas.csv").Rows
        .Select(row => new Area(row["code"], LocalText.Of(row["name_en"], row["name_fr"]), row["parent"] is { Length: > 0 } region ? region : null))
        .ToFrozenDictionary(area => area.Code);

    /// <summary>All of them, by code.</summary>
    public static IReadOnlyList<Area> All { get; } = [.. ByCode.Values.OrderBy(area => area.Code, StringComparer.Ordinal)];

    /// <summary>The area with this code of three digits, or null.</summary>
    public static Area? Find(string code) => ByCode.GetValueOrDefault(code);
}

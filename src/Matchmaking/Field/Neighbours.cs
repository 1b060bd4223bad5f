using System.Collections.Frozen;
using System.Globalization;

namespace Matchmaking.Field;

/// <summary>
/// States that share a land border, from <c>neighbours.csv</c>. M49 is not the map of the field: Sudan and South Sudan lie in
/// different subregions of it, and share mines, roads and operators. Looking up costs O(1) and allocates nothing.
/// </summary>
public static class Neighbours
{
    private static readonly FrozenDictionary<ParticipantId, IReadOnlyList<ParticipantId>> ByState =
        CsvTable.OfResource("neighbours.csv").Rows
            .Select(row => (State: Id(row["state"]), Neighbour: Id(row["neighbour"])))
            .SelectMany(pair => new[] { pair, (State: pair.Neighbour, Neighbour: pair.State) })
            .GroupBy(pair => pair.State, pair => pair.Neighbour)
            .ToFrozenDictionary(state => state.Key, IReadOnlyList<ParticipantId> (state) => [.. state.Order()]);

    /// <summary>The neighbours of a State by ISO3 code; none for an island and for an organisation.</summary>
    public static IReadOnlyList<ParticipantId> Of(ParticipantId state) => ByState.GetValueOrDefault(state) ?? [];

    /// <summary>
    /// The States around a State, each once: those across its land borders and those of its M49 subregion, never itself. It goes
    /// through all States: for what is made once.
    /// </summary>
    public static IEnumerable<ParticipantId> Around(ParticipantId state) => States.TryGet(state, out var found)
        ? Of(state).Union(States.All.Where(other => other.Subregion == found.Subregion && other.Id != state).Select(other => other.Id))
        : [];

    private static ParticipantId Id(string code) => ParticipantId.Parse(code, CultureInfo.InvariantCulture);
}

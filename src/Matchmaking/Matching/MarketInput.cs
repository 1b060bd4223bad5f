using Matchmaking.Declaring;
using Matchmaking.Field;

namespace Matchmaking.Matching;

/// <summary>Where a State lies: its M49 areas, and what is across its land borders.</summary>
/// <param name="Subregion">Its subregion, three digits, such as 014 (Eastern Africa).</param>
/// <param name="Region">Its region, three digits, such as 002 (Africa).</param>
public sealed record Area(string Subregion, string Region)
{
    /// <summary>The States across its land borders.</summary>
    public IReadOnlyList<ParticipantId> Neighbours { get; init; } = [];

    /// <summary>The subregions of these, other than its own, each once: Sudan's for South Sudan.</summary>
    public IReadOnlyList<string> SubregionsBeside { get; init; } = [];
}

/// <summary>Where States lie. A State that is missing here is reached only by capacities that name it or may be used anywhere.</summary>
/// <param name="Areas">The areas by State.</param>
public sealed record Geography(IReadOnlyDictionary<ParticipantId, Area> Areas)
{
    /// <summary>Where the States that the service knows lie.</summary>
    public static Geography Known { get; } = new(States.All.ToDictionary(state => state.Id, state => new Area(state.Subregion.Code, state.Region.Code)
    {
        Neighbours = Neighbours.Of(state.Id),
        SubregionsBeside = [.. Neighbours.Of(state.Id).Select(id => States.Find(id)!.Subregion.Code).Distinct().Where(code => code != state.Subregion.Code)],
    }));

    /// <summary>The areas of <paramref name="state"/>; null where not known, as for an organisation.</summary>
    public Area? Of(ParticipantId state) => Areas.GetValueOrDefault(state);
}

/// <summary>Cover that is already promised: the line of an approved, accepted or answered proposal, unless its partner said no.</summary>
/// <param name="NeedId">The need.</param>
/// <param name="CapacityId">The capacity.</param>
/// <param name="Amount">US dollars or slots, by the capacity's kind; null where no figure was suggested.</param>
public sealed record FixedLine(string NeedId, string CapacityId, long? Amount);

/// <summary>
/// All that a round looks at. The order of the lists never matters. Withdrawn declarations may be among them: rules turn
/// them away. A promise whose need or capacity is gone or withdrawn binds nobody.
/// </summary>
/// <param name="Needs">The needs on the market, each id once.</param>
/// <param name="Capacities">The capacities on the market, each id once.</param>
/// <param name="Promised">What is already promised.</param>
/// <param name="Geography">Where States lie.</param>
public sealed record MarketInput(
    IReadOnlyList<Need> Needs,
    IReadOnlyList<Capacity> Capacities,
    IReadOnlyList<FixedLine> Promised,
    Geography Geography)
{
    /// <summary>Cover that the committee has before it and has not decided on: it moves only where <see cref="MatchPolicy.ReviewPoints"/> more are earned.</summary>
    public IReadOnlyList<FixedLine> UnderReview { get; init; } = [];

    /// <summary>Who gave to whom before: earlier partnership and "no partner for years" are computed from it. Empty unless given.</summary>
    public AssistanceRecord Record { get; init; } = AssistanceRecord.Empty;

    /// <summary>Which States are affected themselves, and their deadlines as last known. None unless given.</summary>
    public AffectedStates Affected { get; init; } = AffectedStates.None;

    /// <summary>What is known of a State or organisation beside what it declares.</summary>
    public Background KnownOf(ParticipantId id) => new(Record.To(id), Affected.Of(id)) { RecentUsd = Record.RecentUsd(id) };
}

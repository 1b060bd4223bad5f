using System.Text.Json;
using Matchmaking.Declaring;
using Matchmaking.Field;
using Matchmaking.Functions.Declarations;

namespace Matchmaking.Functions.Capacities;

/// <summary>A capacity as a reader sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Partner">Who registered it.</param>
/// <param name="Version">Its version; in quotes it is the ETag.</param>
/// <param name="Status">Open or withdrawn.</param>
/// <param name="ChangedAt">When this version was written.</param>
/// <param name="Declaration">What is registered.</param>
/// <param name="Demo">True for demonstration data.</param>
internal sealed record CapacityView(
    string Id,
    ParticipantId Partner,
    int Version,
    DeclarationStatus Status,
    DateTimeOffset ChangedAt,
    CapacityDeclaration Declaration,
    bool Demo);

/// <summary>Capacities.</summary>
internal sealed class CapacityKind : DeclarationKind<Capacity, CapacityView>
{
    public override string Name => "capacity";

    public override string Area => "capacities";

    public override IReadOnlyList<Role> Declarers => [Role.FocalPoint, Role.Partner];

    public override DeclarationHeader Header(Capacity capacity) =>
        new(capacity.Id, capacity.Partner, capacity.Version, capacity.Status, capacity.Declaration.Visibility, capacity.Declaration.Pillars);

    public override Reading<Capacity> Read(JsonElement body, NewDeclaration context) =>
        CapacityReader.Read(body, context.Owner, context.Known).Then(declaration => Made(declaration, context));

    public override IReadOnlyList<FieldError> CheckHeader(IReadOnlyList<string> header) => CapacityCsv.CheckHeader(header);

    public override Reading<Capacity> ReadCsv(IReadOnlyDictionary<string, string> line, NewDeclaration context) =>
        CapacityCsv.Read(line, context.Known).Then(row => row.Partner == context.Owner ? Made(row.Declaration, context) : OtherOwner("partner", row.Partner, context));

    public override Capacity Next(Capacity old, Capacity read) => read with { Version = old.Version + 1, Demo = old.Demo };

    public override Capacity Withdrawn(Capacity old, DateTimeOffset at) =>
        old with { Version = old.Version + 1, Status = DeclarationStatus.Withdrawn, ChangedAt = at };

    public override Capacity Slim(Capacity capacity) =>
        capacity with { Declaration = capacity.Declaration with { Conditions = LocalText.Empty } };

    public override CapacityView View(Capacity capacity, Actor reader) => new(
        capacity.Id, capacity.Partner, capacity.Version, capacity.Status, capacity.ChangedAt, capacity.Declaration, capacity.Demo);

    public override bool Passes(Capacity capacity, ListFilter filter) =>
        (filter.Area is null || Reaches(capacity.Declaration.Places, Areas.Find(filter.Area)!))
        && (filter.Kind is not { } kind || capacity.Declaration.Kind == kind);

    /// <summary>True where the capacity may be used in at least one State of the area.</summary>
    private static bool Reaches(Places places, Area area) =>
        States.All.Any(state => area.Contains(state)
            && !places.ExcludedStates.Contains(state.Id)
            && !places.ExcludedAreas.Any(Covers(state))
            && (places.Anywhere || places.States.Contains(state.Id) || places.Subregions.Concat(places.Regions).Any(Covers(state))));

    private static Func<string, bool> Covers(State state) => code => code == state.Subregion.Code || code == state.Subregion.RegionCode;

    private static Reading<Capacity> Made(CapacityDeclaration declaration, NewDeclaration context) => new Reading<Capacity>.Accepted(
        new Capacity(context.Id, context.Owner, 1, DeclarationStatus.Open, context.At, declaration, context.Demo));
}

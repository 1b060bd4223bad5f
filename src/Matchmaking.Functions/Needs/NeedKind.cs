using System.Text.Json;
using Matchmaking.Declaring;
using Matchmaking.Field;
using Matchmaking.Functions.Declarations;

namespace Matchmaking.Functions.Needs;

/// <summary>A need as a reader sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">The affected State.</param>
/// <param name="Version">Its version; in quotes it is the ETag.</param>
/// <param name="Status">Open or withdrawn.</param>
/// <param name="ChangedAt">When this version was written.</param>
/// <param name="Declaration">What is declared; the partners that the State does not want only for those who may know them.</param>
/// <param name="Quality">How complete it is, 0 to 100; for its State, the committee and the secretariat.</param>
/// <param name="Hints">What is missing for a partner to act; hints, never a block; for the same readers.</param>
/// <param name="Demo">True for demonstration data.</param>
internal sealed record NeedView(
    string Id,
    ParticipantId State,
    int Version,
    DeclarationStatus Status,
    DateTimeOffset ChangedAt,
    NeedDeclaration Declaration,
    int? Quality,
    IReadOnlyList<QualityHint>? Hints,
    bool Demo);

/// <summary>Needs.</summary>
internal sealed class NeedKind : DeclarationKind<Need, NeedView>
{
    public override string Name => "need";

    public override string Area => "needs";

    public override IReadOnlyList<Role> Declarers => [Role.FocalPoint];

    public override DeclarationHeader Header(Need need) =>
        new(need.Id, need.State, need.Version, need.Status, need.Declaration.Visibility, [need.Declaration.Pillar]);

    public override Reading<Need> Read(JsonElement body, NewDeclaration context) =>
        NeedReader.Read(body, context.Owner, context.Known).Then(declaration => Made(declaration, context));

    public override IReadOnlyList<FieldError> CheckHeader(IReadOnlyList<string> header) => NeedCsv.CheckHeader(header);

    public override Reading<Need> ReadCsv(IReadOnlyDictionary<string, string> line, NewDeclaration context) =>
        NeedCsv.Read(line, context.Known).Then(row => row.State == context.Owner ? Made(row.Declaration, context) : OtherOwner("state", row.State, context));

    public override Need Next(Need old, Need read) => read with { Version = old.Version + 1, Demo = old.Demo };

    public override Need Withdrawn(Need old, DateTimeOffset at) =>
        old with { Version = old.Version + 1, Status = DeclarationStatus.Withdrawn, ChangedAt = at };

    public override Need Slim(Need need) => need with
    {
        Declaration = need.Declaration with
        {
            Description = LocalText.Empty,
            GenderAndDiversity = LocalText.Empty,
            Environment = LocalText.Empty,
        },
    };

    public override NeedView View(Need need, Actor reader)
    {
        // What is missing is between the State and those who help it to complete its need.
        var (id, state, version, status, changedAt, declaration, demo) = need;
        return reader.MayReadConfidential(state)
            ? new(id, state, version, status, changedAt, declaration, QualityHints.Score(declaration), QualityHints.For(declaration), demo)
            : new(id, state, version, status, changedAt, declaration with { UnwantedPartners = [] }, null, null, demo);
    }

    public override bool Passes(Need need, ListFilter filter) =>
        (filter.Area is null || (States.Find(need.State) is { } state && Areas.Find(filter.Area)!.Contains(state)))
        && (filter.Kind is not { } kind || need.Declaration.Kinds.Contains(kind));

    private static Reading<Need> Made(NeedDeclaration declaration, NewDeclaration context) => new Reading<Need>.Accepted(
        new Need(context.Id, context.Owner, 1, DeclarationStatus.Open, context.At, declaration, context.Demo));
}

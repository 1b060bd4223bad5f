using System.Text.Json;
using Matchmaking.Declaring;
using Matchmaking.Field;

namespace Matchmaking.Functions.Declarations;

/// <summary>What needs and capacities have in common, as the API and the market see it.</summary>
internal sealed record DeclarationHeader(
    string Id,
    ParticipantId Owner,
    int Version,
    DeclarationStatus Status,
    Visibility Visibility,
    IReadOnlyList<Pillar> Pillars);

/// <summary>What a new declaration gets beside its content.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">The State or partner that declares it.</param>
/// <param name="At">When.</param>
/// <param name="Organisations">The organisations that a body may name.</param>
/// <param name="Demo">True for demonstration data.</param>
internal sealed record NewDeclaration(
    string Id, ParticipantId Owner, DateTimeOffset At, IReadOnlySet<ParticipantId> Organisations, bool Demo = false)
{
    /// <summary>The codes that a body may name.</summary>
    public KnownPlaces Known { get; } = new(
        participant => participant.IsOrganisation ? Organisations.Contains(participant) : States.Find(participant) is not null,
        code => Areas.Find(code) is { IsRegion: true },
        code => Areas.Find(code) is { IsRegion: false });
}

/// <summary>
/// One kind of declaration (needs, capacities): how it is read, versioned and shown. The API, the bulk import and the
/// market are written once, for both.
/// </summary>
/// <typeparam name="T">The record that is stored.</typeparam>
/// <typeparam name="TView">What a caller sees of it.</typeparam>
internal abstract class DeclarationKind<T, TView> where T : class
{
    /// <summary>The field's word, which is also the prefix of its keys and audit actions: <c>need</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Its area, the word under <c>/api</c>: <c>needs</c>.</summary>
    public abstract string Area { get; }

    /// <summary>Who may declare, each for their own participant only.</summary>
    public abstract IReadOnlyList<Role> Declarers { get; }

    public string Prefix => $"{Name}|";

    public string RowKey(string id) => Prefix + id;

    public abstract DeclarationHeader Header(T value);

    /// <summary>Reads a body as version 1 of a declaration.</summary>
    public abstract Reading<T> Read(JsonElement body, NewDeclaration context);

    /// <summary>What is wrong with the header line of a CSV.</summary>
    public abstract IReadOnlyList<FieldError> CheckHeader(IReadOnlyList<string> header);

    /// <summary>Reads a line of a CSV as version 1 of a declaration; errors name columns.</summary>
    public abstract Reading<T> ReadCsv(IReadOnlyDictionary<string, string> line, NewDeclaration context);

    /// <summary>The version after <paramref name="old"/>, with the content of <paramref name="read"/>.</summary>
    public abstract T Next(T old, T read);

    /// <summary>The version after <paramref name="old"/> that says: withdrawn.</summary>
    public abstract T Withdrawn(T old, DateTimeOffset at);

    /// <summary>What matching and lists need of it: everything but the long texts.</summary>
    public abstract T Slim(T value);

    /// <summary>What this reader may see of it.</summary>
    public abstract TView View(T value, Actor reader);

    /// <summary>Whether it passes a list's filters on place and kind.</summary>
    public abstract bool Passes(T value, ListFilter filter);

    /// <summary>The pillars under which it stood before and stands no longer, so that the market can forget them.</summary>
    public IEnumerable<Pillar> Left(T old, T next) => Header(old).Pillars.Except(Header(next).Pillars);

    /// <summary>A line of a CSV that speaks for somebody else.</summary>
    protected static Reading<T> OtherOwner(string column, ParticipantId given, NewDeclaration context) =>
        new Reading<T>.Rejected([new FieldError(column, "other_participant", given.Value, context.Owner.Value)]);
}

namespace Matchmaking.Field;

/// <summary>How a State stands to the United Nations. Codes are the names in snake case.</summary>
public enum UnStatus
{
    /// <summary>A member.</summary>
    Member,

    /// <summary>A non-member observer State.</summary>
    Observer,

    /// <summary>Neither, yet party to treaties.</summary>
    NonMember,
}

/// <summary>A State: members and observers of the United Nations, and non-members that are party to the conventions.</summary>
public sealed record State
{
    /// <summary>Its ISO 3166-1 alpha-3 code, by which it takes part.</summary>
    public required ParticipantId Id { get; init; }

    /// <summary>Its ISO 3166-1 alpha-2 code.</summary>
    public required string Iso2 { get; init; }

    /// <summary>Its name as the United Nations write it, without an article; see <see cref="With"/> for sentences.</summary>
    public required LocalText Name { get; init; }

    /// <summary>Its M49 subregion.</summary>
    public required Area Subregion { get; init; }

    /// <summary>Its M49 region.</summary>
    public Area Region => Areas.Find(Subregion.RegionCode!)!;

    /// <summary>How it stands to the United Nations.</summary>
    public required UnStatus UnStatus { get; init; }

    /// <summary>Its record under the Anti-Personnel Mine Ban Convention.</summary>
    public required TreatyRecord Apmbc { get; init; }

    /// <summary>Its record under the Convention on Cluster Munitions.</summary>
    public required TreatyRecord Ccm { get; init; }

    /// <summary>Its clearance deadlines, at most one for each convention.</summary>
    public required IReadOnlyList<TreatyDeadline> Deadlines { get; init; }

    /// <summary>True for the States with victim assistance commitments (004-04).</summary>
    public required bool HasVictimAssistanceCommitments { get; init; }

    /// <summary>True where giving to mine action by this State has been published.</summary>
    public required bool IsKnownDonor { get; init; }

    /// <summary>Where doubtful facts above come from, in English, for those who keep the data; "" where nothing is to be said.</summary>
    public required string SourceNotes { get; init; }

    /// <summary>How its name behaves in sentences.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public required StateGrammar Grammar { get; init; }

    /// <summary>Its record under a convention.</summary>
    public TreatyRecord Under(Convention convention) => convention == Convention.Apmbc ? Apmbc : Ccm;

    /// <summary>How it stands to a convention on a day; see <see cref="TreatyRecord"/> for the precision.</summary>
    public TreatyStatus StatusUnder(Convention convention, DateOnly on) => Under(convention).On(on);

    /// <summary>Its deadline under a convention, or null where none is known.</summary>
    public TreatyDeadline? DeadlineUnder(Convention convention) => Deadlines.FirstOrDefault(deadline => deadline.Convention == convention);

    /// <summary>Its name as it stands in a sentence: <c>in the Gambia</c>, <c>en Gambie</c>.</summary>
    public LocalText With(Preposition preposition) =>
        LocalText.Of(EnglishNames.With(this, preposition), FrenchNames.With(this, preposition));
}

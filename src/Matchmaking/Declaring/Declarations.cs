using System.Text.Json.Serialization;

namespace Matchmaking.Declaring;

/// <summary>An amount of work: how much, of what.</summary>
/// <param name="Amount">How much; 1 to 1,000,000,000,000.</param>
/// <param name="Unit">Of what.</param>
public sealed record Quantity(long Amount, Unit Unit);

/// <summary>
/// People reached or to be reached, by sex and age (003-05). Any count may be unknown, but not all; each is
/// 0 to 1,000,000,000.
/// </summary>
/// <param name="Women">Women.</param>
/// <param name="Girls">Girls.</param>
/// <param name="Men">Men.</param>
/// <param name="Boys">Boys.</param>
/// <param name="NotDisaggregated">People of whom neither sex nor age is known.</param>
public sealed record PeopleReached(long? Women, long? Girls, long? Men, long? Boys, long? NotDisaggregated);

/// <summary>Where a declared fact comes from.</summary>
/// <param name="Title">Title of the document or statement, 1 to 300 characters.</param>
/// <param name="Url">Its absolute http or https address of up to 500 characters, if it has one.</param>
/// <param name="AsOf">When it was true, as the source writes it: a day, a month or a year (<c>2024-06-30</c>, <c>2024-06</c>, <c>2024</c>).</param>
/// <param name="Certainty">How sure it is.</param>
public sealed record Source(string Title, string? Url, string? AsOf, Certainty Certainty);

/// <summary>The obligation that a need serves, and its date.</summary>
/// <param name="Convention">The convention.</param>
/// <param name="Article">The article's number, 1 to 23 (5 of the APMBC, 4 of the CCM for clearance).</param>
/// <param name="Date">The deadline.</param>
/// <param name="Certainty">How sure the date is.</param>
public sealed record Deadline(Convention Convention, int Article, DateOnly Date, Certainty Certainty);

/// <summary>
/// What an affected State declares that it needs: one pillar, what kinds of help, how much, when and why.
/// Made only by <c>needReader</c> (and read back from storage), so every instance obeys the ranges below.
/// </summary>
/// <remarks>
/// All texts are trimmed, in Unicode form NFC and without control characters; characters are counted as Unicode
/// code points. Days are in the years 1990 to 2100. A language is any code of ISO 639-1, in lower case.
/// </remarks>
public sealed record NeedDeclaration
{
    [JsonConstructor]
    internal NeedDeclaration()
    {
    }

    /// <summary>The convention or conventions under which it is declared; one or both.</summary>
    public required IReadOnlyList<Convention> Conventions { get; init; }

    /// <summary>The pillar.</summary>
    public required Pillar Pillar { get; init; }

    /// <summary>A short title, 3 to 200 characters in each language given; at least one language. One line.</summary>
    public required LocalText Title { get; init; }

    /// <summary>What is needed and why, up to 4,000 characters in each language.</summary>
    public LocalText Description { get; init; } = LocalText.Empty;

    /// <summary>The kinds of assistance asked for; at least one, none twice.</summary>
    public required IReadOnlyList<AssistanceKind> Kinds { get; init; }

    /// <summary>The whole cost in US dollars, 1 to 100 billion, including the national contribution; null where funding is not asked, or asked but not yet costed.</summary>
    public long? AmountUsd { get; init; }

    /// <summary>What the State pays itself, in US dollars, 0 to <c>amountUsd</c>; null without an amount, or where not stated.</summary>
    public long? NationalContributionUsd { get; init; }

    /// <summary>Slots asked for of what is not money, 1 to 10,000; null where only funding is asked, or not yet counted.</summary>
    public int? Slots { get; init; }

    /// <summary>When the help is needed; at most 30 years.</summary>
    public required Period Period { get; init; }

    /// <summary>The work to be done, where it can be counted.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>The people that it would reach.</summary>
    public PeopleReached? People { get; init; }

    /// <summary>The deadline that it serves.</summary>
    public Deadline? Deadline { get; init; }

    /// <summary>Gender and diversity considerations, up to 4,000 characters in each language (001-06).</summary>
    public LocalText GenderAndDiversity { get; init; } = LocalText.Empty;

    /// <summary>Environmental considerations, up to 4,000 characters in each language (003-05).</summary>
    public LocalText Environment { get; init; } = LocalText.Empty;

    /// <summary>Languages in which the State can work with a partner, ISO 639-1; at most 10.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Partners that the State does not want for this need; seen by the State, the committee and the secretariat only. At most 100, never the State itself.</summary>
    public IReadOnlyList<ParticipantId> UnwantedPartners { get; init; } = [];

    /// <summary>Where the figures come from.</summary>
    public Source? Source { get; init; }

    /// <summary>Who may read it.</summary>
    public Visibility Visibility { get; init; } = Visibility.Committee;

    /// <summary>The meeting that the State is interested in; only the State can say so (000-16).</summary>
    public Interest Interest { get; init; } = Interest.None;

    /// <summary>The gap in US dollars that partners could cover: amount less national contribution; null where funding is not asked or not costed.</summary>
    [JsonIgnore]
    public long? GapUsd => Kinds.Contains(AssistanceKind.Funding) && AmountUsd is { } amount ? amount - (NationalContributionUsd ?? 0) : null;
}

/// <summary>A declared need with its identity and state.</summary>
/// <param name="Id">Its id, unique within the service; sorts by time of declaration.</param>
/// <param name="State">The affected State.</param>
/// <param name="Version">1 when declared, one more with each change.</param>
/// <param name="Status">Open or withdrawn.</param>
/// <param name="ChangedAt">When this version was written.</param>
/// <param name="Declaration">What is declared.</param>
/// <param name="Demo">True for demonstration data, which is labelled wherever it shows.</param>
public sealed record Need(
    string Id,
    ParticipantId State,
    int Version,
    DeclarationStatus Status,
    DateTimeOffset ChangedAt,
    NeedDeclaration Declaration,
    bool Demo = false);

/// <summary>
/// Where a capacity may be used. Several lists are a union; all empty means nowhere, <c>anywhere</c> means
/// everywhere, and then nothing else is named. Exclusions win over everything; nothing is both named and excluded.
/// Regions and subregions are M49 codes of three digits. At most 250 States and 50 areas in a list.
/// </summary>
public sealed record Places
{
    /// <summary>True for a capacity that may be used in any State; those named come first, and no areas are named beside it.</summary>
    public bool Anywhere { get; init; }

    /// <summary>States named one by one, ISO3; never the partner itself.</summary>
    public IReadOnlyList<ParticipantId> States { get; init; } = [];

    /// <summary>M49 subregions, such as 014 (Eastern Africa).</summary>
    public IReadOnlyList<string> Subregions { get; init; } = [];

    /// <summary>M49 regions, such as 002 (Africa).</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>States that are excluded.</summary>
    public IReadOnlyList<ParticipantId> ExcludedStates { get; init; } = [];

    /// <summary>M49 regions or subregions that are excluded.</summary>
    public IReadOnlyList<string> ExcludedAreas { get; init; } = [];
}

/// <summary>
/// What a partner registers that it could give: one kind, for some pillars and places.
/// Made only by <c>capacityReader</c> (and read back from storage), so every instance obeys the ranges below.
/// </summary>
/// <remarks>Texts, days and languages are as on <c>needDeclaration</c>.</remarks>
public sealed record CapacityDeclaration
{
    [JsonConstructor]
    internal CapacityDeclaration()
    {
    }

    /// <summary>A short title, 3 to 200 characters in each language given; may be empty.</summary>
    public LocalText Title { get; init; } = LocalText.Empty;

    /// <summary>The pillars that it serves; at least one, none twice.</summary>
    public required IReadOnlyList<Pillar> Pillars { get; init; }

    /// <summary>Where it may be used; anywhere or at least one place.</summary>
    public required Places Places { get; init; }

    /// <summary>The kind of assistance.</summary>
    public required AssistanceKind Kind { get; init; }

    /// <summary>For funding: US dollars in all, 1 to 100 billion.</summary>
    public long? AmountUsd { get; init; }

    /// <summary>For every other kind: slots in all, 1 to 10,000.</summary>
    public int? Slots { get; init; }

    /// <summary>The smallest share for one need, in the unit of the kind, 1 to the whole; null for none.</summary>
    public long? SmallestShare { get; init; }

    /// <summary>The largest share for one need, in the unit of the kind, not below the smallest, at most the whole; null for none.</summary>
    public long? LargestShare { get; init; }

    /// <summary>When it is available; at most 30 years.</summary>
    public required Period Period { get; init; }

    /// <summary>Languages in which the partner can work, ISO 639-1; at most 10; empty means any.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>The conventions under which it may be used; empty means either.</summary>
    public IReadOnlyList<Convention> Conventions { get; init; } = [];

    /// <summary>Conditions in the partner's own words, up to 4,000 characters in each language. People read them; no rule does.</summary>
    public LocalText Conditions { get; init; } = LocalText.Empty;

    /// <summary>
    /// A condition that a rule checks: the least part of a need's whole cost, in percent, that the State pays itself (002-26).
    /// 1 to 99, inclusive; null for none, and where it is not money.
    /// </summary>
    public int? LeastNationalPercent { get; init; }

    /// <summary>How the money is given; null where not said or not money.</summary>
    public FinanceModality? Modality { get; init; }

    /// <summary>Where the figures come from.</summary>
    public Source? Source { get; init; }

    /// <summary>Who may read it.</summary>
    public Visibility Visibility { get; init; } = Visibility.Committee;

    /// <summary>All of it, in the unit of the kind (US dollars or slots).</summary>
    [JsonIgnore]
    public long Amount => Kind == AssistanceKind.Funding ? AmountUsd ?? 0 : Slots ?? 0;
}

/// <summary>A registered capacity with its identity and state.</summary>
/// <param name="Id">Its id, unique within the service; sorts by time of registration.</param>
/// <param name="Partner">The State or organisation that registered it.</param>
/// <param name="Version">1 when registered, one more with each change.</param>
/// <param name="Status">Open or withdrawn.</param>
/// <param name="ChangedAt">When this version was written.</param>
/// <param name="Declaration">What is registered.</param>
/// <param name="Demo">True for demonstration data, which is labelled wherever it shows.</param>
public sealed record Capacity(
    string Id,
    ParticipantId Partner,
    int Version,
    DeclarationStatus Status,
    DateTimeOffset ChangedAt,
    CapacityDeclaration Declaration,
    bool Demo = false);

/// <summary>One thing wrong with what was given.</summary>
/// <param name="Field">Path of the field in the body (<c>period.from</c>, <c>kinds[1]</c>) or the column of a CSV.</param>
/// <param name="Code">A stable code, one of <c>fieldErrorCodes</c>.</param>
/// <param name="Given">What was given, shortened to 100 characters; null where nothing was, and for what must not be repeated.</param>
/// <param name="Expected">What is expected, in English; programs rely on <paramref name="Code"/>.</param>
public sealed record FieldError(string Field, string Code, string? Given, string Expected);

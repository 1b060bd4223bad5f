namespace Matchmaking;

/// <summary>The two conventions that this service serves. Codes: <c>apmbc</c>, <c>ccm</c>.</summary>
public enum Convention
{
    /// <summary>The Anti-Personnel Mine Ban Convention (1997).</summary>
    Apmbc,

    /// <summary>The Convention on Cluster Munitions (2008).</summary>
    Ccm,
}

/// <summary>A pillar of mine action. A need belongs to one; a capacity serves one or more. Codes are the names in snake case.</summary>
public enum Pillar
{
    /// <summary>Survey and clearance.</summary>
    SurveyClearance,

    /// <summary>Risk education and reduction.</summary>
    RiskEducation,

    /// <summary>Victim assistance.</summary>
    VictimAssistance,

    /// <summary>Stockpile destruction.</summary>
    StockpileDestruction,

    /// <summary>National implementation measures (legislation).</summary>
    NationalLegislation,

    /// <summary>Capacity building.</summary>
    CapacityBuilding,

    /// <summary>Coordination and information management.</summary>
    Coordination,

    /// <summary>Advocacy.</summary>
    Advocacy,
}

/// <summary>What is asked for or offered. Funding is counted in US dollars, every other kind in slots.</summary>
public enum AssistanceKind
{
    /// <summary>Money, in whole US dollars.</summary>
    Funding,

    /// <summary>Equipment; one slot is one consignment.</summary>
    Equipment,

    /// <summary>Expertise; one slot is one expert deployment.</summary>
    Expertise,

    /// <summary>Training; one slot is one trainee's place.</summary>
    Training,

    /// <summary>An exchange visit; one slot is one visit.</summary>
    ExchangeVisit,

    /// <summary>Any other assistance in kind; one slot is one contribution.</summary>
    InKind,
}

/// <summary>How much of something there is.</summary>
public enum Unit
{
    /// <summary>Square metres.</summary>
    SquareMetres,

    /// <summary>Items (mines, submunitions, devices).</summary>
    Items,

    /// <summary>People.</summary>
    People,
}

/// <summary>Who may read a declaration. Each level includes the ones before it. The declaring participant always may.</summary>
public enum Visibility
{
    /// <summary>The cooperation committee, its gender focal point, its chair and the secretariat.</summary>
    Committee,

    /// <summary>Also every registered partner and observers.</summary>
    Partners,

    /// <summary>Everybody.</summary>
    Public,
}

/// <summary>The kind of meeting that a State has said it is interested in (000-16, 001-21). None unless the State says so.</summary>
public enum Interest
{
    /// <summary>No interest expressed.</summary>
    None,

    /// <summary>An individualised approach.</summary>
    IndividualisedApproach,

    /// <summary>A country coalition.</summary>
    CountryCoalition,
}

/// <summary>The kind of meeting that a proposal proposes.</summary>
public enum MeetingKind
{
    /// <summary>An individualised approach (002-05).</summary>
    IndividualisedApproach,

    /// <summary>A country coalition (000-12).</summary>
    CountryCoalition,

    /// <summary>An exchange visit to another affected State (001-22).</summary>
    ExchangeVisit,
}

/// <summary>How a partner's money is given.</summary>
public enum FinanceModality
{
    /// <summary>A grant to a project.</summary>
    Grant,

    /// <summary>A commitment over several years.</summary>
    MultiYear,

    /// <summary>Through a voluntary trust fund or pooled fund (001-19).</summary>
    TrustFund,

    /// <summary>Paid against verified results.</summary>
    ResultsBased,

    /// <summary>Front-loaded or another innovative instrument (003-22).</summary>
    Innovative,

    /// <summary>Matched by another contribution.</summary>
    CoFunding,
}

/// <summary>How sure a figure or date is. Everything but <c>found</c> is shown as "to be confirmed".</summary>
public enum Certainty
{
    /// <summary>Stated by the source that is named with it.</summary>
    Found,

    /// <summary>Partly stated by a source, partly from memory.</summary>
    FoundPartly,

    /// <summary>Computed from another fact.</summary>
    Derived,

    /// <summary>General knowledge, no source at hand.</summary>
    GeneralKnowledge,

    /// <summary>General knowledge that may well be wrong or out of date.</summary>
    Uncertain,
}

/// <summary>The state of a declaration. Nothing is ever deleted.</summary>
public enum DeclarationStatus
{
    /// <summary>On the market.</summary>
    Open,

    /// <summary>Withdrawn by its participant; kept with its history.</summary>
    Withdrawn,
}

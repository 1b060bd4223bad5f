namespace Matchmaking.Field;

/// <summary>
/// The names of the field's terms as the conventions' documents write them, in lower case unless proper names, to
/// stand in a sentence. Where documents use several French terms, the one that they use first is taken.
/// </summary>
public static partial class Names
{
    /// <summary>What is said beside a figure or date that its source does not state outright: everything but <see cref="Certainty.Found"/>.</summary>
    public static LocalText ToBeConfirmed { get; } = LocalText.Of("to be confirmed", "à confirmer");

    /// <summary>The short title of a convention.</summary>
    public static LocalText Of(Convention convention) => convention switch
    {
        Convention.Apmbc => LocalText.Of("Anti-Personnel Mine Ban Convention", "Convention sur l’interdiction des mines antipersonnel"),
        Convention.Ccm => LocalText.Of("Convention on Cluster Munitions", "Convention sur les armes à sous-munitions"),
        _ => throw Unknown(convention),
    };

    /// <summary>The full official title of a convention.</summary>
    public static LocalText FullTitleOf(Convention convention) => convention switch
    {
        Convention.Apmbc => LocalText.Of(
            "Convention on the Prohibition of the Use, Stockpiling, Production and Transfer of Anti-Personnel Mines and on Their Destruction",
            "Convention sur l’interdiction de l’emploi, du stockage, de la production et du transfert des mines antipersonnel et sur leur destruction"),
        _ => Of(convention),
    };

    /// <summary>A pillar.</summary>
    public static LocalText Of(Pillar pillar) => pillar switch
    {
        Pillar.SurveyClearance => LocalText.Of("survey and clearance", "enquête et déminage"),
        Pillar.RiskEducation => LocalText.Of("risk education", "éducation aux risques"),
        Pillar.VictimAssistance => LocalText.Of("victim assistance", "assistance aux victimes"),
        Pillar.StockpileDestruction => LocalText.Of("stockpile destruction", "destruction des stocks"),
        Pillar.NationalLegislation => LocalText.Of("national implementation measures", "mesures d’application nationales"),
        Pillar.CapacityBuilding => LocalText.Of("capacity building", "renforcement des capacités"),
        Pillar.Coordination => LocalText.Of("coordination and information management", "coordination et gestion de l’information"),
        Pillar.Advocacy => LocalText.Of("advocacy", "plaidoyer"),
        _ => throw Unknown(pillar),
    };

    /// <summary>A kind of assistance.</summary>
    public static LocalText Of(AssistanceKind kind) => kind switch
    {
        AssistanceKind.Funding => LocalText.Of("funding", "financement"),
        AssistanceKind.Equipment => LocalText.Of("equipment", "équipement"),
        AssistanceKind.Expertise => LocalText.Of("expertise", "expertise"),
        AssistanceKind.Training => LocalText.Of("training", "formation"),
        AssistanceKind.ExchangeVisit => LocalText.Of("exchange visit", "visite d’échange"),
        AssistanceKind.InKind => LocalText.Of("other assistance in kind", "autre assistance en nature"),
        _ => throw Unknown(kind),
    };

    /// <summary>A unit of quantity, in the plural.</summary>
    public static LocalText Of(Unit unit) => unit switch
    {
        Unit.SquareMetres => LocalText.Of("m²", "m²"),
        Unit.Items => LocalText.Of("items", "engins"),
        Unit.People => LocalText.Of("people", "personnes"),
        _ => throw Unknown(unit),
    };

    /// <summary>How a partner's money is given.</summary>
    public static LocalText Of(FinanceModality modality) => modality switch
    {
        FinanceModality.Grant => LocalText.Of("grant", "subvention"),
        FinanceModality.MultiYear => LocalText.Of("commitment over several years", "engagement pluriannuel"),
        FinanceModality.TrustFund => LocalText.Of("voluntary contribution fund or pooled fund", "fonds de contributions volontaires ou fonds commun"),
        FinanceModality.ResultsBased => LocalText.Of("results-based finance", "financement axé sur les résultats"),
        FinanceModality.Innovative => LocalText.Of("innovative finance", "financement innovant"),
        FinanceModality.CoFunding => LocalText.Of("co-funding", "cofinancement"),
        _ => throw Unknown(modality),
    };

    /// <summary>How sure a figure or date is.</summary>
    public static LocalText Of(Certainty certainty) => certainty switch
    {
        Certainty.Found => LocalText.Of("stated by the source", "indiqué par la source"),
        Certainty.FoundPartly => LocalText.Of("partly stated by the source", "indiqué en partie par la source"),
        Certainty.Derived => LocalText.Of("computed from another fact", "calculé à partir d’un autre fait"),
        Certainty.GeneralKnowledge => LocalText.Of("general knowledge, without a source", "de notoriété générale, sans source"),
        Certainty.Uncertain => LocalText.Of("uncertain", "incertain"),
        _ => throw Unknown(certainty),
    };

    /// <summary>How a State stands to a convention.</summary>
    public static LocalText Of(TreatyStatus status) => status switch
    {
        TreatyStatus.NotParty => LocalText.Of("not party", "non partie"),
        TreatyStatus.Signatory => LocalText.Of("signatory", "signataire"),
        TreatyStatus.StateParty => LocalText.Of("State Party", "État partie"),
        TreatyStatus.Withdrawn => LocalText.Of("withdrawn", "retrait en vigueur"),
        _ => throw Unknown(status),
    };

    /// <summary>How a State stands to the United Nations.</summary>
    public static LocalText Of(UnStatus status) => status switch
    {
        UnStatus.Member => LocalText.Of("Member State of the United Nations", "État Membre des Nations Unies"),
        UnStatus.Observer => LocalText.Of("observer State at the United Nations", "État observateur auprès des Nations Unies"),
        UnStatus.NonMember => LocalText.Of("non-member State, party to treaties", "État non membre, partie à des traités"),
        _ => throw Unknown(status),
    };

    private static ArgumentOutOfRangeException Unknown<T>(T value) where T : struct, Enum =>
        new(nameof(value), value, $"This {typeof(T).Name} has no name.");
}

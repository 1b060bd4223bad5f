namespace Matchmaking.Field;

/// <summary>Committees, units, groups and meetings under the conventions, by the names that their documents give them.</summary>
public static class Bodies
{
    /// <summary>The APMBC committee that reviews proposals here.</summary>
    public static LocalText CooperationCommittee { get; } = LocalText.Of(
        "Committee on the Enhancement of Cooperation and Assistance",
        "Comité sur le renforcement de la coopération et de l'assistance");

    /// <summary>The APMBC committee on clearance.</summary>
    public static LocalText ArticleFiveCommittee { get; } = LocalText.Of("Committee on Article 5 Implementation", "Comité sur l'application de l'article 5");

    /// <summary>The APMBC committee on victim assistance.</summary>
    public static LocalText VictimAssistanceCommittee { get; } = LocalText.Of("Committee on Victim Assistance", "Comité sur l'assistance aux victimes");

    /// <summary>The APMBC committee on compliance. French documents also say "la conformité coopérative".</summary>
    public static LocalText CooperativeComplianceCommittee { get; } = LocalText.Of("Committee on Cooperative Compliance", "Comité sur le respect coopératif");

    /// <summary>A convention's Implementation Support Unit.</summary>
    public static LocalText ImplementationSupportUnit { get; } = LocalText.Of("Implementation Support Unit", "Unité d'appui à l'application");

    /// <summary>A convention's Coordinating Committee.</summary>
    public static LocalText CoordinatingCommittee { get; } = LocalText.Of("Coordinating Committee", "Comité de coordination");

    /// <summary>The donors' informal group.</summary>
    public static LocalText MineActionSupportGroup { get; } = LocalText.Of("Mine Action Support Group", "Groupe d'appui à la lutte antimines");

    /// <summary>The yearly meeting of a convention's parties: the two conventions name it differently in French.</summary>
    public static LocalText MeetingOfStatesParties(Convention convention) => LocalText.Of(
        "Meeting of the States Parties",
        convention == Convention.Apmbc ? "Assemblée des États parties" : "Réunion des États parties");

    /// <summary>The meetings between two Meetings of the States Parties.</summary>
    public static LocalText IntersessionalMeetings { get; } = LocalText.Of("intersessional meetings", "réunions intersessions");

    /// <summary>The five-yearly conference.</summary>
    public static LocalText ReviewConference { get; } = LocalText.Of("Review Conference", "Conférence d'examen");

    /// <summary>A request for more time: the two conventions name it differently in French.</summary>
    public static LocalText ExtensionRequest(Convention convention) => LocalText.Of(
        "extension request",
        convention == Convention.Apmbc ? "demande de prolongation" : "demande de prorogation");
}

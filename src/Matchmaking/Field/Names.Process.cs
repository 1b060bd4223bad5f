using Matchmaking.Proposals;

namespace Matchmaking.Field;

/// <content>The names of what happens between participants: meetings, proposals, answers, roles.</content>
public static partial class Names
{
    /// <summary>The kind of meeting that a proposal proposes.</summary>
    public static LocalText Of(MeetingKind kind) => kind switch
    {
        MeetingKind.IndividualisedApproach => IndividualisedApproach,
        MeetingKind.CountryCoalition => CountryCoalition,
        MeetingKind.ExchangeVisit => LocalText.Of("exchange visit", "visite d’échange"),
        _ => throw Unknown(kind),
    };

    /// <summary>The kind of meeting that a State has said it is interested in.</summary>
    public static LocalText Of(Interest interest) => interest switch
    {
        Interest.None => LocalText.Of("no interest expressed", "aucun intérêt exprimé"),
        Interest.IndividualisedApproach => IndividualisedApproach,
        Interest.CountryCoalition => CountryCoalition,
        _ => throw Unknown(interest),
    };

    /// <summary>Who may read a declaration.</summary>
    public static LocalText Of(Visibility visibility) => visibility switch
    {
        Visibility.Committee => LocalText.Of("the committee and the secretariat", "le Comité et le secrétariat"),
        Visibility.Partners => LocalText.Of("also registered partners and observers", "aussi les partenaires enregistrés et les observateurs"),
        Visibility.Public => LocalText.Of("everybody", "tout le monde"),
        _ => throw Unknown(visibility),
    };

    /// <summary>The state of a declaration.</summary>
    public static LocalText Of(DeclarationStatus status) => status switch
    {
        DeclarationStatus.Open => LocalText.Of("open", "ouverte"),
        DeclarationStatus.Withdrawn => LocalText.Of("withdrawn", "retirée"),
        _ => throw Unknown(status),
    };

    /// <summary>Where a proposal stands; French agrees with "proposition".</summary>
    public static LocalText Of(ProposalStatus status) => status switch
    {
        ProposalStatus.Proposed => LocalText.Of("waiting for the committee", "en attente du Comité"),
        ProposalStatus.SentBack => LocalText.Of("sent back by the committee", "renvoyée par le Comité"),
        ProposalStatus.Approved => LocalText.Of("approved, waiting for the State", "approuvée, en attente de l’État"),
        ProposalStatus.Accepted => LocalText.Of("accepted by the State, waiting for partners", "acceptée par l’État, en attente des partenaires"),
        ProposalStatus.Answered => LocalText.Of("answered by every partner", "tous les partenaires ont répondu"),
        ProposalStatus.Declined => LocalText.Of("declined by the committee", "écartée par le Comité"),
        ProposalStatus.Refused => LocalText.Of("refused by the State", "refusée par l’État"),
        ProposalStatus.Lapsed => LocalText.Of("lapsed", "devenue sans objet"),
        _ => throw Unknown(status),
    };

    /// <summary>A partner's answer.</summary>
    public static LocalText Of(PartnerAnswer answer) => answer switch
    {
        PartnerAnswer.Yes => LocalText.Of("yes", "oui"),
        PartnerAnswer.No => LocalText.Of("no", "non"),
        PartnerAnswer.Later => LocalText.Of("not now; ask again later", "pas maintenant ; redemander plus tard"),
        _ => throw Unknown(answer),
    };

    /// <summary>A role.</summary>
    public static LocalText Of(Role role) => role switch
    {
        Role.Public => LocalText.Of("public", "public"),
        Role.FocalPoint => LocalText.Of("focal point of a State", "point focal d’un État"),
        Role.Partner => LocalText.Of("partner organisation", "organisation partenaire"),
        Role.Committee => LocalText.Of("committee member", "membre du Comité"),
        Role.GenderFocalPoint => LocalText.Of("committee's gender focal point", "point focal du Comité pour le genre"),
        Role.Chair => LocalText.Of("chair of the committee", "présidence du Comité"),
        Role.Secretariat => LocalText.Of("secretariat", "secrétariat"),
        Role.Observer => LocalText.Of("observer", "observateur"),
        _ => throw Unknown(role),
    };

    private static LocalText IndividualisedApproach { get; } = LocalText.Of("individualised approach", "procédure individualisée");

    private static LocalText CountryCoalition { get; } = LocalText.Of("country coalition", "coalition nationale");
}

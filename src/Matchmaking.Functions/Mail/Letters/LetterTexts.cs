namespace Matchmaking.Functions.Mail.Letters;

/// <summary>The letters' words, each language beside the other. Gaps: {0} mostly the affected State; otherwise said beside the text.</summary>
internal static class LetterTexts
{
    public static readonly LocalText Attention = LocalText.Of("For the attention of {0}", "À l’attention de : {0}");

    public static readonly LocalText Signature = LocalText.Of(
        "On behalf of the cooperation committee, the mine action matchmaking service.",
        "Pour le comité de coopération, le service de mise en relation pour la lutte antimines.");

    public static readonly LocalText WhyYouGetThis = LocalText.Of(
        "You receive this letter as a contact of {0}. If you are not, please tell the secretariat.",
        "Vous recevez cette lettre comme contact : {0}. Si ce n’est pas le cas, merci de le signaler au secrétariat.");

    // {0} kind of meeting, {1} State, in the intro with "to"
    public static readonly LocalText StateSubject = LocalText.Of("{1}: proposed meeting ({0})", "{1} : réunion proposée ({0})");

    public static readonly LocalText StateIntro = LocalText.Of(
        "The cooperation committee proposes a meeting {1}: {0}. It follows from the needs that your State has declared and from what partners say they could give. It is a proposal, not a decision: your State decides.",
        "Le comité de coopération propose {1} une réunion : {0}. Elle découle des besoins déclarés par votre État et de ce que des partenaires disent pouvoir apporter. C’est une proposition, non une décision : c’est votre État qui décide.");

    public static readonly LocalText NothingSent = LocalText.Of(
        "Nothing goes to any partner until you have said yes.",
        "Rien n’est envoyé à aucun partenaire tant que vous n’avez pas dit oui.");

    public static readonly LocalText WhyThisMeeting = LocalText.Of("Why this kind of meeting", "Pourquoi ce type de réunion");

    public static readonly LocalText Needs = LocalText.Of("The needs", "Les besoins");

    // {0} pillar, {1} title
    public static readonly LocalText Need = LocalText.Of("{1} ({0})", "{1} ({0})");

    public static readonly LocalText Asked = LocalText.Of("Asked of partners: {0}.", "Demandé aux partenaires : {0}.");

    public static readonly LocalText DueBy = LocalText.Of("Dates: {0}.", "Dates : {0}.");

    public static readonly LocalText Work = LocalText.Of("Work: {0}.", "Travail : {0}.");

    public static readonly LocalText PeopleReached = LocalText.Of("People reached: {0}.", "Personnes atteintes : {0}.");

    public static readonly LocalText WithoutServices = LocalText.Of("People without the service: {0}.", "Personnes privées du service : {0}.");

    public static readonly LocalText Women = LocalText.Of("women {0}", "femmes {0}");

    public static readonly LocalText Girls = LocalText.Of("girls {0}", "filles {0}");

    public static readonly LocalText Men = LocalText.Of("men {0}", "hommes {0}");

    public static readonly LocalText Boys = LocalText.Of("boys {0}", "garçons {0}");

    public static readonly LocalText NotDisaggregated = LocalText.Of("not disaggregated {0}", "non ventilées {0}");

    // {0} whole cost, {1} what the State pays
    public static readonly LocalText OwnEffort = LocalText.Of("Whole cost: {0}; the State pays {1} of it.", "Coût total : {0}, dont {1} à la charge de l’État.");

    public static readonly LocalText WholeCost = LocalText.Of("Whole cost: {0}; what the State pays of it is not stated.", "Coût total : {0} ; la part de l’État n’est pas indiquée.");

    public static readonly LocalText CutShort = LocalText.Of("[the whole text stands with the need]", "[texte complet dans la déclaration du besoin]");

    public static readonly LocalText Conditions = LocalText.Of("Its conditions: {0}", "Ses conditions : {0}");

    public static readonly LocalText YourConditions = LocalText.Of("Your conditions: {0}", "Vos conditions : {0}");

    // {0} percent
    public static readonly LocalText LeastNational = LocalText.Of(
        "It asks that the State pay {0} % of the cost or more itself.", "Contribution nationale demandée : {0} % du coût au moins.");

    public static readonly LocalText YourLeastNational = LocalText.Of(
        "You ask that the State pay {0} % of the cost or more itself.", "Contribution nationale que vous demandez : {0} % du coût au moins.");

    public static readonly LocalText NotCounted = LocalText.Of("How many are asked for is not yet stated.", "Le nombre demandé n’est pas encore indiqué.");

    public static readonly LocalText NotCosted = LocalText.Of("Not yet costed.", "Pas encore chiffré.");

    public static readonly LocalText Partners = LocalText.Of("Partners to invite, and why", "Les partenaires à inviter, et pourquoi");

    // {0} needs
    public static readonly LocalText AboutNeeds = LocalText.Of("To talk about: {0}.", "À évoquer : {0}.");

    public static readonly LocalText SuggestedCovers = LocalText.Of("What they could cover", "Ce qu’ils pourraient couvrir");

    // {0} partner, {1} need, {2} amount or "to be discussed"
    public static readonly LocalText CouldCover = LocalText.Of("{0}, {1}: about {2}", "{0}, {1} : environ {2}");

    public static readonly LocalText CouldTalk = LocalText.Of("{0}, {1}: {2}", "{0}, {1} : {2}");

    public static readonly LocalText NoCover = LocalText.Of(
        "No figure is suggested: the meeting would be there to talk about it.",
        "Aucun montant n’est suggéré : la réunion permettrait d’en parler.");

    public static readonly LocalText KnownDonors = LocalText.Of("Other donors, known from what they gave before", "D’autres donateurs, connus pour ce qu’ils ont déjà donné");

    public static readonly LocalText KnownDonorsMean = LocalText.Of(
        "No registered capacity of theirs fits these needs. The committee may invite them all the same; nothing is suggested in their name.",
        "Aucune capacité inscrite de leur part ne convient à ces besoins. Le comité peut les inviter malgré tout ; rien n’est suggéré en leur nom.");

    public static readonly LocalText KnownDonorsAreYours = LocalText.Of(
        "Donors known from the record alone. The service does not write to them; the committee may:",
        "Donateurs que le relevé seul fait connaître. Le service ne leur écrit pas ; le comité peut le faire :");

    public static readonly LocalText OneKnownDonor = LocalText.Of("{0} known donor", "{0} donateur connu");

    public static readonly LocalText ManyKnownDonors = LocalText.Of("{0} known donors", "{0} donateurs connus");

    // {0} what the capacity is called
    public static readonly LocalText Capacity = LocalText.Of("Capacity: {0}.", "Capacité : {0}.");

    public static readonly LocalText YourCapacity = LocalText.Of("Your capacity: {0}.", "Votre capacité : {0}.");

    public static readonly LocalText Uncovered = LocalText.Of("What stays uncovered", "Ce qui reste à couvrir");

    public static readonly LocalText NothingUncovered = LocalText.Of(
        "With these suggestions, nothing that is costed stays uncovered.",
        "Avec ces suggestions, rien de ce qui est chiffré ne reste à couvrir.");

    public static readonly LocalText NothingIsCosted = LocalText.Of(
        "None of these needs is costed or counted yet, so what stays uncovered cannot be said.",
        "Aucun de ces besoins n’est encore chiffré ; ce qui reste à couvrir ne peut donc pas être indiqué.");

    // {0} needs
    public static readonly LocalText NotCostedYet = LocalText.Of("Not yet costed or counted: {0}.", "Pas encore chiffré : {0}.");

    // {0} need, {1} amount
    public static readonly LocalText UncoveredNeed = LocalText.Of("{0}: {1}.", "{0} : {1}.");

    public static readonly LocalText DayAndPlace = LocalText.Of("Day and place", "Date et lieu");

    public static readonly LocalText ProposedDay = LocalText.Of(
        "Proposed day: {0}. You may choose another one with your answer.",
        "Date proposée : {0}. Vous pouvez en choisir une autre avec votre réponse.");

    public static readonly LocalText YourAnswer = LocalText.Of("Your answer", "Votre réponse");

    public static readonly LocalText StateYes = LocalText.Of("Yes, we want this meeting", "Oui, nous voulons cette réunion");

    public static readonly LocalText StateNo = LocalText.Of("No, not this meeting", "Non, pas cette réunion");

    // {0} day
    public static readonly LocalText LinksAre = LocalText.Of(
        "Each link opens a page with buttons; opening it answers nothing. The links are for you alone, work for one answer, and until {0}.",
        "Chaque lien ouvre une page avec des boutons ; l’ouvrir ne répond à rien. Les liens vous sont personnels, valent pour une seule réponse et jusqu’au {0}.");

    // {0} State, {1} kind
    public static readonly LocalText PartnerSubject = LocalText.Of("{0} invites you: {1}", "{0} vous invite : {1}");

    // {0} State, {1} kind, {2} partner
    public static readonly LocalText PartnerIntro = LocalText.Of(
        "{0} has said yes to a meeting suggested by the cooperation committee: {1}. {2} is invited, because of what it has registered that it could give.",
        "{0} a dit oui à une réunion suggérée par le comité de coopération : {1}. Cette invitation s’adresse à vous ({2}), au vu de ce que vous avez indiqué pouvoir apporter.");

    public static readonly LocalText StateLeads = LocalText.Of(
        "The affected State leads the meeting. Coming commits you to nothing: the amounts named are suggestions to talk about.",
        "C’est l’État concerné qui conduit la réunion. Venir ne vous engage à rien : les montants indiqués sont des suggestions à discuter.");

    public static readonly LocalText YouCouldCover = LocalText.Of("What you could cover, and why", "Ce que vous pourriez couvrir, et pourquoi");

    // {0} amount
    public static readonly LocalText SuggestedCover = LocalText.Of("Suggested: about {0}.", "Suggestion : environ {0}.");

    public static readonly LocalText SuggestedTalk = LocalText.Of("Suggested: {0}.", "Suggestion : {0}.");

    public static readonly LocalText ConfidentialNeed = LocalText.Of("A need that the State will present at the meeting", "Un besoin que l’État présentera lors de la réunion");

    public static readonly LocalText Day = LocalText.Of("Proposed day: {0}.", "Date proposée : {0}.");

    public static readonly LocalText Place = LocalText.Of("Place: to be agreed.", "Lieu : à convenir.");

    public static readonly LocalText CalendarAttached = LocalText.Of(
        "A calendar file is attached; its entry is tentative.",
        "Un fichier de calendrier est joint ; la date y est provisoire.");

    public static readonly LocalText PartnerYes = LocalText.Of("Yes, we will come", "Oui, nous viendrons");

    public static readonly LocalText PartnerNo = LocalText.Of("No, we will not come", "Non, nous ne viendrons pas");

    public static readonly LocalText PartnerLater = LocalText.Of("Later (please ask us again)", "Plus tard (merci de nous solliciter à nouveau)");

    public static readonly LocalText OneToReview = LocalText.Of("{0} proposal to review", "{0} proposition à examiner");

    public static readonly LocalText ManyToReview = LocalText.Of("{0} proposals to review", "{0} propositions à examiner");

    public static readonly LocalText DigestIntro = LocalText.Of(
        "These proposals await the committee’s review. Nothing has gone to any State. Nobody decides on a proposal of their own State.",
        "Ces propositions attendent l’examen du comité. Rien n’a été envoyé à aucun État. Personne ne décide d’une proposition concernant son propre État.");

    public static readonly LocalText OnePartner = LocalText.Of("{0} partner", "{0} partenaire");

    public static readonly LocalText ManyPartners = LocalText.Of("{0} partners", "{0} partenaires");

    // {0} covered, {1} asked
    public static readonly LocalText CoverOf = LocalText.Of("suggested cover {0} of {1}", "couverture suggérée : {0} sur {1}");

    public static readonly LocalText Review = LocalText.Of("Review this proposal ({0})", "Examiner cette proposition ({0})");

    public static readonly LocalText SaidYesSubject = LocalText.Of("{0} has said yes: {1}", "{0} a dit oui : {1}");

    public static readonly LocalText SaidNoSubject = LocalText.Of("{0} has said no: {1}", "{0} a dit non : {1}");

    public static readonly LocalText SaidYes = LocalText.Of(
        "{0} has said yes to the meeting that the committee proposed: {1}. Its partners now receive their invitations.",
        "{0} a dit oui à la réunion proposée par le comité : {1}. Ses partenaires reçoivent maintenant leurs invitations.");

    public static readonly LocalText SaidNo = LocalText.Of(
        "{0} has said no to the meeting that the committee proposed: {1}. The proposal ends here; nothing went to any partner.",
        "{0} a dit non à la réunion proposée par le comité : {1}. La proposition s’arrête là ; rien n’a été envoyé à aucun partenaire.");

    public static readonly LocalText ItsNote = LocalText.Of("Its note: {0}", "Sa note : {0}");

    public static readonly LocalText Invited = LocalText.Of("Partners invited", "Partenaires invités");

    // {0} State, {1} kind
    public static readonly LocalText LapsedSubject = LocalText.Of("{0}: the proposal has lapsed ({1})", "{0} : la proposition est caduque ({1})");

    // {0} State, {1} kind, {2} day
    public static readonly LocalText Lapsed = LocalText.Of(
        "The committee had proposed a meeting: {1}. An answer was awaited until {2}, and none has come: the proposal has lapsed. What it suggested is open to others again; nothing went to any partner.",
        "Le comité avait proposé une réunion : {1}. Une réponse était attendue jusqu’au {2}, et aucune n’est venue : la proposition est caduque. Ce qu’elle suggérait est de nouveau ouvert à d’autres ; rien n’a été envoyé à aucun partenaire.");

    public static readonly LocalText LapsedNext = LocalText.Of(
        "Silence is no refusal: the committee may propose a meeting again, as long as your needs are declared.",
        "Un silence n’est pas un refus : le comité peut proposer de nouveau une réunion, tant que vos besoins sont déclarés.");

    public static readonly LocalText Before = LocalText.Of("Before this: {0}", "Auparavant : {0}");

    // {0} State
    public static readonly LocalText BrokenSubject = LocalText.Of("What was promised no longer holds: {0}", "Ce qui était promis ne tient plus : {0}");

    public static readonly LocalText Broken = LocalText.Of(
        "Partners have said yes to what is named below. As capacities and needs now stand, it is no longer borne, or not in full.",
        "Des partenaires ont accepté ce qui est nommé ci-dessous. Dans l’état actuel des capacités et des besoins, ce n’est plus couvert, ou plus en entier.");

    // {0} partner, {1} State with its preposition
    public static readonly LocalText BrokenOwn = LocalText.Of(
        "You ({0}) have said yes to what is named below ({1}). As your capacities and the needs now stand, it is no longer borne, or not in full.",
        "Vous ({0}) avez accepté ce qui est nommé ci-dessous ({1}). Dans l’état actuel de vos capacités et des besoins, ce n’est plus couvert, ou plus en entier.");

    // {0} what, {1} amount promised, {2} amount still borne
    public static readonly LocalText BrokenLine = LocalText.Of("{0}: promised {1}, still borne {2}.", "{0} : promis {1}, encore couvert {2}.");

    // {0} what, {1} amount promised
    public static readonly LocalText BrokenWhole = LocalText.Of("{0}: promised {1}, of which nothing is borne any more.", "{0} : promis {1}, dont plus rien n’est couvert.");

    public static readonly LocalText BrokenNamed = LocalText.Of("{0}.", "{0}.");

    public static readonly LocalText BrokenMeans = LocalText.Of(
        "What is no longer borne counts as open again, and later proposals may suggest other partners for it.",
        "Ce qui n’est plus couvert est de nouveau ouvert, et des propositions ultérieures pourront suggérer d’autres partenaires.");

    public static readonly LocalText BrokenMend = LocalText.Of(
        "If this is not what you meant, please correct your capacity: what you said yes to then holds again.",
        "Si ce n’est pas votre intention, merci de corriger votre capacité : ce que vous avez accepté tient alors de nouveau.");

    public static readonly LocalText BrokenAsk = LocalText.Of(
        "The partners concerned have been told too. If your need has changed in error, please correct it: what was promised then holds again.",
        "Les partenaires concernés en sont aussi informés. Si votre besoin a été modifié par erreur, merci de le corriger : ce qui était promis tient alors de nouveau.");

    public static readonly LocalText BrokenTold = LocalText.Of("The State and the partners concerned have been told too.", "L’État et les partenaires concernés en sont aussi informés.");

    public static readonly LocalText SeeProposal = LocalText.Of("See the proposal", "Voir la proposition");
}

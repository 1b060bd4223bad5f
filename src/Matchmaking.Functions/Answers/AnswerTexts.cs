namespace Matchmaking.Functions.Answers;

/// <summary>The words of the answer pages, each language beside the other. {0} is the affected State, {1} the kind of meeting.</summary>
internal static class AnswerTexts
{
    public static readonly LocalText StateTitle = LocalText.Of("{0}: do you want this meeting?", "{0} : voulez-vous cette réunion ?");

    public static readonly LocalText PartnerTitle = LocalText.Of("{0} invites you: will you come?", "{0} vous invite : viendrez-vous ?");

    public static readonly LocalText Meeting = LocalText.Of("Meeting", "Réunion");

    public static readonly LocalText State = LocalText.Of("Affected State", "État concerné");

    public static readonly LocalText Day = LocalText.Of("Proposed day", "Date proposée");

    public static readonly LocalText Partners = LocalText.Of("Partners to invite", "Partenaires à inviter");

    public static readonly LocalText Cover = LocalText.Of("What you could cover", "Ce que vous pourriez couvrir");

    public static readonly LocalText For = LocalText.Of("You answer for", "Vous répondez pour");

    public static readonly LocalText OtherDay = LocalText.Of("Another day (optional)", "Une autre date (facultatif)");

    public static readonly LocalText OtherDayHint = LocalText.Of("Only if the proposed day does not suit you.", "Seulement si la date proposée ne convient pas.");

    public static readonly LocalText Note = LocalText.Of("A note (optional)", "Une note (facultatif)");

    // {0} most characters
    public static readonly LocalText NoteHint = LocalText.Of(
        "The committee reads it. At most {0} characters.",
        "Le comité la lit. {0} caractères au plus.");

    public static readonly LocalText OneAnswer = LocalText.Of(
        "You can answer once. Nothing is recorded until you press a button.",
        "Vous pouvez répondre une fois. Rien n’est enregistré tant que vous n’appuyez pas sur un bouton.");

    public static readonly LocalText ThankYou = LocalText.Of("Thank you", "Merci");

    public static readonly LocalText StateYes = LocalText.Of(
        "Your yes is recorded. The partners now receive their invitations.",
        "Votre oui est enregistré. Les partenaires reçoivent maintenant leurs invitations.");

    public static readonly LocalText StateNo = LocalText.Of(
        "Your no is recorded. Nothing goes to any partner, and the proposal ends here. Your needs stay declared.",
        "Votre non est enregistré. Rien n’est envoyé à aucun partenaire et la proposition s’arrête là. Vos besoins restent déclarés.");

    public static readonly LocalText PartnerYes = LocalText.Of(
        "Your yes is recorded. The affected State leads the meeting and will agree day and place with you.",
        "Votre oui est enregistré. L’État concerné conduit la réunion et conviendra avec vous de la date et du lieu.");

    public static readonly LocalText PartnerNo = LocalText.Of(
        "Your no is recorded. What you have registered stays as it is.",
        "Votre non est enregistré. Ce que vous avez indiqué pouvoir apporter reste inchangé.");

    public static readonly LocalText PartnerLater = LocalText.Of(
        "Your answer is recorded: not now. You may be asked again.",
        "Votre réponse est enregistrée : pas maintenant. Vous pourrez être sollicité à nouveau.");

    public static readonly LocalText AlreadyTitle = LocalText.Of("This question has been answered", "Cette question a reçu sa réponse");

    public static readonly LocalText Already = LocalText.Of(
        "An answer is recorded, and this link works once. If it should be another one, please write to the secretariat.",
        "Une réponse est enregistrée et ce lien ne sert qu’une fois. Si elle doit changer, merci d’écrire au secrétariat.");

    public static readonly LocalText ExpiredTitle = LocalText.Of("This link has expired", "Ce lien a expiré");

    public static readonly LocalText Expired = LocalText.Of(
        "Its time is over; nothing was recorded. The secretariat can send you a new one.",
        "Son délai est passé ; rien n’a été enregistré. Le secrétariat peut vous en envoyer un nouveau.");

    public static readonly LocalText ForgedTitle = LocalText.Of("This link is not complete", "Ce lien n’est pas complet");

    public static readonly LocalText Forged = LocalText.Of(
        "It may have been cut by a mail program; nothing was recorded. Please open it from the letter again, or copy all of it.",
        "Un logiciel de messagerie l’a peut-être coupé ; rien n’a été enregistré. Merci de l’ouvrir à nouveau depuis la lettre, ou de le copier en entier.");

    public static readonly LocalText ClosedTitle = LocalText.Of("This question is no longer open", "Cette question n’est plus ouverte");

    public static readonly LocalText Closed = LocalText.Of(
        "The proposal has ended or changed since the letter was written; nothing was recorded.",
        "La proposition a pris fin ou a changé depuis la lettre ; rien n’a été enregistré.");

    public static readonly LocalText InvalidTitle = LocalText.Of("Please check your answer", "Merci de vérifier votre réponse");

    public static readonly LocalText Invalid = LocalText.Of(
        "The day or the note could not be read, or no button was pressed; nothing was recorded. Go back, change it and send it again.",
        "La date ou la note n’a pas pu être lue, ou aucun bouton n’a été choisi ; rien n’a été enregistré. Revenez en arrière, corrigez et renvoyez.");
}

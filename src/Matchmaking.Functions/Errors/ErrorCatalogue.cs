namespace Matchmaking.Functions.Errors;

/// <summary>An error that the service answers with: a stable code for programs, a sentence for people.</summary>
/// <param name="Code">The code; never changes once published.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Sentence">What happened and what to do, in each language.</param>
internal sealed record Error(string Code, int Status, LocalText Sentence);

/// <summary>Every error of the service, in one place for programs, pages and docs. Errors of single fields are in <c>FieldErrorCodes</c>.</summary>
internal static class ErrorCatalogue
{
    public static readonly Error BadRequest = Of(400, "bad_request",
        "The request cannot be understood.", "La requête ne peut pas être comprise.");

    public static readonly Error BrokenJson = Of(400, "broken_json",
        "The body is not valid JSON.", "Le corps de la requête n’est pas du JSON valide.");

    public static readonly Error BrokenUtf8 = Of(400, "broken_utf8",
        "The body is not valid UTF-8.", "Le corps de la requête n’est pas de l’UTF-8 valide.");

    public static readonly Error InvalidFields = Of(400, "invalid_fields",
        "Some fields need correction; nothing was stored.", "Certains champs sont à corriger ; rien n’a été enregistré.");

    public static readonly Error InvalidParameter = Of(400, "invalid_parameter",
        "A parameter of the address needs correction.", "Un paramètre de l’adresse est à corriger.");

    public static readonly Error InvalidIdempotencyKey = Of(400, "invalid_idempotency_key",
        "Idempotency-Key must be 1 to 100 visible ASCII characters, once.",
        "Idempotency-Key doit compter 1 à 100 caractères ASCII visibles, une seule fois.");

    public static readonly Error InvalidCsv = Of(400, "invalid_csv",
        "The file has lines to correct; see the report. Nothing was stored.",
        "Le fichier contient des lignes à corriger ; voir le rapport. Rien n’a été enregistré.");

    public static readonly Error ReasonRequired = Of(400, "reason_required",
        "Please give a reason.", "Veuillez indiquer un motif.");

    public static readonly Error DayInPast = Of(400, "day_in_past",
        "The day of the meeting cannot be in the past.", "Le jour de la réunion ne peut pas être passé.");

    public static readonly Error DayTooFar = Of(400, "day_too_far",
        "The day of the meeting must lie within two years.", "Le jour de la réunion doit se situer dans les deux ans.");

    public static readonly Error KeyRequired = Of(401, "key_required",
        "An API key is needed here.", "Une clé d’accès est nécessaire ici.");

    public static readonly Error UnknownKey = Of(401, "unknown_key",
        "This API key is not known.", "Cette clé d’accès est inconnue.");

    public static readonly Error RevokedKey = Of(401, "revoked_key",
        "This API key has been revoked.", "Cette clé d’accès a été révoquée.");

    public static readonly Error ForbiddenRole = Of(403, "forbidden_role",
        "Your role may not do this.", "Votre rôle ne permet pas cette action.");

    public static readonly Error OtherParticipant = Of(403, "other_participant",
        "You may act for your own State or organisation only.", "Vous ne pouvez agir que pour votre État ou organisation.");

    public static readonly Error OwnState = Of(403, "own_state",
        "Nobody decides on a proposal of their own State.", "Nul ne se prononce sur une proposition de son propre État.");

    public static readonly Error NotReviewer = Of(403, "not_reviewer",
        "Only the committee's members decide on proposals.", "Seuls les membres du comité se prononcent sur les propositions.");

    public static readonly Error NotYourState = Of(403, "not_your_state",
        "Only the affected State answers for itself.", "Seul l’État touché répond pour lui-même.");

    public static readonly Error NotInvited = Of(403, "not_invited",
        "This partner is not invited to this meeting.", "Ce partenaire n’est pas invité à cette réunion.");

    public static readonly Error NotFound = Of(404, "not_found",
        "There is nothing here that you may see.", "Il n’y a rien ici que vous puissiez voir.");

    public static readonly Error UnknownParticipant = Of(404, "unknown_participant",
        "This State or organisation is not known.", "Cet État ou cette organisation est inconnu.");

    public static readonly Error MethodNotAllowed = Of(405, "method_not_allowed",
        "This address does not take that method.", "Cette adresse n’accepte pas cette méthode.");

    public static readonly Error WrongStatus = Of(409, "wrong_status",
        "This is no longer possible at this stage.", "Ce n’est plus possible à ce stade.");

    public static readonly Error AlreadyAnswered = Of(409, "already_answered",
        "This question has been answered already.", "Cette question a déjà reçu une réponse.");

    public static readonly Error AlreadyExists = Of(409, "already_exists",
        "This exists already.", "Cet élément existe déjà.");

    public static readonly Error Busy = Of(409, "busy",
        "Somebody else changed this at the same moment; please try again.",
        "Une autre personne l’a modifié au même instant ; veuillez réessayer.");

    public static readonly Error Withdrawn = Of(409, "withdrawn",
        "This has been withdrawn and cannot be changed.", "Cet élément a été retiré et ne peut plus être modifié.");

    public static readonly Error PolicyUnchanged = Of(409, "policy_unchanged",
        "This is the policy in force already; nothing was stored.", "C’est déjà la politique en vigueur ; rien n’a été enregistré.");

    public static readonly Error LinkExpired = Of(410, "link_expired",
        "This link has expired.", "Ce lien a expiré.");

    public static readonly Error Stale = Of(412, "stale",
        "This was changed since you read it: read it again, then repeat your change.",
        "Cet élément a changé depuis votre lecture : relisez-le, puis refaites votre modification.");

    public static readonly Error TooLarge = Of(413, "too_large",
        "The body is larger than is taken here.", "Le corps de la requête dépasse la taille admise.");

    public static readonly Error WrongContentType = Of(415, "wrong_content_type",
        "This address takes another type of content.", "Cette adresse attend un autre type de contenu.");

    public static readonly Error IdempotencyKeyReused = Of(422, "idempotency_key_reused",
        "This Idempotency-Key came before with another body.", "Cette Idempotency-Key a déjà servi avec un autre contenu.");

    public static readonly Error IfMatchRequired = Of(428, "if_match_required",
        "Send the ETag that you read as If-Match.", "Envoyez dans If-Match l’ETag que vous avez lu.");

    public static readonly Error Unexpected = Of(500, "unexpected",
        "Something went wrong on our side; nothing was lost of what was acknowledged.",
        "Une erreur s’est produite de notre côté ; rien de ce qui a été confirmé n’est perdu.");

    public static readonly Error StorageUnavailable = Of(503, "storage_unavailable",
        "Storage does not answer; please try again in a moment.",
        "Le stockage ne répond pas ; veuillez réessayer dans un instant.");

    /// <summary>The whole catalogue, for docs and tests.</summary>
    public static IReadOnlyList<Error> All { get; } =
        [.. typeof(ErrorCatalogue).GetFields().Where(field => field.FieldType == typeof(Error)).Select(field => (Error)field.GetValue(null)!)];

    /// <summary>The error of a decision that the domain refused, by the domain's code.</summary>
    public static Error OfDecision(string code) =>
        All.FirstOrDefault(error => error.Code == code) ?? throw new ArgumentException($"No error has the code {code}.", nameof(code));

    /// <summary>The error of an answer for which nothing more exact is known.</summary>
    public static Error OfStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => KeyRequired,
        StatusCodes.Status403Forbidden => ForbiddenRole,
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status415UnsupportedMediaType => WrongContentType,
        StatusCodes.Status503ServiceUnavailable => StorageUnavailable,
        < 500 => BadRequest,
        _ => Unexpected,
    };

    private static Error Of(int status, string code, string en, string fr) => new(code, status, LocalText.Of(en, fr));
}

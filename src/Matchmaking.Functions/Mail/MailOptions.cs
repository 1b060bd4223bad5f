using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Functions.Mail;

/// <summary>The settings under <c>Mail</c>. Checked on start.</summary>
internal sealed class MailOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "Mail";

    /// <summary>The sender's address. Default: an address that no mail reaches.</summary>
    [Required, EmailAddress, StringLength(254)]
    public string From { get; set; } = "matchmaking@localhost";

    /// <summary>The sender's name.</summary>
    [Required, StringLength(100)]
    public string FromName { get; set; } = "Matchmaking";

    /// <summary>Where replies go; null: to the sender.</summary>
    [EmailAddress, StringLength(254)]
    public string? ReplyTo { get; set; }

    /// <summary>
    /// The folder of <c>.eml</c> files, used while no SendGrid key is set. Default: <c>mail</c> in the embedded store's
    /// folder, or <c>data/mail</c> with another store.
    /// </summary>
    [Required]
    public string Folder { get; set; } = Path.Combine("data", "mail");

    /// <summary>True in production: mail may go to anybody. Default: false.</summary>
    public bool Production { get; set; }

    /// <summary>
    /// Who may receive mail through SendGrid outside production: whole addresses, or <c>@domain</c> for everybody there.
    /// Default: nobody.
    /// </summary>
    public IList<string> AllowedRecipients { get; } = [];

    /// <summary>SendGrid's settings.</summary>
    public SendGridOptions SendGrid { get; set; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FromName.Any(char.IsControl))
            yield return new("Mail:FromName must be one line.");

        if (SendGrid.IsConfigured && From.EndsWith("@localhost", StringComparison.OrdinalIgnoreCase))
            yield return new("Mail:From must be set to a verified sender where Mail:SendGrid:ApiKey is.");

        if (!SendGrid.BaseUrl.IsAbsoluteUri || (SendGrid.BaseUrl.Scheme != "https" && !SendGrid.BaseUrl.IsLoopback))
            yield return new("Mail:SendGrid:BaseUrl must be an https address: the key goes there.");

        foreach (var entry in AllowedRecipients.Where(e => e.IndexOf('@', StringComparison.Ordinal) < 0))
            yield return new($"Mail:AllowedRecipients: '{entry}' is neither an address nor @domain.");

        if (SendGrid.Retries is < 0 or > 10 || SendGrid.LongestWait < TimeSpan.Zero || SendGrid.LongestWait > TimeSpan.FromMinutes(3))
            yield return new("Mail:SendGrid: Retries is 0 to 10, LongestWait is 00:00:00 to 00:03:00.");
    }
}

/// <summary>The settings under <c>Mail:SendGrid</c>.</summary>
internal sealed class SendGridOptions
{
    /// <summary>The API key, with the "Mail Send" permission only. Null: mail goes to the folder.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Where the API is. Default: SendGrid's global address; <c>https://api.eu.sendgrid.com/</c> for EU accounts.</summary>
    [Required]
    public Uri BaseUrl { get; set; } = new("https://api.sendgrid.com/");

    /// <summary>True: SendGrid checks each mail and sends none. Default: false.</summary>
    public bool Sandbox { get; set; }

    /// <summary>How often a failed try is repeated within one call, 0 to 10. Default: 4.</summary>
    public int Retries { get; set; } = 4;

    /// <summary>The longest that one wait may be, at most 3 minutes; where SendGrid asks for more, the notice comes back later. Default: 30 s.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one try may take. Default: 20 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>True where there is a key.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(ApiKey);
}

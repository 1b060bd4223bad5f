using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Functions.Mail;

/// <summary>The settings under <c>Mail</c>. Checked on start.</summary>
internal sealed class MailOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "Mail";

    // What stands as it is in a header, in a mailto: link and in the JSON of a provider.
    private const string PlainAddress = @"[A-Za-z0-9!$'*+_~-]+(\.[A-Za-z0-9!$'*+_~-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*";

    /// <summary>The sender's address. Default: an address that no mail reaches.</summary>
    [Required, RegularExpression(PlainAddress), StringLength(254)]
    public string From { get; set; } = "matchmaking@localhost";

    /// <summary>The sender's name.</summary>
    [Required, StringLength(100)]
    public string FromName { get; set; } = "Matchmaking";

    /// <summary>Where replies go; null: to the sender.</summary>
    [RegularExpression(PlainAddress), StringLength(254)]
    public string? ReplyTo { get; set; }

    /// <summary>True in production: mail may go to anybody. Default: false.</summary>
    public bool Production { get; set; }

    /// <summary>
    /// Who may receive mail through SendGrid outside production: whole addresses, or <c>@domain</c> for everybody there.
    /// Default: nobody.
    /// </summary>
    public IList<string> AllowedRecipients { get; } = [];

    /// <summary>SendGrid's settings.</summary>
    public SendGridOptions SendGrid { get; set; } = new();

    /// <summary>The name of a list of ours (RFC 2919): the same as long as the sender's domain is.</summary>
    public string ListId(string list) => $"{list}.{From[(From.LastIndexOf('@') + 1)..]}";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FromName.Any(char.IsControl))
            yield return new("Mail:FromName must be one line.");

        if (SendGrid.IsConfigured && From.EndsWith("@localhost", StringComparison.OrdinalIgnoreCase))
            yield return new("Mail:From must be set to a verified sender where Mail:SendGrid:ApiKey is.");

        if (SendGrid.IsConfigured && SendGrid.ApiKey!.Any(c => c is <= ' ' or > '~'))
            yield return new("Mail:SendGrid:ApiKey must be one word, as SendGrid gave it.");

        if (!SendGrid.BaseUrl.IsAbsoluteUri || (SendGrid.BaseUrl.Scheme != "https" && !SendGrid.BaseUrl.IsLoopback))
            yield return new("Mail:SendGrid:BaseUrl must be an https address: the key goes there.");

        foreach (var entry in AllowedRecipients.Where(e => e.IndexOf('@', StringComparison.Ordinal) < 0))
            yield return new($"Mail:AllowedRecipients: '{entry}' is neither an address nor @domain.");

        if (SendGrid.Retries is < 0 or > 10 || SendGrid.LongestWait < TimeSpan.Zero || SendGrid.LongestWait > TimeSpan.FromMinutes(3))
            yield return new("Mail:SendGrid: Retries is 0 to 10, LongestWait is 00:00:00 to 00:03:00.");

        if (SendGrid.Timeout <= TimeSpan.Zero || SendGrid.Timeout > TimeSpan.FromMinutes(1))
            yield return new("Mail:SendGrid:Timeout is more than 00:00:00, at most 00:01:00.");
    }
}

/// <summary>The settings under <c>Mail:SendGrid</c>.</summary>
internal sealed class SendGridOptions
{
    /// <summary>The API key, with the "Mail Send" permission only. Null: no mail goes through SendGrid.</summary>
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

    /// <summary>How long one try may take, at most a minute. Default: 20 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>True where there is a key.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(ApiKey);
}

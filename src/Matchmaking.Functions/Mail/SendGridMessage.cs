using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Matchmaking.Functions.Mail;

/// <summary>The body of SendGrid's <c>POST /v3/mail/send</c>, for the part of it that one notice needs.</summary>
internal sealed record SendGridMessage(
    IReadOnlyList<SendGridMessage.Personalization> Personalizations,
    SendGridMessage.Address From,
    SendGridMessage.Address? ReplyTo,
    string Subject,
    IReadOnlyList<SendGridMessage.Part> Content,
    IReadOnlyList<SendGridMessage.Attachment>? Attachments,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyList<string> Categories,
    IReadOnlyDictionary<string, string> CustomArgs,
    SendGridMessage.Tracking TrackingSettings,
    SendGridMessage.Settings? MailSettings)
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>The message of an email. Its category and custom argument hold ids, never an address.</summary>
    public static SendGridMessage Of(Email email, MailOptions options) => new(
        [new([new(email.To, MailFolder.OneLine(email.ToName))])],
        new(options.From, options.FromName),
        options.ReplyTo is { } replyTo ? new(replyTo) : null,
        MailFolder.OneLine(email.Subject),
        // Text first: SendGrid refuses any other order.
        [new("text/plain", email.Text), new("text/html", email.Html)],
        email.Calendar is { } calendar
            // The bare type: SendGrid takes no parameters there; UTF-8 is the default (RFC 5545 §3.1.4), the method stands in the file.
            ? [new(Convert.ToBase64String(Encoding.UTF8.GetBytes(calendar)), "text/calendar", Email.CalendarFileName, "attachment")]
            : null,
        new Dictionary<string, string> { ["Content-Language"] = email.Language },
        ["matchmaking"],
        new Dictionary<string, string> { ["notice_id"] = email.NoticeId },
        // Answer links are signed and personal: no third party rewrites or counts them.
        new(new(false), new(false)),
        options.SendGrid.Sandbox ? new(new(true)) : null);

    /// <summary>The message as it is sent.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Form);

    internal sealed record Personalization(IReadOnlyList<Address> To);

    internal sealed record Address(string Email, string? Name = null);

    internal sealed record Part(string Type, string Value);

    internal sealed record Attachment(string Content, string Type, string Filename, string Disposition);

    internal sealed record Switch(bool Enable);

    internal sealed record Tracking(Switch ClickTracking, Switch OpenTracking);

    internal sealed record Settings(Switch SandboxMode);
}

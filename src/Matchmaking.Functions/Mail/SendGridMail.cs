using System.Text;
using SendGrid.Helpers.Mail;

namespace Matchmaking.Functions.Mail;

/// <summary>An email as SendGrid's message.</summary>
internal static class SendGridMail
{
    /// <summary>The message. Its category and custom argument hold ids, never an address.</summary>
    public static SendGridMessage Of(Email email, MailOptions options) => new()
    {
        Personalizations = [new Personalization { Tos = [new EmailAddress(email.To, Email.OneLine(email.ToName))] }],
        From = new EmailAddress(options.From, options.FromName),
        ReplyTo = options.ReplyTo is { } replyTo ? new EmailAddress(replyTo) : null,
        Subject = Email.OneLine(email.Subject),
        // Text first: SendGrid refuses any other order.
        Contents = [new Content("text/plain", email.Text), new Content("text/html", email.Html)],
        Attachments = email.Calendar is { } calendar ? [Attached(calendar)] : null,
        Headers = new Dictionary<string, string>(email.Headers),
        Categories = ["matchmaking"],
        CustomArgs = new() { ["notice_id"] = email.NoticeId },
        // Answer links are signed and personal: no third party rewrites, counts or adds to them.
        TrackingSettings = new()
        {
            ClickTracking = new() { Enable = false },
            OpenTracking = new() { Enable = false },
            SubscriptionTracking = new() { Enable = false },
            Ganalytics = new() { Enable = false },
        },
        MailSettings = options.SendGrid.Sandbox ? new() { SandboxMode = new() { Enable = true } } : null,
    };

    // The bare type: SendGrid takes no parameters there; UTF-8 is the default (RFC 5545 §3.1.4), the method stands in the file.
    private static Attachment Attached(string calendar) => new()
    {
        Content = Convert.ToBase64String(Encoding.UTF8.GetBytes(calendar)),
        Type = "text/calendar",
        Filename = Email.CalendarFileName,
        Disposition = "attachment",
    };
}

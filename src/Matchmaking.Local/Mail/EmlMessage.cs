using System.Text;
using Matchmaking.Functions.Mail;
using MimeKit;

namespace Matchmaking.Local.Mail;

/// <summary>Writes an email as a MIME message: <c>multipart/mixed</c> of the two alternatives and the calendar file, all in seven bits.</summary>
internal sealed class EmlMessage(MailOptions options, TimeProvider time)
{
    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    /// <summary>The message, or null where the address is none.</summary>
    public MimeMessage? Of(Email email, string name)
    {
        if (!MailboxAddress.TryParse(Strict, email.To, out var to) || to.Address != email.To)
            return null;

        var message = new MimeMessage
        {
            Date = time.GetUtcNow(),
            MessageId = $"{name}@matchmaking.invalid",
            Subject = EncodedWords.Of(Email.OneLine(email.Subject)),
            Body = Body(email),
        };
        message.From.Add(new MailboxAddress(EncodedWords.Of(options.FromName), options.From));
        message.To.Add(new MailboxAddress(EncodedWords.Of(Email.OneLine(email.ToName)), to.Address));
        if (options.ReplyTo is { } replyTo)
            message.ReplyTo.Add(MailboxAddress.Parse(replyTo));

        message.Headers.Add("X-Notice-Id", name);
        foreach (var (header, value) in email.Headers)
            (header.StartsWith("Content-", StringComparison.Ordinal) ? message.Body.Headers : message.Headers).Add(header, value);

        return message;
    }

    private static Multipart Body(Email email)
    {
        // What "=_" begins stands in no line of base64, so boundaries need no chance. The last alternative is the one that a mail
        // program prefers (RFC 2046 §5.1.4).
        var body = new MultipartAlternative(Part("text/plain; charset=utf-8", email.Text), Part("text/html; charset=utf-8", email.Html)) { Boundary = "=_alternative" };
        if (email.Calendar is not { } calendar)
            return body;

        var file = Part(Email.CalendarType, calendar);
        file.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment);
        file.FileName = Email.CalendarFileName;
        return new Multipart("mixed", body, file) { Boundary = "=_mixed" };
    }

    private static MimePart Part(string type, string text) => new(ContentType.Parse(type))
    {
        Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(text))),
        ContentTransferEncoding = ContentEncoding.Base64,
    };
}

using System.Net.Mail;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Matchmaking.Functions.Mail;

/// <summary>
/// Lays each email into a folder as one <c>.eml</c> file named after its notice: a repeat replaces the file instead of
/// adding a second one. Nothing leaves the machine, so everybody is allowed.
/// </summary>
internal sealed class MailFolder(IOptions<MailOptions> options) : MailSender
{
    /// <summary>The folder's full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(options.Value.Folder);

    /// <summary>The stem of the file of a notice: its id where that is a plain file name, else a hash of it.</summary>
    public static string NameOf(string noticeId) => IsName(noticeId)
        ? noticeId
        : "notice-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(noticeId)).AsSpan(0, 16));

    /// <summary>True for what can be the stem of a mail's file: 1 to 120 ASCII letters, digits, hyphens and underscores.</summary>
    public static bool IsName(string text) =>
        text is { Length: >= 1 and <= 120 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <inheritdoc/>
    public override bool RepeatIsHarmless => true;

    /// <inheritdoc/>
    public override async Task<SendOutcome> SendAsync(Email email, CancellationToken cancellationToken)
    {
        if (!MailAddress.TryCreate(email.To, OneLine(email.ToName), out var to))
            return new SendOutcome.Rejected("bad_address");

        // Written beside, made durable, then renamed: whoever looks sees a whole mail or none.
        var workshop = Directory.CreateDirectory(System.IO.Path.Combine(Path, $".{Guid.NewGuid():N}"));
        try
        {
            using var message = Message(email, to);
            using var pickup = new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = workshop.FullName,
                DeliveryFormat = SmtpDeliveryFormat.SevenBit,
            };
            await pickup.SendMailAsync(message, cancellationToken);
            var written = workshop.EnumerateFiles("*.eml").Single().FullName;
            await using (var file = new FileStream(written, FileMode.Open, FileAccess.ReadWrite))
                file.Flush(flushToDisk: true);

            File.Move(written, System.IO.Path.Combine(Path, NameOf(email.NoticeId) + ".eml"), overwrite: true);
            return new SendOutcome.Sent();
        }
        finally
        {
            workshop.Delete(recursive: true);
        }
    }

    /// <summary>The mails in the folder, newest first.</summary>
    public IReadOnlyList<StoredMail> List() => Directory.Exists(Path)
        ? [.. new DirectoryInfo(Path).EnumerateFiles("*.eml")
            .Select(f => Read(System.IO.Path.GetFileNameWithoutExtension(f.Name)))
            .OfType<StoredMail>()
            .OrderByDescending(m => m.LaidAt)
            .ThenBy(m => m.Name, StringComparer.Ordinal)]
        : [];

    /// <summary>One mail, or null.</summary>
    public StoredMail? Read(string name) =>
        PathOf(name) is { } path ? EmlReader.Read(name, File.GetLastWriteTimeUtc(path), File.ReadAllText(path)) : null;

    /// <summary>The file of a name; null where there is none or where it could lead out of the folder.</summary>
    public string? PathOf(string name) =>
        IsName(name) && System.IO.Path.Combine(Path, name + ".eml") is var path && File.Exists(path) ? path : null;

    private MailMessage Message(Email email, MailAddress to)
    {
        var message = new MailMessage(new MailAddress(options.Value.From, options.Value.FromName), to)
        {
            Subject = OneLine(email.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        if (options.Value.ReplyTo is { } replyTo)
            message.ReplyToList.Add(replyTo);

        message.Headers.Add("Message-ID", $"<{NameOf(email.NoticeId)}@matchmaking.invalid>");
        message.Headers.Add("X-Notice-Id", NameOf(email.NoticeId));
        message.Headers.Add("Content-Language", email.Language);
        // The last alternative is the one that a mail program prefers (RFC 2046 §5.1.4).
        message.AlternateViews.Add(View(email.Text, "text/plain; charset=utf-8"));
        message.AlternateViews.Add(View(email.Html, "text/html; charset=utf-8"));
        if (email.Calendar is { } calendar)
        {
            message.Attachments.Add(new Attachment(new MemoryStream(Encoding.UTF8.GetBytes(calendar)), new ContentType(Email.CalendarType))
            {
                Name = Email.CalendarFileName,
                TransferEncoding = TransferEncoding.Base64,
            });
        }

        return message;
    }

    private static AlternateView View(string text, string type) =>
        new(new MemoryStream(Encoding.UTF8.GetBytes(text)), new ContentType(type)) { TransferEncoding = TransferEncoding.Base64 };

    /// <summary>A header is one line: whatever could end it becomes a space.</summary>
    internal static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}

using MimeKit;

namespace Matchmaking.Local.Mail;

/// <summary>A mail as it lies in the folder.</summary>
/// <param name="Name">The file's stem, which is its address under <c>/mail</c>.</param>
/// <param name="LaidAt">When the file was written.</param>
/// <param name="To">The <c>To</c> header, decoded.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Language">The language it is written in.</param>
/// <param name="Text">The text part.</param>
/// <param name="Html">The HTML part.</param>
/// <param name="Attachments">The files that come with it.</param>
public sealed record StoredMail(
    string Name,
    DateTimeOffset LaidAt,
    string To,
    string Subject,
    string Language,
    string? Text,
    string? Html,
    IReadOnlyList<StoredAttachment> Attachments)
{
    /// <summary>Reads one file.</summary>
    internal static StoredMail Load(string path)
    {
        using var message = MimeMessage.Load(path);
        return new(
            Path.GetFileNameWithoutExtension(path),
            File.GetLastWriteTimeUtc(path),
            message.To.ToString(),
            message.Subject ?? "",
            message.Body?.Headers[HeaderId.ContentLanguage] ?? "",
            message.TextBody,
            message.HtmlBody,
            [.. message.Attachments.OfType<MimePart>().Select(StoredAttachment.Of)]);
    }
}

/// <summary>A file that comes with a mail.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Content">Its bytes.</param>
public sealed record StoredAttachment(string Name, string Type, byte[] Content)
{
    internal static StoredAttachment Of(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content?.DecodeTo(content);
        return new(part.FileName ?? "attachment", part.ContentType.MimeType, content.ToArray());
    }
}

using System.Security.Cryptography;
using System.Text;
using Matchmaking.Functions.Mail;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Matchmaking.Local.Mail;

/// <summary>
/// Lays each email into a folder as one <c>.eml</c> file named after its notice: a repeat replaces the file instead of
/// adding a second one. Nothing leaves the machine, so everybody is allowed.
/// </summary>
internal sealed class MailFolder : MailSender
{
    private const string Unfinished = ".unfinished";

    /// <summary>For whoever opens the file elsewhere: seven bits, lines ended by CRLF.</summary>
    public static readonly FormatOptions Form = new() { NewLineFormat = NewLineFormat.Dos };

    private readonly EmlMessage _message;

    public MailFolder(IOptions<MailFolderOptions> folder, IOptions<MailOptions> options, TimeProvider time)
    {
        Path = System.IO.Path.GetFullPath(folder.Value.Folder);
        _message = new(options.Value, time);
        Tidy();
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>The stem of the file of a notice: its id where that is a plain file name, else a hash of it.</summary>
    public static string NameOf(string noticeId) => IsName(noticeId)
        ? noticeId
        : "notice-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(noticeId)).AsSpan(0, 16));

    /// <summary>True for what can be the stem of a mail's file: 1 to 120 ASCII letters, digits, hyphens and underscores.</summary>
    public static bool IsName(string text) =>
        text is { Length: >= 1 and <= 120 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <inheritdoc/>
    public override TimeSpan Claim => TimeSpan.Zero;

    /// <inheritdoc/>
    public override async Task<SendOutcome> SendAsync(Email email, CancellationToken cancellationToken)
    {
        var name = NameOf(email.NoticeId);
        using var message = _message.Of(email, name);
        if (message is null)
            return new SendOutcome.Rejected("bad_address");

        // Written beside, made durable, then renamed: whoever looks sees a whole mail or none.
        Directory.CreateDirectory(Path);
        var unfinished = System.IO.Path.Combine(Path, $".{Guid.NewGuid():N}{Unfinished}");
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
            {
                await message.WriteToAsync(Form, file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, System.IO.Path.Combine(Path, name + ".eml"), overwrite: true);
            return new SendOutcome.Sent();
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>The mails in the folder, newest first.</summary>
    public IReadOnlyList<StoredMail> List() => Directory.Exists(Path)
        ? [.. Directory.EnumerateFiles(Path, "*.eml")
            .Select(file => Read(System.IO.Path.GetFileNameWithoutExtension(file)))
            .OfType<StoredMail>()
            .OrderByDescending(mail => mail.LaidAt)
            .ThenBy(mail => mail.Name, StringComparer.Ordinal)]
        : [];

    /// <summary>One mail, or null.</summary>
    public StoredMail? Read(string name) => PathOf(name) is { } path ? StoredMail.Load(path) : null;

    /// <summary>The file of a name; null where there is none or where it could lead out of the folder.</summary>
    public string? PathOf(string name) =>
        IsName(name) && System.IO.Path.Combine(Path, name + ".eml") is var path && File.Exists(path) ? path : null;

    /// <summary>
    /// A kill leaves the mail that was being written, address and all. Should another service write into the same folder just
    /// now, its notice stays pending and it lays the mail again.
    /// </summary>
    private void Tidy()
    {
        if (!Directory.Exists(Path))
            return;

        foreach (var left in Directory.EnumerateFiles(Path, ".*" + Unfinished))
            File.Delete(left);
    }
}

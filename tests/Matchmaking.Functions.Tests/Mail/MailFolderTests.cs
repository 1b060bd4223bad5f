using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Functions.Mail;
using Matchmaking.Local.Mail;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Matchmaking.Functions.Tests.Mail;

public sealed partial class MailFolderTests : IDisposable
{
    private static readonly Email Email = new(
        "notice-1",
        "aissata@demo.example",
        "Aïssata Démo",
        "fr",
        "[Démonstration] République démocratique du Congo : réunion proposée, à une date à convenir avec tous les partenaires",
        "<!DOCTYPE html>\n<p>Bonjour « Aïssata » 😀</p>\n.\n",
        "Bonjour « Aïssata » 😀\n.\nFin\n",
        "BEGIN:VCALENDAR\r\nSUMMARY:é\r\nEND:VCALENDAR\r\n");

    private readonly string _path = Directory.CreateTempSubdirectory("mail-folder").FullName;

    private readonly MailFolder _folder;

    public MailFolderTests() => _folder = Folder(_path);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public async Task A_mail_is_read_back_as_it_was_sent()
    {
        Assert.IsType<SendOutcome.Sent>(await _folder.SendAsync(Email, default));
        var mail = Assert.Single(_folder.List());
        Assert.Equal((Email.Subject, Email.Language, Email.Html, Email.Text), (mail.Subject, mail.Language, mail.Html, mail.Text));
        Assert.Contains("Aïssata Démo", mail.To, StringComparison.Ordinal);
        Assert.Contains("<aissata@demo.example>", mail.To, StringComparison.Ordinal);
        var attachment = Assert.Single(mail.Attachments);
        Assert.Equal(("meeting.ics", "text/calendar", Email.Calendar), (attachment.Name, attachment.Type, Encoding.UTF8.GetString(attachment.Content)));
    }

    [Fact]
    public async Task A_mail_is_ASCII_in_short_lines_ended_by_CRLF_with_text_before_HTML()
    {
        await _folder.SendAsync(Email, default);
        var eml = await File.ReadAllTextAsync(Path.Combine(_path, "notice-1.eml"));
        Assert.True(Ascii.IsValid(eml));
        Assert.All(eml.Split("\r\n"), line => Assert.True(line.Length <= 998 && !line.Contains('\n', StringComparison.Ordinal)));
        Assert.InRange(eml.IndexOf("text/plain", StringComparison.Ordinal), 0, eml.IndexOf("text/html", StringComparison.Ordinal));
        Assert.Contains("multipart/alternative", eml, StringComparison.Ordinal);
        Assert.Contains("method=PUBLISH", eml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeat_replaces_the_file_and_leaves_nothing_beside_it()
    {
        await _folder.SendAsync(Email, default);
        await _folder.SendAsync(Email with { Subject = "Again" }, default);
        Assert.Equal("Again", Assert.Single(_folder.List()).Subject);
        Assert.Single(Directory.EnumerateFileSystemEntries(_path));
    }

    [Fact]
    public async Task Many_mails_at_once_are_all_there()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _folder.SendAsync(Email with { NoticeId = $"notice-{i}" }, default)));
        Assert.Equal(50, _folder.List().Count);
        Assert.Equal(50, Directory.EnumerateFileSystemEntries(_path).Count());
    }

    [Theory]
    [InlineData("TCD|p-1|state|c-1")]
    [InlineData("../../evil")]
    [InlineData("é")]
    [InlineData("")]
    public async Task A_notice_id_that_is_no_file_name_gets_one_of_its_own(string id)
    {
        await _folder.SendAsync(Email with { NoticeId = id }, default);
        var file = Assert.Single(Directory.EnumerateFileSystemEntries(_path));
        Assert.Equal(MailFolder.NameOf(id) + ".eml", Path.GetFileName(file));
        Assert.NotNull(_folder.Read(MailFolder.NameOf(id)));
    }

    [Fact]
    public async Task Nothing_typed_becomes_a_header()
    {
        await _folder.SendAsync(Email with { Subject = "a\r\nBcc: x@demo.example\r\n\r\nbody", ToName = "b\r\nBcc: y@demo.example" }, default);
        var eml = await File.ReadAllTextAsync(Path.Combine(_path, "notice-1.eml"));
        Assert.DoesNotContain("\nBcc", eml, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("a  Bcc: x@demo.example    body", _folder.Read("notice-1")!.Subject);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("a@b.example\r\nBcc: c@d.example")]
    [InlineData("nobody")]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("Somebody <a@b.example>")]
    [InlineData("")]
    public async Task What_is_no_address_is_refused_and_leaves_nothing(string address)
    {
        Assert.Equal(new SendOutcome.Rejected("bad_address"), await _folder.SendAsync(Email with { To = address }, default));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_path));
    }

    [Fact]
    public async Task No_name_leads_out_of_the_folder()
    {
        var inner = Folder(Path.Combine(_path, "inner"));
        await inner.SendAsync(Email, default);
        await _folder.SendAsync(Email with { NoticeId = "outside" }, default);
        Assert.NotNull(inner.PathOf("notice-1"));
        Assert.Null(inner.PathOf("../outside"));
        Assert.Null(inner.PathOf(Path.Combine(_path, "outside")));
        Assert.Null(inner.PathOf(""));
    }

    [Theory]
    [InlineData("Démo, Aïssata")]
    [InlineData("Demo, Aissata")]
    [InlineData("Aissata \"Demo\" \\ x")]
    [InlineData("Aissata <other@demo.example>, Demo")]
    [InlineData("=?utf-8?q?evil?=")]
    [InlineData("Aissata =?utf-8?q?=3Cevil=40demo.example=3E?= Demo")]
    [InlineData("عائشة")]
    [InlineData("A name that is much longer than a line of a header may be and goes on and on until it ends")]
    [InlineData("Unbroken-name-that-is-much-longer-than-a-line-of-a-header-may-be-and-goes-on")]
    public async Task Every_reader_sees_one_address_with_the_name_as_it_was_given(string name)
    {
        await _folder.SendAsync(Email with { ToName = name }, default);
        using var message = await MimeMessage.LoadAsync(Path.Combine(_path, "notice-1.eml"));
        var to = Assert.IsType<MailboxAddress>(Assert.Single(message.To));
        Assert.Equal((name, Email.To), (to.Name, to.Address));

        // The header itself: what stands in it unencoded and unquoted is an atom or the address, and nothing typed looks encoded.
        var header = Fold().Replace(await File.ReadAllTextAsync(Path.Combine(_path, "notice-1.eml")), " ").Split("\r\n")
            .Single(line => line.StartsWith("To: ", StringComparison.Ordinal));
        var bare = QuotedOrEncoded().Replace(header["To: ".Length..], "x");
        Assert.Matches(@"^[A-Za-z0-9 -]+ <aissata@demo\.example>$", bare);
        Assert.DoesNotContain("evil", header, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_says_that_a_program_wrote_it_and_only_the_digest_that_it_is_one_of_a_list()
    {
        await _folder.SendAsync(Email, default);
        await _folder.SendAsync(Email with { NoticeId = "digest", ListId = "committee-digest.demo.example" }, default);
        using var letter = await MimeMessage.LoadAsync(Path.Combine(_path, "notice-1.eml"));
        using var digest = await MimeMessage.LoadAsync(Path.Combine(_path, "digest.eml"));
        Assert.All((MimeMessage[])[letter, digest], mail => Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]));
        Assert.Equal(("notice-1", "digest"), (letter.Headers["X-Notice-Id"], digest.Headers["X-Notice-Id"]));
        Assert.Equal((null, "<committee-digest.demo.example>"), (letter.Headers["List-Id"], digest.Headers["List-Id"]));
        Assert.Equal(Now, letter.Date);
    }

    [Fact]
    public void Whatever_is_typed_is_read_back_as_it_was_given() => Prop.ForAll(
        Typed.Text, Typed.Text, Typed.Text,
        // A contact's name has 200 characters at most.
        (subject, name, text) => ReadBackAsync(subject, string.Concat(name.EnumerateRunes().Take(100)), text).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private async Task ReadBackAsync(string subject, string name, string text)
    {
        await _folder.SendAsync(Email with { Subject = subject, ToName = name, Text = text, Html = "<p>" + text }, default);
        var mail = _folder.Read("notice-1")!;
        using var message = await MimeMessage.LoadAsync(_folder.PathOf("notice-1")!);
        var to = Assert.IsType<MailboxAddress>(Assert.Single(message.To));
        // How many spaces part two words of a name says nothing (RFC 5322 §3.2.5).
        Assert.Equal((Line(subject), Spaces().Replace(Line(name), " "), Email.To), (mail.Subject, Spaces().Replace(to.Name ?? "", " "), to.Address));
        Assert.Equal([text, "<p>" + text], message.BodyParts.OfType<TextPart>().Where(part => !part.IsAttachment).Select(Decoded));
        // A page has line ends of its own.
        Assert.Equal((Flat(text), "<p>" + Flat(text)), (Flat(mail.Text!), Flat(mail.Html!)));
        Assert.Equal(Email.Calendar, Encoding.UTF8.GetString(Assert.Single(mail.Attachments).Content));
        var eml = await File.ReadAllTextAsync(_folder.PathOf("notice-1")!);
        Assert.True(Ascii.IsValid(eml));
        Assert.All(eml.Split("\r\n"), line => Assert.True(line.Length <= 998 && !line.Contains('\n', StringComparison.Ordinal) && !line.Contains('\r', StringComparison.Ordinal)));

        static string Flat(string text) => text.Replace("\r", "", StringComparison.Ordinal);

        static string Decoded(MimePart part)
        {
            using var bytes = new MemoryStream();
            part.Content!.DecodeTo(bytes);
            return Encoding.UTF8.GetString(bytes.ToArray());
        }

        static string Line(string typed) => string.Concat(typed.Select(c => char.IsControl(c) || c == '\u2028' ? ' ' : c)).Trim();
    }

    [Fact]
    public async Task The_same_mail_is_the_same_file_to_the_byte()
    {
        await _folder.SendAsync(Email, default);
        var first = await File.ReadAllBytesAsync(Path.Combine(_path, "notice-1.eml"));
        await _folder.SendAsync(Email, default);
        Assert.Equal(first, await File.ReadAllBytesAsync(Path.Combine(_path, "notice-1.eml")));
    }

    [Fact]
    public async Task What_a_kill_left_unfinished_is_gone_with_the_next_start()
    {
        await _folder.SendAsync(Email, default);
        await File.WriteAllTextAsync(Path.Combine(_path, ".0123456789abcdef.unfinished"), "To: aissata@demo.example");
        Folder(_path);
        Assert.Equal("notice-1.eml", Path.GetFileName(Assert.Single(Directory.EnumerateFileSystemEntries(_path))));
    }

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private static MailFolder Folder(string path) => new(
        Options.Create(new MailFolderOptions { Folder = path }),
        Options.Create(new MailOptions { From = "committee@demo.example", FromName = "Comité, de coopération" }),
        new RecordedTime(Now));

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\r\n[ \t]")]
    private static partial Regex Fold();

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|=\?utf-8\?[bBqQ]\?[^ ?]+\?=
        """)]
    private static partial Regex QuotedOrEncoded();
}

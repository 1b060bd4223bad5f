using System.Text;
using Matchmaking.Functions.Mail;
using Microsoft.Extensions.Options;

namespace Matchmaking.Functions.Tests.Mail;

public sealed class MailFolderTests : IDisposable
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

    public MailFolderTests() =>
        _folder = new(Options.Create(new MailOptions { Folder = _path, From = "committee@demo.example", FromName = "Comité, de coopération" }));

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
    public async Task What_is_no_address_is_refused_and_leaves_nothing(string address)
    {
        Assert.Equal(new SendOutcome.Rejected("bad_address"), await _folder.SendAsync(Email with { To = address }, default));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_path));
    }

    [Fact]
    public async Task No_name_leads_out_of_the_folder()
    {
        var inner = new MailFolder(Options.Create(new MailOptions { Folder = Path.Combine(_path, "inner") }));
        await inner.SendAsync(Email, default);
        await _folder.SendAsync(Email with { NoticeId = "outside" }, default);
        Assert.NotNull(inner.PathOf("notice-1"));
        Assert.Null(inner.PathOf("../outside"));
        Assert.Null(inner.PathOf(Path.Combine(_path, "outside")));
        Assert.Null(inner.PathOf(""));
    }
}

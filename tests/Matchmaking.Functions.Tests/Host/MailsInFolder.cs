using System.Collections.Concurrent;
using System.Text.Json;
using Matchmaking.Local.Mail;
using Microsoft.AspNetCore.Http;
using MimeKit;

namespace Matchmaking.Functions.Tests.Host;

/// <summary>
/// Takes mails as SendGrid does and lays each into a folder in the local program's way, one file for each notice: so that a test reads them
/// in one way, whoever sent them. How often each came is counted, since SendGrid would deliver it as often.
/// </summary>
internal sealed class MailsInFolder(string folder)
{
    private readonly ConcurrentDictionary<string, int> times = new();

    /// <summary>How often each notice was sent, by the stem of its file.</summary>
    public IReadOnlyDictionary<string, int> Times => times;

    /// <summary>Answers one call of Mail Send.</summary>
    public async Task TakeAsync(HttpContext context)
    {
        using var json = await JsonDocument.ParseAsync(context.Request.Body);
        var mail = json.RootElement;
        var name = MailFolder.NameOf(mail.GetProperty("custom_args").GetProperty("notice_id").GetString()!);
        using var message = MessageOf(mail);
        var unfinished = Path.Combine(folder, Path.GetRandomFileName());
        await message.WriteToAsync(MailFolder.Form, unfinished);
        File.Move(unfinished, Path.Combine(folder, name + ".eml"), overwrite: true);
        times.AddOrUpdate(name, 1, (_, count) => count + 1);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static MimeMessage MessageOf(JsonElement mail)
    {
        var body = new BodyBuilder();
        foreach (var content in mail.GetProperty("content").EnumerateArray())
        {
            var value = content.GetProperty("value").GetString();
            (body.TextBody, body.HtmlBody) = content.GetProperty("type").GetString() == "text/plain" ? (value, body.HtmlBody) : (body.TextBody, value);
        }

        if (mail.TryGetProperty("attachments", out var attachments))
        {
            foreach (var file in attachments.EnumerateArray())
            {
                body.Attachments.Add(
                    file.GetProperty("filename").GetString()!, file.GetProperty("content").GetBytesFromBase64(), ContentType.Parse(file.GetProperty("type").GetString()!));
            }
        }

        var (from, to) = (mail.GetProperty("from"), Assert.Single(mail.GetProperty("personalizations")[0].GetProperty("to").EnumerateArray()));
        var message = new MimeMessage([AddressOf(from)], [AddressOf(to)], mail.GetProperty("subject").GetString()!, body.ToMessageBody());
        foreach (var header in mail.GetProperty("headers").EnumerateObject())
        {
            (header.Name.StartsWith("Content-", StringComparison.Ordinal) ? message.Body!.Headers : message.Headers).Add(header.Name, header.Value.GetString()!);
        }

        return message;
    }

    private static MailboxAddress AddressOf(JsonElement address) =>
        new(address.TryGetProperty("name", out var name) ? name.GetString() : null, address.GetProperty("email").GetString()!);
}

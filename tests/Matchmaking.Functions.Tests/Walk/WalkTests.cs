using System.Net;
using System.Text;
using System.Text.Json;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Tests.Durability;
using Matchmaking.Local.Mail;
using Matchmaking.Mail;

namespace Matchmaking.Functions.Tests.Walk;

/// <summary>The whole path as the README tells it: from the demonstration's needs to the partners' answers.</summary>
public sealed class WalkTests
{
    private const string State = "SEN";

    [Theory]
    [InlineData("embedded")]
    [InlineData("azure")]
    [InlineData("package")]
    public async Task From_a_declared_need_to_the_meeting_in_the_mailboxes(string way)
    {
        var home = await Home.NewAsync(way);
        await using var demo = await DemoService.StartAsync(home);
        Assert.True(demo.ProposalLines.Count >= 10, demo.Process.Output);

        var proposal = await demo.ApproveAsync(State);
        var (id, path) = (Text(proposal, "id"), $"api/proposals/{State}/{Text(proposal, "id")}");
        var invitation = await demo.LetterAsync(id, "state_invitation", State);
        await RequireLanguageAsync(demo, invitation, State);
        await OpeningALinkChangesNothingAsync(demo, DemoService.LinkIn(invitation), path);

        Assert.Equal(200, await demo.AnswerAsync(DemoService.LinkIn(invitation), "yes"));
        Assert.Equal("accepted", Text(await demo.GetAsync(path, "COMMITTEE"), "status"));
        var partners = proposal.GetProperty("partners").EnumerateArray().Select(partner => Text(partner, "partner")).ToList();
        Assert.NotEmpty(partners);
        foreach (var partner in partners)
        {
            var letter = await demo.LetterAsync(id, "partner_invitation", partner);
            await RequireLanguageAsync(demo, letter, partner);
            RequireCalendar(letter);
        }

        await ALinkWorksOnceAsync(demo, DemoService.LinkIn(invitation), path);
        var link = DemoService.LinkIn(await demo.LetterAsync(id, "partner_invitation", partners[0]));
        Assert.Equal(200, await demo.AnswerAsync(link, "yes"));
        await ALinkWorksOnceAsync(demo, link, path);
        var answers = (await demo.GetAsync(path, "COMMITTEE")).GetProperty("partners").EnumerateArray()
            .ToDictionary(partner => Text(partner, "partner"), partner => partner.TryGetProperty("answer", out var answer) ? answer.GetString() : null);
        Assert.Equal("yes", answers[partners[0]]);
        Assert.All(answers.Where(answer => answer.Key != partners[0]), answer => Assert.Null(answer.Value));

        await AForgedLinkIsRefusedAsync(demo, link, path);
        await TheCommitteeHearsAsync(demo, id);
        await (way == "package" ? ThePackageShowsNoMailsAsync(demo) : TheReadersPageListsAllMailsAsync(demo));
        await AnExpiredLinkIsRefusedAsync(demo, home, invitation, proposal, path);
    }

    private static async Task RequireLanguageAsync(DemoService demo, StoredMail mail, string participant)
    {
        var contact = (await demo.GetAsync($"api/contacts/{participant}", "SECRETARIAT")).EnumerateArray().Single(contact => mail.To.Contains(Text(contact, "email"), StringComparison.Ordinal));
        Assert.Equal(Text(contact, "language"), mail.Language);
        Assert.Contains(mail.Language == "fr" ? "Votre réponse" : "Your answer", mail.Text, StringComparison.Ordinal);
        Assert.Equal($"{mail.Language}/", DemoService.LinkIn(mail).Segments[1]);
        Assert.True(participant is not ("SEN" or "LBN" or "MRT") || mail.Language == "fr", $"{participant} is written to in {mail.Language}");
    }

    private static async Task OpeningALinkChangesNothingAsync(DemoService demo, Uri link, string path)
    {
        var before = await StateOfAffairsAsync(demo, path);
        for (var time = 0; time < 2; time++)
        {
            using var page = await demo.Process.Http.GetAsync(link);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains("<form method=\"post\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var head = await demo.Process.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, link));
        Assert.True((int)head.StatusCode < 500);
        Assert.Equal(before, await StateOfAffairsAsync(demo, path));
    }

    private static async Task ALinkWorksOnceAsync(DemoService demo, Uri link, string path)
    {
        var before = await demo.GetAsync(path, "COMMITTEE");
        Assert.Equal(409, await demo.AnswerAsync(link, "no"));
        using var page = await demo.Process.Http.GetAsync(link);
        Assert.Equal(HttpStatusCode.Conflict, page.StatusCode);
        Assert.Equal(before.ToString(), (await demo.GetAsync(path, "COMMITTEE")).ToString());
    }

    private static async Task AForgedLinkIsRefusedAsync(DemoService demo, Uri link, string path)
    {
        var before = await demo.GetAsync(path, "COMMITTEE");
        var text = link.AbsoluteUri;
        var forged = new Uri(text[..^10] + (text[^10] == 'A' ? 'B' : 'A') + text[^9..]);
        Assert.Equal(404, await demo.AnswerAsync(forged, "no"));
        Assert.Equal(before.ToString(), (await demo.GetAsync(path, "COMMITTEE")).ToString());
    }

    // Signed with the service's own key, so that nothing but its date is wrong.
    private static async Task AnExpiredLinkIsRefusedAsync(DemoService demo, Home home, StoredMail invitation, JsonElement proposal, string path)
    {
        await demo.Process.StopAsync();
        byte[] key;
        var store = await home.OpenAsync();
        await using (store.Account)
        {
            key = await new SigningKey(store).GetAsync(default);
        }

        await demo.Process.RestartAsync();
        var state = ParticipantId.Parse(State, null);
        var hourAgo = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds();
        var claim = new AnswerClaim(state, Text(proposal, "id"), AnswerQuestion.State, state, "focal-point", invitation.Name, OfferedAnswer.Yes, hourAgo);
        var before = await demo.GetAsync(path, "COMMITTEE");
        Assert.Equal(410, await demo.AnswerAsync(new Uri(demo.Process.Http.BaseAddress!, $"fr/answer/{AnswerLink.Sign(claim, key)}"), "no"));
        Assert.Equal(before.ToString(), (await demo.GetAsync(path, "COMMITTEE")).ToString());
    }

    private static async Task TheCommitteeHearsAsync(DemoService demo, string id)
    {
        var members = (await demo.GetAsync("api/contacts/committee", "SECRETARIAT")).EnumerateArray().Where(contact => contact.GetProperty("active").GetBoolean()).ToList();
        Assert.NotEmpty(members);
        foreach (var member in members)
        {
            var told = await demo.LetterAsync(id, "state_answered", $"committee-{Text(member, "id")}");
            Assert.Equal(Text(member, "language"), told.Language);
            List<StoredMail> digests = [];
            await Until.TrueAsync(() => (digests = [.. demo.Mails().Where(mail => mail.Name.StartsWith("digest-", StringComparison.Ordinal) && mail.To.Contains(Text(member, "email"), StringComparison.Ordinal))]).Count > 0, "a digest");
            // Many proposals, few digests: one for each interval in which rounds proposed something.
            Assert.True(digests.Count <= demo.ProposalLines.Count / 2, $"{digests.Count} digests for {demo.ProposalLines.Count} proposals");
        }
    }

    private static async Task TheReadersPageListsAllMailsAsync(DemoService demo)
    {
        var mails = demo.Mails();
        var page = await demo.Process.Http.GetStringAsync("mail");
        Assert.All(mails, mail => Assert.Contains($"/mail/{mail.Name}\"", page, StringComparison.Ordinal));
        Assert.Contains("<iframe", await demo.Process.Http.GetStringAsync($"mail/{mails[0].Name}"), StringComparison.Ordinal);
    }

    private static async Task ThePackageShowsNoMailsAsync(DemoService demo)
    {
        using var page = await demo.Process.Http.GetAsync("mail");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    private static void RequireCalendar(StoredMail mail)
    {
        var file = Assert.Single(mail.Attachments);
        Assert.Equal("text/calendar", file.Type);
        var text = Encoding.UTF8.GetString(file.Content);
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(c => c == '\n'), text.Split("\r\n").Length - 1);
        foreach (var name in (string[])["VERSION:2.0", "BEGIN:VEVENT", "UID:", "DTSTAMP:", "DTSTART", "SUMMARY"])
        {
            Assert.Contains($"\r\n{name}", text, StringComparison.Ordinal);
        }
    }

    private static async Task<string> StateOfAffairsAsync(DemoService demo, string path) => string.Join(
        '\n',
        await demo.GetAsync(path, "COMMITTEE"),
        await demo.GetAsync($"api/audit/{State}", "COMMITTEE"),
        string.Join(' ', demo.Letters().Select(mail => mail.Name)));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}

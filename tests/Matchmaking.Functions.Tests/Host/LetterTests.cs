using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Functions.Tests.Api;
using Matchmaking.Functions.Tests.Walk;
using Matchmaking.FunctionsHost;
using Matchmaking.Local.Mail;

namespace Matchmaking.Functions.Tests.Host;

/// <summary>From a message in a queue to a letter, through the host's triggers and SendGrid's own client.</summary>
[Collection(typeof(SharedPackage))]
public sealed class LetterTests(SharedPackage package, ITestOutputHelper output)
{
    [Fact]
    public async Task A_declared_need_becomes_a_proposal_and_once_approved_and_accepted_letters()
    {
        var before = package.Host.Invocations.Count;
        Assert.Equal(201, (await package.SendAsync("POST", "api/capacities/NOR", "NOR", Content.Json(Bodies.Capacity()))).Status);
        Assert.Equal(201, (await package.SendAsync("POST", "api/needs/KHM", "KHM", Content.Json(Bodies.Need()))).Status);

        var proposal = await ProposalAsync("KHM");
        var address = $"api/proposals/KHM/{proposal["id"]}";
        for (var status = 412; status != 200;)
        {
            var etag = (await package.SendAsync("GET", address, "committee")).ETag;
            status = (await package.SendAsync("POST", address + "/review", "committee", Content.Json("""{"verdict":"approve"}"""), ("If-Match", etag))).Status;
            Assert.True(status is 200 or 412);
        }

        var invitation = await LetterAsync($"{proposal["id"]}-state_invitation-KHM");
        Assert.Contains("khm@example.org", invitation.To, StringComparison.Ordinal);
        var link = DemoService.LinkIn(invitation);
        Assert.StartsWith("https://matchmaking.example/en/answer/", link.AbsoluteUri, StringComparison.Ordinal);

        var said = await package.SendAsync("POST", link.PathAndQuery, content: Content.Form("answer=yes&note="));
        Assert.Equal(200, said.Status);
        var letter = await LetterAsync($"{proposal["id"]}-partner_invitation-NOR");
        Assert.Contains("BEGIN:VCALENDAR", Encoding.UTF8.GetString(Assert.Single(letter.Attachments).Content), StringComparison.Ordinal);

        await Until.TrueAsync(() => LogOf("notify").Contains("sent", StringComparison.Ordinal), "the line of a sent notice");
        Assert.DoesNotContain("example.org", string.Join('\n', package.Host.Logs), StringComparison.Ordinal);
        output.WriteLine(string.Join('\n', package.Host.Invocations.GroupBy(call => (call.Function, call.Outcome)).Select(calls => $"{calls.Key}: {calls.Count()}")));
        Assert.DoesNotContain(package.Host.Invocations.Skip(before), call => call is { Outcome: Outcome.Failed, Function: "match" });
    }

    private string LogOf(string function)
    {
        var calls = package.Host.Invocations.Where(call => call.Function == function).Select(call => call.Id).ToHashSet();
        return string.Join('\n', package.Host.Logs.Where(line => line.InvocationId is { } id && calls.Contains(id)).Select(line => line.Message));
    }

    private async Task<JsonNode> ProposalAsync(string state)
    {
        JsonNode? found = null;
        await Until.TrueAsync(
            async () => (found = (await package.SendAsync("GET", $"api/proposals/{state}", "committee")).Json["items"]!.AsArray().LastOrDefault()) is not null,
            () => $"a proposal for {state}; errors: {string.Join('\n', package.Host.Errors)}",
            seconds: 90);
        return found!;
    }

    private async Task<StoredMail> LetterAsync(string name)
    {
        string? file = null;
        await Until.TrueAsync(
            () => (file = Directory.EnumerateFiles(package.Home.MailFolder, name + "*.eml").SingleOrDefault()) is not null,
            $"the letter {name}");
        return StoredMail.Load(file!);
    }
}

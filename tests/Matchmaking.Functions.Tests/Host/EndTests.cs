using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Tests.Api;
using Matchmaking.Functions.Tests.Durability;
using Matchmaking.Functions.Tests.Mail;
using Matchmaking.FunctionsHost;
using Matchmaking.Mail;
using Matchmaking.Proposals;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Tests.Host;

/// <summary>How the worker ends when the host does.</summary>
public sealed class EndTests
{
    [Fact]
    public async Task At_the_hosts_end_a_request_is_answered_a_letter_given_up_and_sent_after_the_next_start()
    {
        await using var sendGrid = await FakeSendGrid.StartAsync(FakeSendGrid.Silence, FakeSendGrid.Status(202));
        var home = await Home.NewAsync("package");
        var keys = await Declarer.PrepareAsync(home);
        var store = await home.OpenAsync();
        await using var account = store.Account;
        await using var service = (PackageService)await home.StartAsync(environment:
            [("Mail__SendGrid__BaseUrl", sendGrid.Address.AbsoluteUri), ("Mail__SendGrid__Timeout", "00:01:00")]);
        var notice = await ALetterIsBeingSentAsync(store);
        await Until.TrueAsync(() => sendGrid.Requests.Count == 1, "the letter on its way");
        using var caller = new Leaver(service.Port);
        var body = Bodies.NeedHeader + "\r\n" + Bodies.NeedLine("SDN") + "\r\n";
        await caller.SendAsync($"POST /api/needs/SDN/import HTTP/1.1\nHost: localhost\nAuthorization: Bearer {keys["SDN"]}\nContent-Type: text/csv\nContent-Length: {body.Length}\n\n");
        await Until.TrueAsync(() => service.Host.Invocations.Any(call => call.Function == "needs"), "the request's begin");

        var stopped = service.StopAsync();
        await caller.SendAsync(body);
        Assert.Equal("HTTP/1.1 200 OK", await caller.AnswerAsync());
        Assert.Equal(0, await stopped);

        Assert.Equal(Outcome.Cancelled, Assert.Single(service.Host.Invocations, call => call.Function == "notify").Outcome);
        var waiting = (await store.States.FindAsync<Notice>("TCD", notice, default))!.Value;
        Assert.Equal((NoticeStatus.Pending, null), (waiting.Status, waiting.TriedAt));
        Assert.Equal(1, await store.Notice.CountAsync());
        // The worker itself calls it an error that an invocation was cancelled.
        var cancelled = service.Host.Invocations.Where(call => call.Outcome == Outcome.Cancelled).Select(call => call.Id).ToHashSet();
        Assert.All(service.Host.Errors, error => Assert.Contains(error.InvocationId ?? "", cancelled));

        await service.RestartAsync();
        await Until.TrueAsync(
            async () => (await store.States.FindAsync<Notice>("TCD", notice, default))!.Value is { Status: NoticeStatus.Sent, Attempts: 2 },
            "the letter, after the next start");
    }

    private static async Task<string> ALetterIsBeingSentAsync(Store store)
    {
        var (state, notice) = (DemoLetters.Chad, DemoLetters.Notice(NoticeKind.StateInvitation));
        Assert.IsType<TransactionResult.Committed>(await store.States.SubmitAsync(
        [
            RowChange.Upsert(Documents.ToRow(state.Value, Keys.Contact("c-1"), DemoLetters.To(state, "fr"))),
            RowChange.Add(Documents.ToRow(state.Value, Keys.Proposal("p-demo-1"), DemoLetters.Proposal with { Status = ProposalStatus.Approved })),
            RowChange.Add(Documents.ToRow(state.Value, Keys.Notice(notice.Id), notice)),
        ]));
        await store.SendAsync("notice", Messages.OfNotice(state.Value, Keys.Notice(notice.Id)).Write());
        return Keys.Notice(notice.Id);
    }
}

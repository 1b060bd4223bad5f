using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Mail;
using Matchmaking.Functions.Tests.Durability;
using Matchmaking.Mail;
using Matchmaking.Proposals;
using Matchmaking.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Functions.Tests.Mail;

public sealed class NoticeSenderTests
{
    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_notice_waits_while_SendGrid_refuses_our_account_and_is_sent_once_that_is_put_right(int status)
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Status(status), FakeSendGrid.Status(202));
        await using var workshop = await Workshop.OpenAsync(
            ("Mail:From", "committee@demo.example"),
            ("Mail:Production", "true"),
            ("Mail:SendGrid:ApiKey", "SG.not-a-real-key"),
            ("Mail:SendGrid:BaseUrl", server.Address.AbsoluteUri));
        await WriteAsync(workshop.Store);

        await SendAsync(workshop);
        var waiting = await NoticeAsync(workshop.Store);
        Assert.Equal((NoticeStatus.Pending, $"http_{status}", null), (waiting.Status, waiting.Outcome, waiting.SentAt));
        Assert.Equal(1, await workshop.Store.Notice.CountAsync());

        await SendAsync(workshop);
        var sent = await NoticeAsync(workshop.Store);
        Assert.Equal((NoticeStatus.Sent, "sent", 2), (sent.Status, sent.Outcome, sent.Attempts));
        Assert.Equal(2, server.Requests.Count);
    }

    private static async Task WriteAsync(Store store)
    {
        var (state, notice) = (DemoLetters.Chad, DemoLetters.Notice(NoticeKind.StateInvitation));
        Assert.IsType<TransactionResult.Committed>(await store.States.SubmitAsync(
        [
            RowChange.Add(Documents.ToRow(state.Value, Keys.Contact("c-1"), DemoLetters.To(state, "fr"))),
            RowChange.Add(Documents.ToRow(state.Value, Keys.Proposal("p-demo-1"), DemoLetters.Proposal with { Status = ProposalStatus.Approved })),
            RowChange.Add(Documents.ToRow(state.Value, Keys.Notice(notice.Id), notice)),
        ]));
    }

    private static Task<bool> SendAsync(Workshop workshop) => workshop.WithAsync(async services =>
    {
        await services.GetRequiredService<NoticeSender>().SendAsync("TCD", Keys.Notice("notice-state_invitation"), default);
        return true;
    });

    private static async Task<Notice> NoticeAsync(Store store) =>
        (await store.States.FindAsync<Notice>("TCD", Keys.Notice("notice-state_invitation"), default))!.Value;
}

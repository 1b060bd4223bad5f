using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Proposals;
using Matchmaking.Local.Demo;
using Matchmaking.Local.Mail;
using Matchmaking.Mail;
using Matchmaking.Matching;
using Matchmaking.Proposals;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Functions.Tests.Durability;

/// <summary>Messages about notices that come twice, late or out of order: nobody is written to twice, nobody is forgotten.</summary>
public sealed class NoticeRepeatTests
{
    private static readonly Actor Committee = new("test", Role.Committee, ParticipantId.Parse("CHE", null));

    [Theory]
    [InlineData(1)]
    public async Task Every_notice_message_three_times_and_in_any_order_sends_each_mail_once(int seed)
    {
        await using var workshop = await Workshop.OpenAsync(("Digest:Interval", "00:00:01"));
        await workshop.WithAsync(services => ActivatorUtilities.CreateInstance<DemoLoader>(services).LoadAsync(default));
        await DrainAsync(workshop, seed);
        var digests = (await Stock.ReadAsync(workshop.Store)).Notices.ToList();
        Assert.NotEmpty(digests);
        Assert.All(digests, notice => Assert.Equal(NoticeKind.CommitteeDigest, notice.Kind));

        await ActAsync(workshop, ProposalStatus.Proposed, (actions, proposal) => actions.ReviewAsync(proposal, (before, at) => ProposalRules.Approve(before, Committee, null, at, MatchPolicy.Standard), Committee, default));
        var late = await DrainAsync(workshop, seed);
        await ActAsync(workshop, ProposalStatus.Approved, (actions, proposal) => actions.AnswerForStateAsync(
            proposal, yes: true, day: null, note: null, new Actor("focal-point", Role.FocalPoint, proposal.Value.State), usedLink: null, default));
        await DrainAsync(workshop, seed);
        var before = await MailsAsync(workshop);

        // The approval's messages come once more when the State has long answered.
        foreach (var text in late)
        {
            await workshop.RunAsync("notify", text);
        }

        await DrainAsync(workshop, seed);
        Assert.Equal(before, await MailsAsync(workshop));
        var notices = (await Stock.ReadAsync(workshop.Store)).Notices.Where(notice => notice.Kind != NoticeKind.CommitteeDigest).ToList();
        Assert.All(notices, notice => Assert.Equal(NoticeStatus.Sent, notice.Status));
        var accepted = (await Stock.ReadAsync(workshop.Store)).Proposals.Where(proposal => proposal.Status == ProposalStatus.Accepted).ToList();
        Assert.NotEmpty(accepted);
        Assert.Equal(
            accepted.SelectMany(proposal => proposal.Partners.Select(partner => (proposal.Id, partner.Partner.Value))).Order(),
            notices.Where(notice => notice.Kind == NoticeKind.PartnerInvitation).Select(notice => (notice.ProposalId!, notice.Partition)).Order());
        Assert.All(accepted, proposal => Assert.Single(notices, notice => notice.ProposalId == proposal.Id && notice.Kind == NoticeKind.StateInvitation));
    }

    private static async Task<IReadOnlyList<string>> MailsAsync(Workshop workshop) =>
        await workshop.WithAsync(services => Task.FromResult<IReadOnlyList<string>>(
            [.. services.GetRequiredService<MailFolder>().List().Select(mail => mail.Name).Order(StringComparer.Ordinal)]));

    private static async Task ActAsync(Workshop workshop, ProposalStatus status, Func<ProposalActions, Stored<Proposal>, Task<Proposal>> act) => await workshop.WithAsync(async services =>
    {
        foreach (var proposal in (await Stock.ReadAsync(workshop.Store)).Proposals.Where(proposal => proposal.Status == status).Take(3).ToList())
        {
            await act(services.GetRequiredService<ProposalActions>(), (await services.GetRequiredService<ProposalStore>().FindAsync(proposal.State, proposal.Id, default))!);
        }

        return true;
    });

    /// <summary>Handles all messages, each three times, shuffled, until none is left; returns those of the notice queue.</summary>
    private static async Task<IReadOnlyList<string>> DrainAsync(Workshop workshop, int seed)
    {
        var random = new Random(seed);
        List<string> notices = [];
        while (await NextAsync() is { Length: > 0 } batch)
        {
            notices.AddRange(batch.Where(work => work.Function == "notify").Select(work => work.Text).Distinct());
            (string Function, string Text)[] thrice = [.. batch, .. batch, .. batch];
            random.Shuffle(thrice);
            foreach (var chunk in thrice.Chunk(4))
            {
                await Task.WhenAll(chunk.Select(work => workshop.RunAsync(work.Function, work.Text)));
            }
        }

        return notices;

        async Task<(string Function, string Text)[]> NextAsync()
        {
            (string, string)[] batch = [];
            await Until.TrueAsync(
                async () =>
                {
                    batch =
                    [
                        .. (await Workshop.TakeAsync(workshop.Store.Declared)).Select(text => ("match", text)),
                        .. (await Workshop.TakeAsync(workshop.Store.Notice)).Select(text => ("notify", text)),
                    ];
                    return batch.Length > 0
                        || await workshop.Store.Declared.CountAsync() + await workshop.Store.Notice.CountAsync() == 0;
                },
                "the messages that are hidden for a while: a doubled round message for a lease of 30 s",
                seconds: 90);
            return batch;
        }
    }
}

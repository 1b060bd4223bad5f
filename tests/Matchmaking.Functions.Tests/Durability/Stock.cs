using System.Diagnostics;
using System.Text.Json;
using Matchmaking.Declaring;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Matching;
using Matchmaking.Functions.Proposals;
using Matchmaking.Local.Mail;
using Matchmaking.Mail;
using Matchmaking.Proposals;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Tests.Durability;

/// <summary>Everything that a store holds, read once, row by row.</summary>
internal sealed class Stock
{
    /// <summary>Rows of the table <c>states</c>.</summary>
    public List<Row> States { get; } = [];

    /// <summary>Rows of the table <c>market</c>.</summary>
    public List<Row> Market { get; } = [];

    /// <summary>Messages of each queue, hidden ones included.</summary>
    public Dictionary<string, int> Messages { get; } = [];

    public IEnumerable<Need> Needs => Of<Need>(States, Keys.NeedPrefix);

    public IEnumerable<Capacity> Capacities => Of<Capacity>(States, Keys.CapacityPrefix);

    public IEnumerable<Proposal> Proposals => Of<Proposal>(States, Keys.ProposalPrefix);

    public IEnumerable<Notice> Notices => Of<Notice>(States, Keys.NoticePrefix);

    public IEnumerable<AuditEntry> Audit => Of<AuditEntry>(States, Keys.AuditPrefix);

    public IEnumerable<IdempotencyEntry> IdempotencyEntries => Of<IdempotencyEntry>(States, "idempotency|");

    /// <summary>True once nothing is left to do: outboxes and queues are empty and no round is due or running.</summary>
    public bool IsQuiet => StillToDo.Length == 0;

    /// <summary>A number that changes with whatever the service does.</summary>
    private int Progress => HashCode.Combine(
        States.Count, States.Aggregate(0, (sum, row) => sum ^ HashCode.Combine(row.RowKey, row.ETag)), Market.Aggregate(0, (sum, row) => sum ^ HashCode.Combine(row.RowKey, row.ETag)), Messages.Values.Sum());

    /// <summary>What is left to do, for the sentence of a test that waited in vain.</summary>
    public string StillToDo
    {
        get
        {
            var turn = Market.Where(row => row.PartitionKey == Keys.Rounds).Select(row => Documents.Read<RoundTurn>(row).Value).SingleOrDefault();
            List<string> left =
            [
                .. Messages.Where(queue => queue.Value > 0).Select(queue => $"{queue.Value} messages in {queue.Key}"),
                .. States.Where(row => row.RowKey.StartsWith(Keys.OutboxPrefix, StringComparison.Ordinal)).Select(row => $"{row.PartitionKey} {row.RowKey}").Take(3),
                .. turn is { IsDue: true } or { Holder: not null } ? [turn.ToString()] : Array.Empty<string>(),
            ];
            return string.Join(", ", left);
        }
    }

    /// <summary>Reads everything.</summary>
    public static async Task<Stock> ReadAsync(Store store)
    {
        var stock = new Stock();
        stock.States.AddRange(await store.States.ScanAsync().ToListAsync());
        stock.Market.AddRange(await store.Market.ScanAsync().ToListAsync());
        foreach (var name in store.QueueNames)
        {
            stock.Messages[name] = await store.Account.Queue(name).CountAsync();
        }

        return stock;
    }

    /// <summary>Waits until a running service has nothing left to do, as long as it gets on with it: on a busy machine that takes its time.</summary>
    /// <param name="home">The service's home.</param>
    /// <param name="seconds">How long nothing at all may change.</param>
    public static async Task<Stock> WhenQuietAsync(Home home, int seconds)
    {
        var last = new Stock();
        var (seen, since) = (-1, Stopwatch.StartNew());
        while (true)
        {
            last = await home.PeekAsync(ReadAsync);
            if (last.IsQuiet)
                return last;

            if (last.Progress != seen)
            {
                seen = last.Progress;
                since.Restart();
            }

            Assert.True(since.Elapsed < TimeSpan.FromSeconds(seconds), $"For {seconds} s nothing moved; left: {last.StillToDo}");
            await Task.Delay(500);
        }
    }

    /// <summary>What breaks the promises that hold whatever was killed, doubled or delayed; empty where nothing does.</summary>
    public IReadOnlyList<string> BrokenPromises()
    {
        List<string> broken = [];
        var owned = Needs.Select(need => (Key: Keys.NeedPrefix + need.Id, need.Version, need.Status, Pillars: (IReadOnlyList<Pillar>)[need.Declaration.Pillar]))
            .Concat(Capacities.Select(capacity => (Key: Keys.CapacityPrefix + capacity.Id, capacity.Version, capacity.Status, capacity.Declaration.Pillars)))
            .ToList();
        var declared = Audit.Where(entry => entry.Action.EndsWith(".declared", StringComparison.Ordinal)).ToLookup(entry => entry.Subject);
        var market = Market.Where(row => row.RowKey.StartsWith(Keys.NeedPrefix, StringComparison.Ordinal) || row.RowKey.StartsWith(Keys.CapacityPrefix, StringComparison.Ordinal))
            .Select(row => (row.PartitionKey, row.RowKey, Version: JsonDocument.Parse(row.Content).RootElement.GetProperty("version").GetInt32()))
            .ToList();
        Require(declared.Count == owned.Count && owned.All(row => declared[row.Key].Count() == 1), "one line of audit for each declaration");
        Require(
            market.Order().SequenceEqual(owned.SelectMany(row => row.Pillars.Select(pillar => (Json.Code(pillar), row.Key, row.Version))).Order()),
            "each declaration on the market once under each of its pillars, as it stands");
        Require(Proposals.GroupBy(proposal => proposal.State).All(state => state.Count(proposal => proposal.IsLive(DateOnly.MinValue)) <= 1), "one live proposal for each State");
        Require(
            States.Where(row => row.RowKey == Keys.LiveProposal).Select(row => Documents.Read<LiveProposal>(row).Value.Id).Order()
                .SequenceEqual(Proposals.GroupBy(proposal => proposal.State).Select(state => state.MaxBy(proposal => proposal.Id, StringComparer.Ordinal)!.Id).Order()),
            "the row that names a State's live proposal names its last one");
        Require(IdempotencyEntries.All(entry => owned.Any(row => row.Key == entry.RowKey)), "a declaration behind each idempotency key");
        Require(Messages.Where(queue => queue.Key.EndsWith("-poison", StringComparison.Ordinal)).All(queue => queue.Value == 0), "no poison");
        return broken;

        void Require(bool kept, string promise)
        {
            if (!kept)
            {
                broken.Add(promise);
            }
        }
    }

    /// <summary>What is wrong with the mails in the folder: each notice that was sent is one file, and there is no other.</summary>
    public void RequireMailsOnce(Home home)
    {
        var sent = Notices.Where(notice => notice.Status == NoticeStatus.Sent).Select(notice => MailFolder.NameOf(notice.Id)).Order(StringComparer.Ordinal);
        Assert.Equal(sent, Directory.EnumerateFiles(home.MailFolder, "*.eml").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal));
        Assert.All(Notices, notice => Assert.True(notice.Status == NoticeStatus.Sent || notice.Outcome == "nothing_to_tell", $"{notice.Id}: {notice.Status}, {notice.Outcome}"));
    }

    private static IEnumerable<T> Of<T>(IEnumerable<Row> rows, string prefix) =>
        rows.Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)).Select(row => Documents.Read<T>(row).Value);
}

using Matchmaking.Functions.Ledger;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Hosting;

/// <summary>The opened storage: the service's tables and queues, which exist.</summary>
internal sealed class Store
{
    // The Functions host's own name for it.
    private const string PoisonSuffix = "-poison";

    private readonly string prefix;
    private readonly QueueSignals signals;

    private Store(StorageAccount account, string prefix, QueueSignals signals, DateTimeOffset openedAt)
    {
        this.prefix = prefix;
        this.signals = signals;
        Account = account;
        AloneSince = account.IsShared ? null : openedAt;
        States = Table("states");
        Market = Table("market");
        Access = Table("access");
        Operations = Table("operations");
        Declared = Queue(Messages.DeclaredQueue);
        Notice = Queue(Messages.NoticeQueue);
    }

    /// <summary>The account.</summary>
    public StorageAccount Account { get; }

    /// <summary>
    /// Since when nobody else can be at work on this storage: work begun earlier and not finished has lost its process, and need not be
    /// waited for. Null where other processes may share the storage, as in Azure.
    /// </summary>
    public DateTimeOffset? AloneSince { get; }

    /// <summary>What States and organisations declared, one partition each; the truth.</summary>
    public StorageTable States { get; }

    /// <summary>What is open, one partition per pillar; derived.</summary>
    public StorageTable Market { get; }

    /// <summary>Keys and one-time links, by hash.</summary>
    public StorageTable Access { get; }

    /// <summary>What the running of the service itself needs to remember.</summary>
    public StorageTable Operations { get; }

    /// <summary>Something was declared.</summary>
    public StorageQueue Declared { get; }

    /// <summary>Somebody is to be told.</summary>
    public StorageQueue Notice { get; }

    /// <summary>Every table by its name without prefix.</summary>
    public IReadOnlyDictionary<string, StorageTable> Tables => new Dictionary<string, StorageTable>
    {
        ["states"] = States,
        ["market"] = Market,
        ["access"] = Access,
        ["operations"] = Operations,
    };

    /// <summary>Every table as storage names it.</summary>
    public IEnumerable<string> TableNames => Tables.Keys.Select(name => prefix + name);

    /// <summary>Every queue as storage names it, those for poison included.</summary>
    public IEnumerable<string> QueueNames => Queues.SelectMany(name => new[] { prefix + name, $"{prefix}{name}{PoisonSuffix}" });

    /// <summary>Every queue that has a function, by its name without prefix.</summary>
    public static IReadOnlyList<string> Queues { get; } = [Messages.DeclaredQueue, Messages.NoticeQueue];

    /// <summary>A queue by its name without prefix.</summary>
    public StorageQueue Queue(string name) => Account.Queue(prefix + name);

    /// <summary>Where the messages of a queue go that failed five times.</summary>
    public StorageQueue PoisonQueue(string name) => Queue(name + PoisonSuffix);

    /// <summary>Sends a message, and wakes the program's own trigger loop if there is one. One storage transaction.</summary>
    /// <param name="queueName">The queue, without prefix.</param>
    /// <param name="messageText">The message.</param>
    /// <param name="delay">How long it stays hidden.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SendAsync(string queueName, string messageText, TimeSpan delay = default, CancellationToken cancellationToken = default)
    {
        var queue = Queue(queueName);
        // Storage counts in whole seconds; a message a second late does no harm, one too early might.
        await queue.SendAsync(messageText, TimeSpan.FromSeconds(Math.Ceiling(delay.TotalSeconds)), cancellationToken);
        signals.Raise(queue.Name);
    }

    /// <summary>Makes sure that every table and queue exists. One storage transaction each, all at once.</summary>
    public static async Task<Store> CreateAsync(
        StorageAccount account,
        string prefix,
        QueueSignals signals,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var store = new Store(account, prefix, signals, time.GetUtcNow());
        await Task.WhenAll(
        [
            .. store.Tables.Values.Select(table => table.CreateIfNotExistsAsync(cancellationToken)),
            .. store.QueueNames.Select(name => account.Queue(name).CreateIfNotExistsAsync(cancellationToken)),
        ]);
        return store;
    }

    /// <summary>Lets an endpoint take the store as a parameter; opened by the first request that needs it, not before the port opens.</summary>
    public static async ValueTask<Store?> BindAsync(HttpContext context) =>
        await context.RequestServices.GetRequiredService<StoreOpener>().OpenAsync(context.RequestAborted);

    private StorageTable Table(string name) => Account.Table(prefix + name);
}

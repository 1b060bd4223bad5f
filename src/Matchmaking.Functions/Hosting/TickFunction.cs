using Matchmaking.Field;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Mail;
using Matchmaking.Functions.Matching;
using Matchmaking.Functions.Participants;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// The function <c>tick</c>, every five minutes: sends what a crash left in an outbox, reminds of a round that
/// was forgotten, and sends the digests that fall due. Idempotent; a tick too many or too few does no harm.
/// </summary>
internal static partial class TickFunction
{
    /// <summary>Storage: 1 range query for each State and organisation (about 200), and what it finds.</summary>
    public static async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var ledger = services.GetRequiredService<Ledger.Ledger>();
        var organisations = await services.GetRequiredService<ParticipantRegister>().OrganisationsAsync(ct);
        var partitions = States.All.Select(state => state.Id.Value)
            .Concat(organisations.Select(organisation => organisation.Id.Value))
            .Append(Keys.Committee)
            .Append(Keys.Policy);
        var sent = 0;
        await Parallel.ForEachAsync(
            partitions,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = ct },
            async (partition, token) => Interlocked.Add(ref sent, await ledger.SweepAsync(partition, token)));
        await services.GetRequiredService<NoticePlanner>().SendDueDigestsAsync(ct);
        var reminded = await services.GetRequiredService<Rounds>().RemindAsync(ct);
        if (sent > 0 || reminded)
        {
            Log.Swept(services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(TickFunction)), sent, reminded);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(110, LogLevel.Information, "tick sent {Count} messages left in outboxes; round reminded: {Reminded}")]
        public static partial void Swept(ILogger logger, int count, bool reminded);
    }
}

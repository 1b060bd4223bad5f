using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Ledger;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Hosting;

/// <summary>Why a message failed last.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Exception">The exception's type.</param>
/// <param name="At">When.</param>
internal sealed record PoisonReason(string Code, string Exception, DateTimeOffset At);

/// <summary>
/// Remembers why messages failed, so that an operator who finds one in a poison queue can read it. Written where the function runs, because
/// under the Functions host it is the host that moves the message. A message is known by its queue and text: ids change on the way to poison.
/// </summary>
internal sealed partial class PoisonReasons(StoreOpener opener, TimeProvider time, ILogger<PoisonReasons> logger)
{
    private const string Partition = "poison";
    private const int MostKeptInMemory = 10_000;

    // Only a message that failed here can have left a row worth a storage transaction when it succeeds at last.
    private readonly ConcurrentDictionary<string, bool> failedHere = new(StringComparer.Ordinal);

    /// <summary>Notes the failure, replacing an earlier one. Never throws: the failure itself is what matters. One storage transaction.</summary>
    public async Task RememberAsync(string queueName, string text, Exception exception, CancellationToken cancellationToken = default)
    {
        var key = KeyOf(queueName, text);
        try
        {
            var store = await opener.OpenAsync(cancellationToken);
            var reason = new PoisonReason(CodedException.CodeOf(exception), exception.GetType().Name, time.GetUtcNow());
            var row = Documents.ToRow(Partition, key, reason);
            await store.Operations.SubmitAsync([RowChange.Upsert(row)], cancellationToken);
            if (failedHere.Count < MostKeptInMemory)
            {
                failedHere[key] = true;
            }
        }
        catch (Exception failure)
        {
            Log.NotRemembered(logger, failure, queueName);
        }
    }

    /// <summary>Drops the note of a message that failed here earlier and has now succeeded. Never throws. Usually no storage transaction.</summary>
    public async Task ForgetAsync(string queueName, string text, CancellationToken cancellationToken = default)
    {
        if (failedHere.IsEmpty || !failedHere.TryRemove(KeyOf(queueName, text), out _))
        {
            return;
        }

        try
        {
            await RemoveAsync(queueName, text, cancellationToken);
        }
        catch (Exception failure)
        {
            Log.NotRemembered(logger, failure, queueName);
        }
    }

    /// <summary>Why this message failed last; null if nothing is known, as after a process was killed each time. One storage transaction.</summary>
    public async Task<PoisonReason?> FindAsync(string queueName, string text, CancellationToken cancellationToken = default)
    {
        var store = await opener.OpenAsync(cancellationToken);
        return (await store.Operations.FindAsync<PoisonReason>(Partition, KeyOf(queueName, text), cancellationToken))?.Value;
    }

    /// <summary>Drops the note of a message, if there is one. One storage transaction.</summary>
    public async Task RemoveAsync(string queueName, string text, CancellationToken cancellationToken = default)
    {
        var store = await opener.OpenAsync(cancellationToken);
        await store.Operations.SubmitAsync(
            [RowChange.Delete(Partition, KeyOf(queueName, text), "*")], cancellationToken);
    }

    private static string KeyOf(string queueName, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{queueName}\n{text}")));

    private static partial class Log
    {
        [LoggerMessage(1011, LogLevel.Warning, "The reason of a failure in queue {Queue} could not be written or removed")]
        public static partial void NotRemembered(ILogger logger, Exception exception, string queue);
    }
}

using System.CommandLine;
using System.Globalization;
using Matchmaking.Functions.Hosting;
using Matchmaking.Storage;

namespace Matchmaking.Local.Commands;

/// <summary>Shows the messages that failed five times, and why, and sends them back once the cause is gone.</summary>
internal static class PoisonCommand
{
    private const int Batch = 32;
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(1);

    private static readonly Option<string?> QueueName = new("--queue") { Description = "Only this queue (declared or notice)." };

    /// <summary>The command.</summary>
    public static Command Create() => new("poison", "Messages that failed five times.")
    {
        Shared.OnStore("list", "List them with the reason of their last failure.", [QueueName], ListAsync),
        Shared.OnStore("return", "Send them back to their queues.", [QueueName], ReturnAsync),
    };

    private static async Task<int> ListAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = await services.GetRequiredService<StoreOpener>().OpenAsync(cancellationToken);
        var reasons = services.GetRequiredService<PoisonReasons>();
        foreach (var name in Queues(parsed))
        {
            var poison = store.PoisonQueue(name);
            var count = await poison.CountAsync(cancellationToken);
            var messages = await poison.PeekAsync(Batch, cancellationToken);
            Console.WriteLine($"{poison.Name}: {count.ToString(CultureInfo.InvariantCulture)}");
            foreach (var message in messages)
            {
                Console.WriteLine("  " + Line(message, await reasons.FindAsync(name, message.MessageText, cancellationToken)));
            }

            if (count > messages.Count)
            {
                Console.WriteLine($"  … and {(count - messages.Count).ToString(CultureInfo.InvariantCulture)} more, not shown");
            }
        }

        return 0;
    }

    private static string Line(ReceivedMessage message, PoisonReason? reason)
    {
        var since = message.InsertedOn.ToString("u", CultureInfo.InvariantCulture);
        return reason is null
            ? $"{since}  reason unknown  {message.MessageText}"
            : $"{since}  {reason.Code} ({reason.Exception}, {reason.At.ToString("u", CultureInfo.InvariantCulture)})  {message.MessageText}";
    }

    // Sent before deleted: a kill in between returns a message twice, never not at all.
    private static async Task<int> ReturnAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = await services.GetRequiredService<StoreOpener>().OpenAsync(cancellationToken);
        var reasons = services.GetRequiredService<PoisonReasons>();
        foreach (var name in Queues(parsed))
        {
            var (poison, queue, returned) = (store.PoisonQueue(name), store.Queue(name), 0);

            // No more than there were: what fails again meanwhile stays where it is.
            var waiting = await poison.CountAsync(cancellationToken);
            while (returned < waiting && await poison.ReceiveAsync(Batch, Hidden, cancellationToken) is { Count: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    await queue.SendAsync(message.MessageText, cancellationToken: cancellationToken);
                    await poison.DeleteAsync(message, cancellationToken);
                    await reasons.RemoveAsync(name, message.MessageText, cancellationToken);
                    returned++;
                }
            }

            Console.WriteLine($"{queue.Name}: {returned.ToString(CultureInfo.InvariantCulture)} returned");
        }

        return 0;
    }

    private static IEnumerable<string> Queues(ParseResult parsed) => parsed.GetValue(QueueName) is not { } only ? Store.Queues
        : Store.Queues.Contains(only) ? [only]
        : throw new StartException($"There is no queue \"{only}\"; there are {string.Join(", ", Store.Queues)}.");
}

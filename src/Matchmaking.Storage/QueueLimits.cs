using System.Text;

namespace Matchmaking.Storage;

/// <summary>The limits of Azure Queues, checked for both engines before anything is sent.</summary>
internal static class QueueLimits
{
    internal static byte[] CheckText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TableLimits.CheckWellFormed("The message", text);
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= StorageQueue.MaxMessageBytes
            ? bytes
            : throw new StorageLimitException($"A message has at most {StorageQueue.MaxMessageBytes} bytes of UTF-8; this one has {bytes.Length}.");
    }

    internal static void CheckVisibility(TimeSpan timeout, int leastSeconds)
    {
        if (timeout < TimeSpan.FromSeconds(leastSeconds) || timeout > StorageQueue.MaxVisibilityTimeout || timeout.Ticks % TimeSpan.TicksPerSecond != 0)
            throw new StorageLimitException($"A message is hidden for {leastSeconds} seconds to 7 days, in whole seconds; {timeout} was given.");
    }

    internal static void CheckCount(int maxMessages)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxMessages, 32);
    }
}

using System.Diagnostics;

namespace Matchmaking.Functions.Tests;

/// <summary>Waits for what must come, and fails with a sentence when it does not.</summary>
internal static class Until
{
    /// <summary>Asks every few milliseconds until the answer is yes.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, int seconds = 60)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(seconds), $"Within {seconds} s this did not come: {what}");
            await Task.Delay(20);
        }
    }

    /// <summary>Asks every few milliseconds until the answer is yes.</summary>
    public static Task TrueAsync(Func<bool> condition, string what, int seconds = 60) => TrueAsync(() => Task.FromResult(condition()), what, seconds);
}

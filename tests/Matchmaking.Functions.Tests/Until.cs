using System.Diagnostics;

namespace Matchmaking.Functions.Tests;

/// <summary>Waits for what must come, and fails with a sentence when it does not.</summary>
internal static class Until
{
    /// <summary>Asks every few milliseconds until the answer is yes.</summary>
    public static Task TrueAsync(Func<Task<bool>> condition, string what, int seconds = 60) => TrueAsync(condition, () => what, seconds);

    /// <summary>Asks every few milliseconds until the answer is yes; the sentence is made when it fails.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> what, int seconds, int pause = 20)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(seconds), watch.Elapsed < TimeSpan.FromSeconds(seconds) ? "" : $"Within {seconds} s this did not come: {what()}");
            await Task.Delay(pause);
        }
    }

    /// <summary>Asks every few milliseconds until the answer is yes.</summary>
    public static Task TrueAsync(Func<bool> condition, string what, int seconds = 60) => TrueAsync(() => Task.FromResult(condition()), what, seconds);
}

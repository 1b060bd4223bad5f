namespace Matchmaking.Storage.Tests;

/// <summary>Waits for what another process will do, and fails if it does not.</summary>
public static class Until
{
    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if (await condition())
                return;

            await Task.Delay(50);
        }

        Assert.Fail($"This did not come about in 30 seconds: {what}.");
    }
}

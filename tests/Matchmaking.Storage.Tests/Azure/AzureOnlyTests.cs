namespace Matchmaking.Storage.Tests.Azure;

public sealed class AzureOnlyTests
{
    [Fact]
    public async Task A_process_that_uses_Azure_loads_nothing_of_SQLite()
    {
        var loaded = (await TestProcess.RunAsync([], Programs.AzureOnly)).Split(' ');

        Assert.Contains("Azure.Data.Tables", loaded);
        Assert.Contains("Azure.Storage.Queues", loaded);
        Assert.DoesNotContain(loaded, name => name.Contains("Sqlite", StringComparison.OrdinalIgnoreCase) || name == "System.IO.Hashing");
    }
}

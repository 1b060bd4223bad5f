using Matchmaking.FunctionsHost;

namespace Matchmaking.Functions.Tests.Host;

/// <summary>A function app that nobody has set up yet says what is missing.</summary>
public sealed class MissingSettingsTests
{
    [Fact]
    public async Task Without_storage_it_lives_is_not_ready_and_names_the_setting()
    {
        await using var service = await PackageService.StartAsync(account: null, Places.NewFolder());

        Assert.Equal("""{"status":"ok","checks":[]}""", await service.Http.GetStringAsync("api/health/live"));
        Assert.Contains("<html", await service.Http.GetStringAsync(""), StringComparison.Ordinal);
        foreach (var (path, expected) in ((string, string)[])[("api/health/ready", "\"code\":\"storage_not_configured\""), ("api/needs", "\"code\":\"storage_unavailable\"")])
        {
            using var answer = await service.Http.GetAsync(path);
            Assert.Equal(503, (int)answer.StatusCode);
            Assert.Contains(expected, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Contains(service.Host.Logs, line => line.Exception?.Contains("Set AzureWebJobsStorage", StringComparison.Ordinal) is true);
        // A tick whose time comes meanwhile has nothing to work on, and says so.
        Assert.All(service.Host.Invocations.Where(call => call.Function != "tick"), call => Assert.Equal(Outcome.Succeeded, call.Outcome));
    }
}

using System.Net;

namespace Matchmaking.Functions.Tests.Hosting;

public sealed class HealthTests
{
    [Theory]
    [InlineData("api/health")]
    [InlineData("api/health/ready")]
    public async Task With_its_storage_the_service_is_ready(string path)
    {
        await using var service = await InProcessService.UnderHostAsync();

        Assert.Equal("""{"status":"ok","checks":[{"name":"storage","status":"ok"}]}""", await service.Http.GetStringAsync(path));
    }

    [Fact]
    public async Task Without_storage_it_lives_but_is_not_ready_and_says_loudly_what_is_missing()
    {
        await using var service = await ServiceProcess.StartUnderHostAsync();

        Assert.Equal("""{"status":"ok","checks":[]}""", await service.Http.GetStringAsync("api/health/live"));
        using var ready = await service.Http.GetAsync("api/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("no-store", ready.Headers.CacheControl?.ToString());
        Assert.Equal(
            """{"status":"unavailable","checks":[{"name":"storage","status":"unavailable","code":"storage_not_configured"}]}""",
            await ready.Content.ReadAsStringAsync());
        await Until.TrueAsync(() => service.Output.Contains("Set AzureWebJobsStorage", StringComparison.Ordinal), "the line that names the setting");
    }
}

namespace Matchmaking.Functions.Tests.Hosting;

public sealed class HealthTests
{
    [Theory]
    [InlineData("api/health")]
    [InlineData("api/health/ready")]
    public async Task With_its_storage_the_service_is_ready(string path)
    {
        await using var service = await InProcessService.StartAsync();

        Assert.Equal("""{"status":"ok","checks":[{"name":"storage","status":"ok"}]}""", await service.Http.GetStringAsync(path));
    }
}

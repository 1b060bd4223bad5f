using System.Net;
using System.Net.Sockets;

namespace Matchmaking.Functions.Tests.Hosting;

/// <summary>The local program as a process: signals, ports, settings.</summary>
public sealed class ProcessTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_stop_by_the_user_is_no_failure(string signal)
    {
        await using var service = await ServiceProcess.StartAloneAsync(Places.NewFolder());

        Assert.Equal(0, await service.SignalAsync(signal));
    }

    [Fact]
    public async Task A_killed_program_gets_its_port_again_at_once()
    {
        await using var service = await ServiceProcess.StartAloneAsync(Places.NewFolder());
        await service.KillAsync();

        await service.RestartAsync();

        using var answer = await service.Http.GetAsync("");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("AzureFunctionsJobHost__extensions__queues__batchSize", "33", "batchSize")]
    [InlineData("AzureFunctionsJobHost__extensions__queues__visibilityTimeout", "00:00:01.5", "visibilityTimeout")]
    [InlineData("AzureFunctionsJobHost__extensions__queues__maxPollingInterval", "2", "maxPollingInterval")]
    [InlineData("Triggers__Lease", "00:00:01.5", "Triggers:Lease")]
    [InlineData("Triggers__SettleTime", "soon", "Triggers:SettleTime")]
    [InlineData("PublicBaseUrl", "nonsense", "PublicBaseUrl")]
    [InlineData("AzureWebJobsStorage", "nonsense", "AzureWebJobsStorage")]
    [InlineData("AzureWebJobsStorage__tableServiceUri", "nonsense", "AzureWebJobsStorage__tableServiceUri")]
    [InlineData("Mail__SendGrid__Timeout", "00:00:00", "Mail:SendGrid")]
    [InlineData("urls", "nonsense", "nonsense")]
    [InlineData("urls", "http://localhost:99999", "99999")]
    [InlineData("urls", "https://localhost:7195", "https")]
    public async Task What_prevents_the_start_is_told_in_a_sentence(string name, string value, string part)
    {
        var (code, _, errors) = await ServiceProcess.RunAsync(
            ["--urls", name == "urls" ? value : $"http://127.0.0.1:{ServiceProcess.FreePort()}", .. name.StartsWith("AzureWebJobs", StringComparison.Ordinal) ? [] : new[] { "--data", Places.NewFolder() }],
            (name, value), ("AzureWebJobsStorage__queueServiceUri", name.Contains("Uri", StringComparison.Ordinal) ? "https://q.example" : null));

        Assert.Equal(1, code);
        Assert.Contains(part, errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_a_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var (code, _, errors) = await ServiceProcess.RunAsync(["--urls", address, "--data", Places.NewFolder()]);

        Assert.Equal(1, code);
        Assert.Contains(address, errors, StringComparison.Ordinal);
        Assert.Contains("--urls", errors, StringComparison.Ordinal);
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Matchmaking.Functions.Tests.Hosting;

public sealed class ProcessTests
{
    [Fact]
    public async Task Under_the_host_it_listens_on_its_loopback_port_only_whatever_the_hosts_own_variables_say()
    {
        await using var service = await ServiceProcess.StartUnderHostAsync();

        var listening = Directory.EnumerateFiles($"/proc/{service.Id}/fd").Select(Target).Where(link => link.StartsWith("socket:", StringComparison.Ordinal)).ToHashSet();
        var sockets = File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6")).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[3] == "0A" && listening.Contains($"socket:[{fields[9]}]"))
            .Select(fields => fields[1]);

        Assert.Equal([$"0100007F:{service.Port:X4}"], sockets);
    }

    [Fact]
    public async Task Under_the_host_the_content_root_is_the_programs_folder()
    {
        await using var service = await ServiceProcess.StartUnderHostAsync();
        await Until.TrueAsync(() => service.Output.Contains("Content root path", StringComparison.Ordinal), "the line that names the content root");

        Assert.Contains($"Content root path: {Places.Service}", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Content root path: /azure-functions-host", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_answer_comes_within_the_hosts_patience_without_storage_redirect_or_sign_in()
    {
        var watch = Stopwatch.StartNew();
        await using var service = await ServiceProcess.StartUnderHostAsync(("AzureWebJobsStorage", "UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://127.0.0.1:1"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"The first answer took {watch.Elapsed}.");

        var answer = await RawHttp.SendAsync(service.Port, HostCapture.Read("readiness-probe").Bytes(service.Port));

        Assert.Equal(200, answer.Status);
        Assert.Null(answer["Location"]);
        Assert.Null(answer["WWW-Authenticate"]);
    }

    [Fact]
    public async Task A_signal_under_the_host_ends_in_the_code_that_makes_the_host_start_it_again()
    {
        await using var service = await ServiceProcess.StartUnderHostAsync();

        Assert.Equal(200, await service.SignalAsync());

        await service.RestartAsync();
        using var answer = await service.Http.GetAsync("");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task On_its_own_a_stop_by_the_user_is_no_failure(string signal)
    {
        await using var service = await ServiceProcess.StartAloneAsync(Places.NewFolder());

        Assert.Equal(0, await service.SignalAsync(signal));
    }

    [Fact]
    public async Task A_killed_program_gets_its_port_again_at_once()
    {
        await using var service = await ServiceProcess.StartUnderHostAsync();
        await service.KillAsync();

        await service.RestartAsync();

        using var answer = await service.Http.GetAsync("");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "eighty", "which is no port")]
    [InlineData("AzureFunctionsJobHost__customHandler__enableProxyingHttpRequest", "false", "enableProxyingHttpRequest")]
    public async Task What_prevents_the_start_is_told_in_a_sentence_with_a_code_other_than_zero(string name, string value, string part)
    {
        var (code, _, errors) = await ServiceProcess.RunAsync([], ("FUNCTIONS_CUSTOMHANDLER_PORT", $"{ServiceProcess.FreePort()}"), (name, value));

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

    [Fact]
    public async Task Under_the_host_every_event_is_one_line_of_json_on_standard_output()
    {
        await using var service = await ServiceProcess.StartUnderHostAsync();
        await RawHttp.SendAsync(service.Port, HostCapture.Read("queue-text-message").Bytes(service.Port));
        await service.SignalAsync();

        var lines = service.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
        Assert.Equal("", service.Errors);
        Assert.DoesNotContain("texte brut", service.Output, StringComparison.Ordinal);
    }

    private static string Target(string link) => new FileInfo(link).LinkTarget ?? "";
}

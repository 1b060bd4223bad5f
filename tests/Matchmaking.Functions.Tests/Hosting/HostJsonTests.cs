using System.Text;
using Matchmaking.Functions.Hosting;
using Microsoft.Extensions.Configuration;

namespace Matchmaking.Functions.Tests.Hosting;

public sealed class HostJsonTests
{
    private static readonly IConfiguration Shipped =
        new ConfigurationBuilder().AddJsonFile(Path.Combine(Places.Service, "host.json")).Build();

    [Fact]
    public void The_host_json_beside_the_program_keeps_the_triggers_closed() => Assert.Null(HostJson.FirstFault(Shipped));

    [Theory]
    [InlineData("""{"customHandler":{}}""", "enableProxyingHttpRequest")]
    [InlineData("""{"customHandler":{"enableProxyingHttpRequest":false}}""", "enableProxyingHttpRequest")]
    [InlineData("""{"customHandler":{"enableProxyingHttpRequest":true,"enableForwardingHttpRequest":true}}""", "enableForwardingHttpRequest")]
    [InlineData("""{"customHandler":{"enableProxyingHttpRequest":true,"http":{"routes":[{"route":"{*path}"}]}}}""", "customHandler.http")]
    [InlineData("""{"customHandler":{"enableProxyingHttpRequest":true},"configurationProfile":"mcp-custom-handler"}""", "configurationProfile")]
    [InlineData("""{"customHandler":{"enableProxyingHttpRequest":true},"httpWorker":{"description":{}}}""", "httpWorker")]
    public void A_host_json_that_would_open_the_triggers_is_refused_by_name(string json, string part)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        Assert.Contains(part, HostJson.FirstFault(new ConfigurationBuilder().AddJsonStream(stream).Build()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{")]
    public void A_missing_or_broken_host_json_is_refused(string? content)
    {
        var folder = Places.NewFolder();
        if (content is not null)
        {
            File.WriteAllText(Path.Combine(folder, "host.json"), content);
        }

        Assert.Contains("host.json", Assert.Throws<StartException>(() => HostJson.Check(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_tries_as_often_as_the_programs_own_loop() =>
        Assert.Equal($"{new TriggerLoopOptions().MaxDequeueCount}", Shipped["extensions:queues:maxDequeueCount"]);

    [Fact]
    public void Producer_and_host_agree_that_messages_are_base64() =>
        Assert.Equal("base64", Shipped["extensions:queues:messageEncoding"]);

    [Fact]
    public void The_executable_is_named_as_the_deployment_tools_want_it() =>
        Assert.Equal(typeof(HostJson).Assembly.GetName().Name, Shipped["customHandler:description:defaultExecutablePath"]);
}

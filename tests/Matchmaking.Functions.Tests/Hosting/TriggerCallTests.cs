using System.Text.Json;
using System.Text.Json.Nodes;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;

namespace Matchmaking.Functions.Tests.Hosting;

public sealed class TriggerCallTests : IAsyncLifetime
{
    private const string PlainText = "texte brut, \"é\"";
    private const string JsonText = """{"n":"declared","v":1,"d":{"state":"SDN","id":"need|01J"}}""";

    private InProcessService service = null!;

    public async ValueTask InitializeAsync() => service = await InProcessService.UnderHostAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Theory]
    [InlineData("queue-json-message", "on-declared", JsonText)]
    [InlineData("queue-text-message", "on-declared", PlainText)]
    [InlineData("queue-text-message-second-attempt", "on-declared", PlainText)]
    [InlineData("timer", "on-tick", null)]
    public async Task A_captured_call_runs_its_function_and_is_answered_as_the_host_needs_it(string capture, string function, string? text)
    {
        foreach (var request in new[] { HostCapture.Read(capture).Bytes(service.Port), HostCapture.Read(capture).Bytes(service.Port, chunk: 1), HostCapture.Read(capture).BytesWithLength(service.Port) })
        {
            var answer = await RawHttp.SendAsync(service.Port, request);

            AssertAccepted(answer);
            Assert.True(service.Calls.TryDequeue(out var call));
            Assert.Equal((function, text), call);
        }

        Assert.Empty(service.Calls);
    }

    [Theory]
    [InlineData("""{"Data":{"message":"\"{\\\"a\\\":1}\""}}""", """{"a":1}""")]
    [InlineData("""{"Data":{"message":"{\"a\":1}"}}""", """{"a":1}""")]
    [InlineData("""{"Data":{"message":{"a":1}}}""", """{"a":1}""")]
    [InlineData("""{"Data":{"message":"eyJhIjoxfQ=="}}""", """{"a":1}""")]
    [InlineData("""{"Data":{"message":"abcd"}}""", "abcd")]
    [InlineData("""{"Data":{"message":"dit \"oui\", 日本 😀"}}""", "dit \"oui\", 日本 😀")]
    [InlineData("""{"Data":{"message":"\"\\ud83d\\ude00 \\u00e9\""}}""", "😀 é")]
    [InlineData("""{"Data":{"message":"\"\""}}""", "")]
    [InlineData("""{"Data":{"message":"\"x\"","other":1},"Metadata":{"New":[1],"RetryContext":{"RetryCount":2,"MaxRetryCount":3,"Exception":{"m":1}}},"Extra":{}}""", "x")]
    [InlineData("""{"Metadata":{"DequeueCount":"999","Id":null,"sys":"\"S\""},"Data":{"message":"\"x\""}}""", "x")]
    public async Task However_the_host_encodes_a_message_the_function_gets_its_text(string body, string text)
    {
        AssertAccepted(await RawHttp.SendAsync(service.Port, HostCapture.Read("queue-json-message").WithBody(service.Port, body)));

        Assert.Equal([("on-declared", (string?)text)], service.Calls);
    }

    [Theory]
    [InlineData("""{"Data":{"timer":{"Schedule":{},"ScheduleStatus":null,"IsPastDue":true}},"Metadata":{}}""")]
    [InlineData("""{"Data":{"timer":{"ScheduleStatus":{"Last":"0001-01-01T00:00:00+00:00","Next":"9999-12-31T23:59:59+00:00"}}}}""")]
    [InlineData("""{}""")]
    public async Task A_timers_content_does_not_matter(string body)
    {
        AssertAccepted(await RawHttp.SendAsync(service.Port, HostCapture.Read("timer").WithBody(service.Port, body)));

        Assert.Equal([("on-tick", (string?)null)], service.Calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"Data":null}""")]
    [InlineData("""{"Data":{}}""")]
    [InlineData("""{"Data":{"message":null}}""")]
    [InlineData("""{"Data":{"item":"\"x\""}}""")]
    public async Task What_is_no_envelope_fails_in_json_and_runs_nothing(string body)
    {
        AssertFailed(await RawHttp.SendAsync(service.Port, HostCapture.Read("queue-json-message").WithBody(service.Port, body)), 500, "envelope_unreadable");

        Assert.Empty(service.Calls);
    }

    [Fact]
    public async Task Broken_utf8_fails_in_json_and_runs_nothing()
    {
        var request = HostCapture.Read("queue-text-message").BytesWithLength(service.Port);
        request[request.AsSpan().IndexOf("é"u8)] = 0xFF;

        AssertFailed(await RawHttp.SendAsync(service.Port, request), 500, "envelope_unreadable");

        Assert.Empty(service.Calls);
    }

    [Fact]
    public async Task An_envelope_that_no_queue_message_can_need_is_refused_in_json()
    {
        var body = $$$"""{"Data":{"message":"\"{{{new string('x', TriggerEnvelope.MaxBytes)}}}\""}}""";

        AssertFailed(await RawHttp.SendAsync(service.Port, HostCapture.Read("queue-json-message").WithBody(service.Port, body, length: true)), 413, "too_large");

        Assert.Empty(service.Calls);
    }

    [Fact]
    public async Task The_largest_message_whose_every_character_needs_escaping_passes()
    {
        var text = string.Concat(Enumerable.Repeat("\u0001", 48 * 1024));
        var body = JsonSerializer.Serialize(new { Data = new { message = JsonSerializer.Serialize(text) } });

        AssertAccepted(await RawHttp.SendAsync(service.Port, HostCapture.Read("queue-json-message").WithBody(service.Port, body)));

        Assert.Equal(text, Assert.Single(service.Calls).Text);
    }

    [Fact]
    public async Task Every_trigger_answers_success_and_failure_with_a_json_object()
    {
        foreach (var trigger in Switchboard.Default.Triggers)
        {
            var capture = HostCapture.Read(trigger is Function.Timer ? "timer" : "queue-json-message");
            byte[] Request() => capture.WithHead(service.Port, head => head.Replace("/on-tick", $"/{trigger.Name}", StringComparison.Ordinal)
                .Replace("/on-declared", $"/{trigger.Name}", StringComparison.Ordinal));

            service.Work = (_, _, _) => Task.CompletedTask;
            AssertAccepted(await RawHttp.SendAsync(service.Port, Request()));

            service.Work = (_, _, _) => throw new CodedException("some_code", "Something is wrong.");
            AssertFailed(await RawHttp.SendAsync(service.Port, Request()), 500, "some_code");

            service.Work = (_, _, _) => Task.FromException(new OperationCanceledException());
            AssertFailed(await RawHttp.SendAsync(service.Port, Request()), 500, "unexpected");
        }
    }

    [Fact]
    public async Task Why_a_message_failed_is_remembered_until_it_succeeds()
    {
        var reasons = (PoisonReasons)service.Services.GetService(typeof(PoisonReasons))!;
        var request = HostCapture.Read("queue-json-message").Bytes(service.Port);
        service.Work = (_, _, _) => throw new MessageRefusedException("message_unknown", "No function here knows it.");

        await RawHttp.SendAsync(service.Port, request);

        var reason = await reasons.FindAsync("declared", JsonText);
        Assert.Equal(("message_unknown", "MessageRefusedException"), (reason?.Code, reason?.Exception));

        service.Work = (_, _, _) => Task.CompletedTask;
        await RawHttp.SendAsync(service.Port, request);

        Assert.Null(await reasons.FindAsync("declared", JsonText));
    }

    private static void AssertAccepted(RawAnswer answer)
    {
        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json", answer["Content-Type"]);
        Assert.Equal("""{"Outputs":{},"Logs":[],"ReturnValue":null}""", answer.Body);
    }

    private static void AssertFailed(RawAnswer answer, int status, string code)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal("application/json", answer["Content-Type"]);
        Assert.Equal(code, (string?)JsonNode.Parse(answer.Body)!.AsObject()["code"]);
    }
}

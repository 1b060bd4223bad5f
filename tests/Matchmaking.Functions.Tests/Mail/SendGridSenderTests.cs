using System.Collections.Concurrent;
using System.Text.Json;
using Matchmaking.Functions.Mail;
using Matchmaking.Local.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Matchmaking.Functions.Tests.Mail;

public sealed class SendGridSenderTests
{
    private const string Key = "SG.not-a-real-key";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private static readonly Email Email = new("notice-1", "aissata@demo.example", "Aïssata Démo", "fr", "Réunion proposée", "<p>Bonjour é</p>", "Bonjour é\n", "BEGIN:VCALENDAR\r\n");

    private readonly RecordedTime _time = new(Now);

    private readonly RecordedLog _log = new();

    [Fact]
    public async Task The_body_is_what_SendGrid_asks_for()
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Status(202));
        var outcome = await SendAsync(server, o => o.ReplyTo = "secretariat@demo.example");
        Assert.IsType<SendOutcome.Sent>(outcome);
        var (path, authorization, type, body) = Assert.Single(server.Requests);
        Assert.Equal(("POST /v3/mail/send", "Bearer " + Key, "application/json"), (path, authorization, type));
        Approved.Check("sendgrid.json", Indented(body));
    }

    [Fact]
    public async Task In_sandbox_mode_SendGrid_is_told_to_send_nothing()
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Status(200));
        Assert.IsType<SendOutcome.Sent>(await SendAsync(server, o => o.SendGrid.Sandbox = true));
        using var body = JsonDocument.Parse(Assert.Single(server.Requests).Body);
        Assert.True(body.RootElement.GetProperty("mail_settings").GetProperty("sandbox_mode").GetProperty("enable").GetBoolean());
    }

    [Fact]
    public async Task A_429_is_tried_again_after_the_seconds_it_asks_for()
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Status(429, "17"), FakeSendGrid.Status(202));
        Assert.IsType<SendOutcome.Sent>(await SendAsync(server));
        Assert.Equal(2, server.Requests.Count);
        Assert.Contains(TimeSpan.FromSeconds(17), _time.Waits);
    }

    [Fact]
    public async Task A_503_is_tried_again_at_the_date_it_asks_for()
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Status(503, Now.AddSeconds(23).ToString("R", null)), FakeSendGrid.Status(202));
        Assert.IsType<SendOutcome.Sent>(await SendAsync(server));
        Assert.Contains(TimeSpan.FromSeconds(23), _time.Waits);
    }

    [Fact]
    public async Task A_wait_longer_than_the_longest_is_left_to_the_next_delivery_of_the_notice()
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Status(429, "3600"), FakeSendGrid.Status(202));
        Assert.Equal(new SendOutcome.Unavailable("http_429", TimeSpan.FromHours(1)), await SendAsync(server));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Tries_end()
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Status(500));
        Assert.Equal(new SendOutcome.Unavailable("http_500"), await SendAsync(server, o => o.SendGrid.Retries = 2));
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(413)]
    public async Task A_refusal_is_recorded_and_not_tried_again(int status)
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Status(status), FakeSendGrid.Status(202));
        Assert.Equal(new SendOutcome.Rejected($"http_{status}"), await SendAsync(server));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task What_is_wrong_with_our_account_keeps_the_notice_waiting_and_tells_the_operator(int status)
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Status(status), FakeSendGrid.Status(202));
        Assert.Equal(new SendOutcome.Unavailable($"http_{status}"), await SendAsync(server));
        Assert.Single(server.Requests);
        Assert.Contains("Mail:SendGrid:ApiKey", Assert.Single(_log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_with_the_key()
    {
        await using var other = await FakeSendGrid.StartAsync(FakeSendGrid.Status(202));
        await using var server = await FakeSendGrid.StartAsync(context =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (308, new Uri(other.Address, "v3/mail/send").AbsoluteUri);
            return Task.CompletedTask;
        });
        await using var services = Services(server.Address);
        Assert.Equal(new SendOutcome.Rejected("http_308"), await services.GetRequiredService<MailSender>().SendAsync(Email, default));
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task The_sender_that_the_settings_ask_for_sends()
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Status(202));
        await using var services = Services(server.Address);
        Assert.IsType<SendOutcome.Sent>(await services.GetRequiredService<MailSender>().SendAsync(Email, default));
        Assert.Equal("Bearer " + Key, Assert.Single(server.Requests).Authorization);
    }

    [Theory]
    [InlineData("Démo, \"Aïssata\" <x@demo.example>; =?utf-8?q?evil?=")]
    [InlineData("عائشة 😀 </script>\u0000'")]
    public async Task Names_and_texts_arrive_as_they_were_given(string text)
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Status(202));
        await SendAsync(server.Address, _ => { }, Email with { ToName = text, Subject = text, Text = text, Html = text });
        using var body = JsonDocument.Parse(Assert.Single(server.Requests).Body);
        var line = text.Replace('\0', ' ');
        var to = body.RootElement.GetProperty("personalizations")[0].GetProperty("to")[0];
        Assert.Equal((line, Email.To, line), (to.GetProperty("name").GetString(), to.GetProperty("email").GetString(), body.RootElement.GetProperty("subject").GetString()));
        Assert.Equal([text, text], body.RootElement.GetProperty("content").EnumerateArray().Select(part => part.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task A_digest_bears_the_name_of_its_list()
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Status(202));
        await SendAsync(server.Address, _ => { }, Email with { ListId = "committee-digest.demo.example" });
        using var body = JsonDocument.Parse(Assert.Single(server.Requests).Body);
        Assert.Equal("<committee-digest.demo.example>", body.RootElement.GetProperty("headers").GetProperty("List-Id").GetString());
    }

    [Fact]
    public async Task A_lost_connection_is_tried_again()
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Reset, FakeSendGrid.Status(202));
        Assert.IsType<SendOutcome.Sent>(await SendAsync(server));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_tried_again_and_given_up()
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Silence);
        var outcome = await SendAsync(server, o => (o.SendGrid.Retries, o.SendGrid.Timeout) = (1, TimeSpan.FromMilliseconds(200)));
        Assert.Equal(new SendOutcome.Unavailable("timeout"), outcome);
        Assert.Single(_time.Waits);
    }

    [Fact]
    public async Task A_machine_that_is_not_there_is_unavailable()
    {
        await using var server = await FakeSendGrid.StartAsync();
        var address = server.Address;
        await server.DisposeAsync();
        var outcome = await SendAsync(address, o => o.SendGrid.Retries = 1);
        Assert.Equal("network_connection_error", Assert.IsType<SendOutcome.Unavailable>(outcome).Code);
    }

    [Fact]
    public async Task Outside_production_an_address_that_is_not_listed_gets_nothing()
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Status(202));
        Assert.IsType<SendOutcome.NotAllowed>(await SendAsync(server, o =>
        {
            o.Production = false;
            o.AllowedRecipients.Add("@other.example");
        }));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_name_or_subject_of_several_lines_becomes_one()
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Status(202));
        await SendAsync(server.Address, _ => { }, Email with { Subject = "a\r\nBcc: x@demo.example", ToName = "b\nc" });
        using var body = JsonDocument.Parse(Assert.Single(server.Requests).Body);
        Assert.Equal("a  Bcc: x@demo.example", body.RootElement.GetProperty("subject").GetString());
        Assert.Equal("b c", body.RootElement.GetProperty("personalizations")[0].GetProperty("to")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Neither_key_nor_address_is_logged()
    {
        await using var server = await FakeSendGrid.StartAsync(FakeSendGrid.Status(500), FakeSendGrid.Status(400), FakeSendGrid.Status(401));
        await SendAsync(server);
        await SendAsync(server);
        Assert.NotEmpty(_log.Lines);
        Assert.All(_log.Lines, line =>
        {
            Assert.DoesNotContain(Key, line, StringComparison.Ordinal);
            Assert.DoesNotContain("aissata", line, StringComparison.OrdinalIgnoreCase);
        });
    }

    private Task<SendOutcome> SendAsync(FakeSendGrid server, Action<MailOptions>? change = null) => SendAsync(server.Address, change);

    private async Task<SendOutcome> SendAsync(Uri address, Action<MailOptions>? change = null, Email? email = null)
    {
        var options = new MailOptions { From = "committee@demo.example", FromName = "Comité", Production = true };
        (options.SendGrid.ApiKey, options.SendGrid.BaseUrl) = (Key, address);
        change?.Invoke(options);
        using var http = new HttpClient();
        var sender = new SendGridSender(http, Options.Create(options), _time, _log);
        return await sender.SendAsync(email ?? Email, TestContext.Current.CancellationToken);
    }

    /// <summary>The sender with its own handler, as the service has it.</summary>
    private static ServiceProvider Services(Uri address) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mail:From"] = "committee@demo.example",
            ["Mail:Production"] = "true",
            ["Mail:SendGrid:ApiKey"] = Key,
            ["Mail:SendGrid:BaseUrl"] = address.AbsoluteUri,
        }).Build())
        .AddLogging().AddSingleton(TimeProvider.System).AddMail().AddMailFolder()
        .BuildServiceProvider();

    private static string Indented(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document, Form) + "\n";
    }

    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed class RecordedLog : ILogger<SendGridSender>
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel}: {formatter(state, exception)}{exception}");
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Functions.Hosting;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Tests.Hosting;

public sealed class EnvelopeTests
{
    private static readonly Function.Queue OnDeclared = new("on-declared", "declared", (_, _, _) => Task.CompletedTask);

    [Theory]
    [InlineData("queue-json-message")]
    [InlineData("queue-text-message")]
    [InlineData("queue-text-message-second-attempt")]
    public void The_programs_own_loop_writes_the_same_bytes_as_the_host(string capture)
    {
        var body = HostCapture.Read(capture).Body;
        using var document = JsonDocument.Parse(body);
        var metadata = document.RootElement.GetProperty("Metadata");
        var message = new ReceivedMessage(
            Twice(metadata.GetProperty("Id")),
            Twice(metadata.GetProperty("PopReceipt")),
            Twice(document.RootElement.GetProperty("Data").GetProperty("message")),
            long.Parse(metadata.GetProperty("DequeueCount").GetString()!, CultureInfo.InvariantCulture),
            metadata.GetProperty("InsertionTime").GetDateTimeOffset(),
            metadata.GetProperty("NextVisibleTime").GetDateTimeOffset())
        { ExpiresOn = metadata.GetProperty("ExpirationTime").GetDateTimeOffset() };
        var sys = metadata.GetProperty("sys");

        var written = TriggerEnvelopeWriter.ForQueue(
            "on-declared", message, sys.GetProperty("UtcNow").GetDateTimeOffset(), sys.GetProperty("RandGuid").GetGuid());

        Assert.Equal(Encoding.UTF8.GetString(body), Encoding.UTF8.GetString(written));
    }

    [Fact]
    public void A_messages_own_members_replace_the_metadata_as_on_the_host()
    {
        var envelope = Envelope("""{"id":"EVIL","dequeueCount":99,"SYS":true,"list":[1],"none":null}""");

        using var document = JsonDocument.Parse(envelope);
        var metadata = document.RootElement.GetProperty("Metadata");

        Assert.Equal("\"EVIL\"", metadata.GetProperty("Id").GetString());
        Assert.Equal("\"99\"", metadata.GetProperty("DequeueCount").GetString());
        Assert.Equal("\"True\"", metadata.GetProperty("sys").GetString());
        Assert.False(metadata.TryGetProperty("list", out _));
        Assert.False(metadata.TryGetProperty("none", out _));
    }

    [Fact]
    public void Every_text_comes_through_unchanged() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null && IsWellFormed(text)),
            text => TriggerEnvelope.Read(OnDeclared, Envelope(text)).MessageText == text).QuickCheckThrowOnFailure();

    private static byte[] Envelope(string text) => TriggerEnvelopeWriter.ForQueue(
        "on-declared", new ReceivedMessage("id", "receipt", text, 1, default, default), default, default);

    private static bool IsWellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static string Twice(JsonElement value) => JsonSerializer.Deserialize<string>(value.GetString()!)!;
}

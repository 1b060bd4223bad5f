using System.Diagnostics;
using Matchmaking.Functions.Hosting;

namespace Matchmaking.Functions.Tests.Hosting;

public sealed class MessageTests
{
    private const string Golden = """{"n":"declared","v":1,"d":{"state":"SDN","id":"need|01J"}}""";
    private const string Trace = "00-835fdbe8e3a8f63c2aa1048dd566aed3-d3cba708cd72cab0-01";
    private const string GoldenTraced = """{"n":"declared","v":1,"d":{"state":"SDN","id":"need|é"},"t":"00-835fdbe8e3a8f63c2aa1048dd566aed3-d3cba708cd72cab0-01"}""";

    [Fact]
    public void Messages_in_queues_stay_readable_to_the_letter()
    {
        Assert.Equal(Golden, new Message("declared", 1, new Dictionary<string, string> { ["state"] = "SDN", ["id"] = "need|01J" }).Write());
        Assert.Equal(GoldenTraced, new Message("declared", 1, new Dictionary<string, string> { ["state"] = "SDN", ["id"] = "need|é" }, Trace).Write());

        var read = Message.Read(GoldenTraced, ("other", 1), ("declared", 1));
        Assert.Equal(("declared", 1, "SDN", "need|é", Trace), (read.Name, read.Version, read["state"], read["id"], read.TraceParent));
        Assert.Null(Message.Read(Golden, ("declared", 1)).TraceParent);
    }

    [Theory]
    [InlineData("""{"n":"declared","v":2,"d":{}}""")]
    [InlineData("""{"n":"Declared","v":1,"d":{}}""")]
    [InlineData("""{"n":"","v":1,"d":{}}""")]
    public void An_unknown_name_or_version_is_refused(string text) =>
        Assert.Equal("message_unknown", Assert.Throws<MessageRefusedException>(() => Message.Read(text, ("declared", 1))).Code);

    [Theory]
    [InlineData("")]
    [InlineData("texte brut, \"é\"")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"n":"declared","v":1}""")]
    [InlineData("""{"n":null,"v":1,"d":{}}""")]
    [InlineData("""{"n":"declared","v":"1","d":{}}""")]
    [InlineData("""{"n":"declared","v":1,"d":null}""")]
    [InlineData("""{"n":"declared","v":1,"d":{"state":1}}""")]
    [InlineData("""{"n":"declared","v":1,"d":{"state":"SDN","state":"TCD"}}""")]
    [InlineData("""{"n":"declared","n":"declared","v":1,"d":{}}""")]
    [InlineData("""{"N":"declared","v":1,"d":{}}""")]
    [InlineData("""{"n":"declared","v":1,"d":{},"x":1}""")]
    [InlineData("""{"n":"declared","v":1,"d":{},}""")]
    [InlineData("""{"n":"declared","v":1,"d":{}} x""")]
    public void Anything_else_than_a_message_is_refused_without_being_quoted(string text)
    {
        var refused = Assert.Throws<MessageRefusedException>(() => Message.Read(text, ("declared", 1)));

        Assert.Equal("message_unreadable", refused.Code);
        Assert.DoesNotContain("texte", refused.ToString(), StringComparison.Ordinal);
        Assert.Null(Message.TraceOf(text));
    }

    [Fact]
    public void A_missing_key_is_refused() =>
        Assert.Equal("message_key_missing", Assert.Throws<MessageRefusedException>(() => Message.Read(Golden, ("declared", 1))["org"]).Code);

    [Fact]
    public void A_message_continues_the_trace_in_which_it_was_written()
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();

        var text = Message.Of("declared", 1, new Dictionary<string, string>()).Write();

        Assert.Equal(activity.TraceId, Message.TraceOf(text)?.TraceId);
        Assert.Null(Message.TraceOf(Golden));
    }
}

using System.Text;
using Matchmaking.Functions.Ledger;
using Matchmaking.FunctionsHost;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Tests.Host;

/// <summary>Messages that fail under the host, and the local program's commands for them on the same account.</summary>
[Collection(typeof(SharedPackage))]
public sealed class PoisonTests(SharedPackage package, ITestOutputHelper output)
{
    [Fact]
    public async Task A_failing_message_is_tried_five_times_and_put_aside_with_its_reason_and_goes_through_once_that_is_mended()
    {
        var broken = Keys.Notice("broken");
        await package.Store.States.SubmitAsync([RowChange.Upsert(new Row("AFG", broken, Encoding.UTF8.GetBytes("not JSON")))]);
        var before = package.Host.Invocations.Count;
        await package.SendMessageAsync("notice", Messages.OfNotice("AFG", broken).Write());

        await PutAsideAsync("notice");
        Assert.Equal(5, Failures().Count);
        Assert.All(Failures(), call => Assert.Contains("is an invalid JSON literal", call.Error, StringComparison.Ordinal));
        var listed = await CommandAsync("poison", "list", "--queue", "notice");
        Assert.Contains("notice-poison: 1\n", listed, StringComparison.Ordinal);
        Assert.Contains("unexpected (JsonException", listed, StringComparison.Ordinal);
        Assert.Contains(broken, listed, StringComparison.Ordinal);

        await package.Store.States.SubmitAsync([RowChange.Delete("AFG", broken, "*")]);
        Assert.Contains("notice: 1 returned", await CommandAsync("poison", "return", "--queue", "notice"), StringComparison.Ordinal);
        await Until.TrueAsync(async () => await package.CountAsync("notice") + await package.CountAsync("notice-poison") == 0, "the message's end");
        Assert.Equal(5, Failures().Count);

        IReadOnlyList<Invocation> Failures() => [.. package.Host.Invocations.Skip(before).Where(call => call is { Function: "notify", Outcome: Outcome.Failed })];
    }

    [Fact]
    public async Task A_message_that_is_not_base64_is_put_aside_as_it_is_and_shown_and_can_be_sent_back()
    {
        await package.SendMessageAsync("declared", "not base64!", raw: true);

        await PutAsideAsync("declared");
        Assert.Contains("reason unknown  not base64!", await CommandAsync("poison", "list"), StringComparison.Ordinal);

        // Now it can be read, and says nothing that a function knows.
        Assert.Contains("declared: 1 returned", await CommandAsync("poison", "return"), StringComparison.Ordinal);
        await PutAsideAsync("declared");
        Assert.Contains("message_unreadable (MessageRefusedException", await CommandAsync("poison", "list"), StringComparison.Ordinal);
        foreach (var message in await package.Store.PoisonQueue("declared").ReceiveAsync(1, TimeSpan.FromMinutes(1)))
        {
            await package.Store.PoisonQueue("declared").DeleteAsync(message);
        }
    }

    private Task PutAsideAsync(string queue) =>
        Until.TrueAsync(async () => await package.CountAsync($"{queue}-poison") == 1, $"a message in {queue}-poison");

    private async Task<string> CommandAsync(params string[] arguments)
    {
        var (code, told, errors) = await package.Home.RunAsync(arguments);
        Assert.Equal((0, ""), (code, errors));
        output.WriteLine($"{string.Join(' ', arguments)}\n{told}");
        return told;
    }
}

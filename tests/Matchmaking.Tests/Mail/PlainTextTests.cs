using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Mail;

namespace Matchmaking.Tests.Mail;

public sealed class PlainTextTests
{
    [Fact]
    public void Blocks_are_laid_out_by_their_kind() => Assert.Equal(
        "A title\n=======\n\nA paragraph of its own & 5\u00a0000.\n\nA heading\n---------\n\n- one\n- two\n\nAnswer:\nhttps://demo.example/\n",
        PlainText.FromBlocks("  \u001ETA title\n\u001EPA\n   paragraph  of its own &amp; 5\u00a0000.\u001EHA heading\u001EIone\u001EItwo\u001EPAnswer:\u001EAhttps://demo.example/"));

    [Fact]
    public void An_item_goes_on_under_its_own_text()
    {
        var item = PlainText.FromBlocks("\u001EI" + string.Join(' ', Enumerable.Repeat("word", 20)));
        Assert.Equal(["- " + string.Join(' ', Enumerable.Repeat("word", 15)), "  word word word word word", ""], item.Split('\n'));
    }

    [Fact]
    public void A_mark_that_somebody_typed_begins_no_block() =>
        Assert.DoesNotContain("\n- x", PlainText.FromBlocks("\u001EPa&#x1E;Ix"), StringComparison.Ordinal);

    [Fact]
    public void Wrapping_keeps_every_word_and_the_width() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        text =>
        {
            var words = text.Get.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var lines = PlainText.Wrap(text.Get, 20).ToList();
            return lines.SelectMany(l => l.Split(' ')).SequenceEqual(words) && lines.All(l => l.Length <= 20 || !l.Contains(' ', StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();
}

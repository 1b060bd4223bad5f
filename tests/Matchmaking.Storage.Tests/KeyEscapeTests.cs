using FsCheck;
using FsCheck.Fluent;

namespace Matchmaking.Storage.Tests;

public sealed class KeyEscapeTests
{
    private const string Refused = "/\\#?%+&' \uD7A4";

    // Every unit there is, with those that are escaped, and their neighbours, often.
    private static readonly Arbitrary<string[]> Keys = Gen.OneOf(
            Gen.Choose(0, 0xFFFF), Gen.Choose(0, 0xA1), Gen.Choose(0xD79F, 0xD7A8), Gen.Choose('!', '0'))
        .Select(code => (char)code)
        .ArrayOf()
        .Select(units => new string(units))
        .Two()
        .Select(pair => new[] { pair.Item1, pair.Item2 })
        .ToArbitrary();

    [Fact]
    public void An_escaped_key_is_read_back_as_it_was() =>
        Prop.ForAll(Keys, keys => keys.All(key => KeyEscape.Unescape(KeyEscape.Escape(key)) == key)).QuickCheckThrowOnFailure();

    [Fact]
    public void Escaped_keys_sort_as_the_keys_do_by_unit_and_by_code_point() =>
        Prop.ForAll(Keys, keys =>
        {
            var (a, b) = (KeyEscape.Escape(keys[0]), KeyEscape.Escape(keys[1]));
            var order = Math.Sign(string.CompareOrdinal(keys[0], keys[1]));
            return Math.Sign(string.CompareOrdinal(a, b)) == order
                && Math.Sign(System.Text.Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(b))) == order;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_escaped_key_holds_nothing_that_azure_refuses() =>
        Prop.ForAll(Keys, keys => keys.All(key =>
            !KeyEscape.Escape(key).Any(unit => Refused.Contains(unit, StringComparison.Ordinal) || char.IsControl(unit) || unit > '\uD7A3')))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("need|7", "need|7")]
    [InlineData("audit|2026-03-01T09:00:00Z|x", "audit|2026-03-01T09:00:00Z|x")]
    [InlineData("a/b", "a.2Fb")]
    [InlineData("a.b", "a.2Eb")]
    [InlineData("a b", "a!20b")]
    [InlineData("\U0001F54A", "\uD7A3D83D\uD7A3DD4A")]
    public void What_stands_in_the_table_is_this(string key, string stored) => Assert.Equal(stored, KeyEscape.Escape(key));

    [Theory]
    [InlineData("a/b")]
    [InlineData("a.2")]
    [InlineData("a.zz")]
    [InlineData("a$")]
    public void A_key_that_somebody_else_wrote_is_an_error(string stored) => Assert.Throws<FormatException>(() => KeyEscape.Unescape(stored));
}

using System.Buffers.Text;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Mail;

namespace Matchmaking.Tests.Mail;

public sealed class AnswerLinkTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private static readonly AnswerClaim Claim = new(
        ParticipantId.Parse("TCD", null),
        "p-1",
        AnswerQuestion.Partner,
        ParticipantId.Parse("org-demo", null),
        "contact-1",
        "notice-1",
        OfferedAnswer.Yes,
        Now.AddDays(30).ToUnixTimeSeconds());

    [Fact]
    public void A_link_gives_back_what_was_signed() =>
        Assert.Equal(Claim, Assert.IsType<AnswerLinkReading.Valid>(AnswerLink.Read(AnswerLink.Sign(Claim, Key), Key, Now)).Claim);

    [Fact]
    public void The_form_of_version_1_stays_readable()
    {
        const string token = "eyJzIjoiVENEIiwicCI6InAtMSIsInEiOiJwYXJ0bmVyIiwiYSI6Im9yZy1kZW1vIiwiYyI6ImNvbnRhY3QtMSIsIm4iOiJub3RpY2UtMSIsIm8iOiJ5ZXMiLCJlIjoxNzk3NzU3MjAwLCJ2IjoxfQ";
        Assert.Equal(
            """{"s":"TCD","p":"p-1","q":"partner","a":"org-demo","c":"contact-1","n":"notice-1","o":"yes","e":1797757200,"v":1}""",
            Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)));
        Assert.StartsWith(token + ".", AnswerLink.Sign(Claim, Key), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_works_to_the_last_second_and_not_after()
    {
        var token = AnswerLink.Sign(Claim, Key);
        Assert.IsType<AnswerLinkReading.Valid>(AnswerLink.Read(token, Key, Now.AddDays(30)));
        Assert.IsType<AnswerLinkReading.Expired>(AnswerLink.Read(token, Key, Now.AddDays(30).AddSeconds(1)));
    }

    [Fact]
    public void A_link_changed_in_any_character_is_forged()
    {
        var token = AnswerLink.Sign(Claim, Key);
        for (var i = 0; i < token.Length; i++)
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            // The last character of a base64 text may carry bits that stand for nothing.
            if (AnswerLink.Read(changed, Key, Now) is AnswerLinkReading.Valid { Claim: var claim })
                Assert.True(claim == Claim && i == token.Length - 1, $"Character {i} can be changed.");
        }
    }

    [Fact]
    public void Another_key_forges() =>
        Assert.IsType<AnswerLinkReading.Forged>(AnswerLink.Read(AnswerLink.Sign(Claim, [.. Key.Reverse()]), Key, Now));

    [Fact]
    public void Another_version_is_not_read() =>
        Assert.IsType<AnswerLinkReading.Forged>(AnswerLink.Read(AnswerLink.Sign(Claim with { Version = 2 }, Key), Key, Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.b.c")]
    [InlineData("é.é")]
    [InlineData("e30.e30")]
    public void What_is_no_link_is_forged(string? token) => Assert.IsType<AnswerLinkReading.Forged>(AnswerLink.Read(token, Key, Now));

    [Fact]
    public void No_text_makes_the_reader_throw() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        text => AnswerLink.Read(text, Key, Now) is AnswerLinkReading.Forged && AnswerLink.Read(text + "." + text, Key, Now) is AnswerLinkReading.Forged)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_short_key_is_refused() => Assert.Throws<ArgumentException>(() => AnswerLink.Sign(Claim, Key.AsSpan(0, 31)));

    [Fact]
    public void The_links_of_one_mail_share_an_id_and_no_other_does()
    {
        Assert.Equal(Claim.LinkId, (Claim with { Offered = OfferedAnswer.No, Expires = 1 }).LinkId);
        AnswerClaim[] others =
        [
            Claim with { State = ParticipantId.Parse("GMB", null) },
            Claim with { ProposalId = "p-2" },
            Claim with { Question = AnswerQuestion.State },
            Claim with { Participant = ParticipantId.Parse("NOR", null) },
            Claim with { ContactId = "contact-2" },
            Claim with { NoticeId = "notice-2" },
        ];
        Assert.Equal(7, others.Select(o => o.LinkId).Append(Claim.LinkId).Distinct().Count());
    }
}

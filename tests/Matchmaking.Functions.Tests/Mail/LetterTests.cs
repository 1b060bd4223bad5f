using System.Text;
using Matchmaking.Functions.Mail;
using Matchmaking.Functions.Mail.Letters;
using Matchmaking.Proposals;
using Microsoft.Extensions.Options;

namespace Matchmaking.Functions.Tests.Mail;

public sealed class LetterTests
{
    private static readonly LetterComposer Composer = new(Options.Create(new MailOptions { From = "committee@demo.example", FromName = "Cooperation committee" }));

    public static TheoryData<string, string> Letters => new(
        from letter in (string[])["state-invitation", "partner-invitation", "committee-digest", "state-answered-yes", "state-answered-no", "promise-broken-state", "promise-broken-partner", "promise-broken-committee", "proposal-lapsed"]
        from language in (string[])["en", "fr"]
        select (letter, language));

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task A_letter_reads_as_approved(string letter, string language)
    {
        var email = await Composer.ComposeAsync(Letter(letter, language));
        Approved.Check($"{letter}.{language}.html", email.Html);
        Approved.Check($"{letter}.{language}.txt", $"Subject: {email.Subject}\n\n{email.Text}");
        if (email.Calendar is { } calendar)
            Approved.Check($"{letter}.{language}.ics", calendar);
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task A_demonstration_says_so_in_subject_and_both_parts(string letter, string language)
    {
        var email = await Composer.ComposeAsync(Letter(letter, language));
        var word = language == "fr" ? "Démonstration" : "Demonstration";
        Assert.StartsWith($"[{word}] ", email.Subject, StringComparison.Ordinal);
        Assert.StartsWith(word, email.Text, StringComparison.Ordinal);
        Assert.Contains($"<strong>{word}", email.Html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task No_line_of_the_text_part_but_an_address_passes_78_columns(string letter, string language)
    {
        var email = await Composer.ComposeAsync(Letter(letter, language));
        Assert.All(email.Text.Split('\n'), line => Assert.True(line.Length <= 78 || line.StartsWith("https://", StringComparison.Ordinal), line));
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task Only_the_digest_is_one_of_a_list(string letter, string language)
    {
        var email = await Composer.ComposeAsync(Letter(letter, language));
        Assert.Equal(letter == "committee-digest" ? "committee-digest.demo.example" : null, email.ListId);
    }

    [Theory]
    [InlineData("en", "None of these needs is costed or counted yet", "Not yet costed. How many are asked for is not yet stated.", "stays uncovered.")]
    [InlineData("fr", "Aucun de ces besoins n’est encore chiffré", "Pas encore chiffré. Le nombre demandé n’est pas encore indiqué.", "ne reste à couvrir.")]
    public async Task Where_nothing_is_costed_nothing_is_said_to_be(string language, string said, string asked, string notSaid)
    {
        var letter = (Letter.StateInvitation)DemoLetters.StateInvitation(language);
        var needs = letter.Proposal.Needs.Select(need => need with { Cover = [new(need.NeedId, true, null, null, null), new(need.NeedId, false, null, null, null)] });
        var email = await Composer.ComposeAsync(letter with { Proposal = letter.Proposal with { Needs = [.. needs] } });
        var text = string.Join(' ', email.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.Contains(asked, text, StringComparison.Ordinal);
        Assert.DoesNotContain(notSaid, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_of_a_language_that_nobody_has_written_reads_English()
    {
        var email = await Composer.ComposeAsync(DemoLetters.StateInvitation("es"));
        Assert.Contains("Nothing goes to any partner until you have said yes.", email.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_reads_nothing_of_other_partners()
    {
        var email = await Composer.ComposeAsync(DemoLetters.PartnerInvitation("en", DemoLetters.Trust));
        Assert.DoesNotContain("Gambia", email.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("5,000,000", email.Text, StringComparison.Ordinal);
        Assert.Contains("4\u00a0", email.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_reads_the_pillar_of_a_committee_need_and_not_its_title()
    {
        var email = await Composer.ComposeAsync(DemoLetters.PartnerInvitation("en", DemoLetters.Trust));
        Assert.DoesNotContain("Prosthetics", email.Text + email.Html + email.Calendar, StringComparison.Ordinal);
        Assert.Contains("(victim assistance)", email.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_State_does_not_read_what_a_partner_shows_to_the_committee_only()
    {
        var proposal = DemoLetters.Proposal;
        var hidden = proposal with { Partners = [proposal.Partners[0] with { Lines = [proposal.Partners[0].Lines[0] with { CapacityId = "cap-3" }] }] };
        var letter = (Letter.StateInvitation)DemoLetters.StateInvitation("en") with { Proposal = hidden };
        var email = await Composer.ComposeAsync(letter);
        Assert.DoesNotContain("5,000,000", email.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A fund kept", email.Text, StringComparison.Ordinal);
        Assert.Contains("to be discussed", email.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_lines_of_one_partner_for_one_need_are_told_apart_by_their_capacities()
    {
        var proposal = DemoLetters.Proposal;
        var twice = proposal with { Partners = [proposal.Partners[0] with { Lines = [proposal.Partners[0].Lines[0], proposal.Partners[0].Lines[0] with { CapacityId = "cap-2" }] }] };
        var state = await Composer.ComposeAsync((Letter.StateInvitation)DemoLetters.StateInvitation("fr") with { Proposal = twice with { Status = ProposalStatus.Approved } });
        var partner = await Composer.ComposeAsync((Letter.PartnerInvitation)DemoLetters.PartnerInvitation("fr") with { Proposal = twice });
        foreach (var (text, says) in new[] { (state.Text, "Capacité"), (partner.Text, "Votre capacité") })
        {
            var words = string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains($"{says}\u00a0: Fonds de dépollution de <2027>.", words, StringComparison.Ordinal);
            Assert.Contains($"{says}\u00a0: 12\u00a0places de formation.", words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_is_invited_with_anything_before_the_State_has_said_yes()
    {
        var letter = (Letter.PartnerInvitation)DemoLetters.PartnerInvitation("en");
        var early = letter with { Proposal = letter.Proposal with { Status = ProposalStatus.Approved } };
        await Assert.ThrowsAsync<InvalidOperationException>(() => Composer.ComposeAsync(early));
    }

    [Fact]
    public async Task What_people_have_typed_is_text_in_both_parts()
    {
        var email = await Composer.ComposeAsync(DemoLetters.StateInvitation("en"));
        Assert.Contains("&lt;northern&gt;", email.Html, StringComparison.Ordinal);
        Assert.Contains("<northern>", email.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_letter_is_the_same_email_to_the_byte() =>
        Assert.Equal(
            Encoding.UTF8.GetBytes((await Composer.ComposeAsync(DemoLetters.PartnerInvitation("fr"))).Html),
            Encoding.UTF8.GetBytes((await Composer.ComposeAsync(DemoLetters.PartnerInvitation("fr"))).Html));

    private static Letter Letter(string name, string language) => name switch
    {
        "state-invitation" => DemoLetters.StateInvitation(language),
        "partner-invitation" => DemoLetters.PartnerInvitation(language),
        "committee-digest" => DemoLetters.CommitteeDigest(language),
        "state-answered-yes" => DemoLetters.StateAnswered(language),
        "promise-broken-state" => DemoLetters.PromiseBroken(language, DemoLetters.Chad),
        "promise-broken-partner" => DemoLetters.PromiseBroken(language, DemoLetters.Gambia),
        "promise-broken-committee" => DemoLetters.PromiseBroken(language, null),
        "proposal-lapsed" => DemoLetters.ProposalLapsed(language),
        _ => DemoLetters.StateAnswered(language, yes: false),
    };
}

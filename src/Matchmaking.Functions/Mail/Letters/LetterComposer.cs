using System.Text.Encodings.Web;
using System.Text.Unicode;
using Matchmaking.Mail;
using Matchmaking.Proposals;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Matchmaking.Functions.Mail.Letters;

/// <summary>Puts a letter into its reader's words: the same component writes the HTML part and the text part.</summary>
internal sealed class LetterComposer(IOptions<MailOptions> options)
{
    // Letters are UTF-8: only what has a meaning in HTML is escaped, not every accent.
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    /// <summary>Writes the email. The same letter gives the same email, to the byte.</summary>
    /// <exception cref="InvalidOperationException">A partner's invitation before its State has said yes, or to somebody who is not a partner of the proposal.</exception>
    public async Task<Email> ComposeAsync(Letter letter)
    {
        var reader = new Reader(letter.To.Language, letter.Organisations);
        // Nobody is invited before the State has said yes (000-16): a letter asked for too early is a mistake of the program.
        if (letter is Letter.PartnerInvitation { Proposal: var invited } && ProposalRules.ForPartner(invited, letter.To.Participant) is null)
            throw new InvalidOperationException($"Notice {letter.Notice.Id}: its partner is not invited to proposal {invited.Id}.");

        var subject = Subject(letter, reader);
        if (letter.Demo)
            subject = reader.T(Texts.DemoSubject, subject);

        return new Email(
            letter.Notice.Id,
            letter.To.Email,
            letter.To.Name,
            reader.Language,
            subject,
            await RenderAsync(letter, new LetterView(reader, LetterFormat.Html, subject)),
            PlainText.FromBlocks(await RenderAsync(letter, new LetterView(reader, LetterFormat.Text, subject))),
            Calendar(letter, reader),
            letter is Letter.CommitteeDigest ? options.Value.ListId("committee-digest") : null);
    }

    private static string Subject(Letter letter, Reader reader) => letter switch
    {
        Letter.StateInvitation l => reader.T(LetterTexts.StateSubject, reader.Meeting(l.Proposal.Kind), reader.Name(l.Proposal.State)),
        Letter.PartnerInvitation l => reader.T(LetterTexts.PartnerSubject, reader.NameFirst(l.Proposal.State), reader.Meeting(l.Proposal.Kind)),
        Letter.CommitteeDigest l => reader.Count(l.Items.Count, LetterTexts.OneToReview, LetterTexts.ManyToReview),
        Letter.StateAnswered l => reader.T(
            l.Proposal.Status == ProposalStatus.Refused ? LetterTexts.SaidNoSubject : LetterTexts.SaidYesSubject,
            reader.NameFirst(l.Proposal.State),
            reader.Meeting(l.Proposal.Kind)),
        Letter.ProposalLapsed l => reader.T(LetterTexts.LapsedSubject, reader.Name(l.Proposal.State), reader.Meeting(l.Proposal.Kind)),
        Letter.PromiseBroken l => reader.T(LetterTexts.BrokenSubject, reader.Name(l.Proposal.State)),
        _ => throw new ArgumentOutOfRangeException(nameof(letter)),
    };

    private static Task<string> RenderAsync(Letter letter, LetterView view) => letter switch
    {
        Letter.StateInvitation => RenderAsync<StateInvitationLetter>(letter, view),
        Letter.PartnerInvitation => RenderAsync<PartnerInvitationLetter>(letter, view),
        Letter.CommitteeDigest => RenderAsync<CommitteeDigestLetter>(letter, view),
        Letter.StateAnswered => RenderAsync<StateAnsweredLetter>(letter, view),
        Letter.ProposalLapsed => RenderAsync<ProposalLapsedLetter>(letter, view),
        Letter.PromiseBroken => RenderAsync<PromiseBrokenLetter>(letter, view),
        _ => throw new ArgumentOutOfRangeException(nameof(letter)),
    };

    private static async Task<string> RenderAsync<TComponent>(Letter letter, LetterView view) where TComponent : IComponent
    {
        await using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Letter"] = letter, ["View"] = view });
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(parameters)).ToHtmlString());
    }

    private string? Calendar(Letter letter, Reader reader)
    {
        if (letter is not Letter.PartnerInvitation { Proposal: { MeetingOn: { } day } proposal, To.Participant: var partner })
            return null;

        var state = reader.Name(proposal.State);
        var meeting = reader.Meeting(proposal.Kind);
        var summary = $"{state} – {meeting}";
        return CalendarFile.Write(new CalendarEvent(
            CalendarEvent.UidOf(proposal.Id, partner),
            proposal.Version,
            letter.Notice.CreatedAt,
            new CalendarTime.Days(new Period(day, day)),
            reader.Language,
            letter.Demo ? reader.T(Texts.DemoSubject, summary) : summary,
            reader.T(LetterTexts.PartnerIntro, reader.NameFirst(proposal.State), meeting, reader.Name(partner)) + "\n" + reader.T(LetterTexts.StateLeads),
            reader.T(Texts.DayOpen),
            options.Value.FromName,
            options.Value.From));
    }
}

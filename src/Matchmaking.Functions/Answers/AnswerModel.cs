using Matchmaking.Functions.Mail;
using Matchmaking.Functions.Mail.Letters;
using Matchmaking.Mail;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Answers;

/// <summary>What an answer page asks, of whom.</summary>
/// <param name="Claim">What the link stands for.</param>
/// <param name="Proposal">The proposal.</param>
/// <param name="Declared">The declarations behind it.</param>
/// <param name="Reader">Who reads.</param>
public sealed record AnswerModel(AnswerClaim Claim, Proposal Proposal, Declared Declared, Reader Reader)
{
    /// <summary>True where the affected State is asked.</summary>
    public bool AsksState => Claim.Question == AnswerQuestion.State;

    /// <summary>The page's title: the question.</summary>
    public string Title => AsksState
        ? Reader.T(AnswerTexts.StateTitle, Reader.Name(Proposal.State))
        : Reader.T(AnswerTexts.PartnerTitle, Reader.NameFirst(Proposal.State));

    /// <summary>The answers that there are, in the order of their buttons.</summary>
    public IReadOnlyList<(OfferedAnswer Answer, string Label)> Choices => AsksState
        ? [(OfferedAnswer.Yes, Reader.T(LetterTexts.StateYes)), (OfferedAnswer.No, Reader.T(LetterTexts.StateNo))]
        :
        [
            (OfferedAnswer.Yes, Reader.T(LetterTexts.PartnerYes)),
            (OfferedAnswer.No, Reader.T(LetterTexts.PartnerNo)),
            (OfferedAnswer.Later, Reader.T(LetterTexts.PartnerLater)),
        ];

    /// <summary>What the partner who is asked could cover, a line each. Nothing of other partners.</summary>
    public IReadOnlyList<string> OwnCover =>
        [.. from need in ProposalRules.ForPartner(Proposal, Claim.Participant)?.Needs ?? []
            from line in need.Lines
            select LetterWords.OwnLine(Reader, Declared, need, line)];
}

/// <summary>What the result page says.</summary>
public enum AnswerResult
{
    /// <summary>The State's yes is recorded.</summary>
    StateYes,

    /// <summary>The State's no is recorded.</summary>
    StateNo,

    /// <summary>A partner's yes is recorded.</summary>
    PartnerYes,

    /// <summary>A partner's no is recorded.</summary>
    PartnerNo,

    /// <summary>A partner's later is recorded.</summary>
    PartnerLater,

    /// <summary>There is an answer already. 409.</summary>
    Already,

    /// <summary>The link's time is over. 410.</summary>
    Expired,

    /// <summary>The link is not one of ours. 404.</summary>
    Forged,

    /// <summary>The proposal has ended or changed. 409.</summary>
    Closed,

    /// <summary>The form could not be read. 400.</summary>
    Invalid,
}

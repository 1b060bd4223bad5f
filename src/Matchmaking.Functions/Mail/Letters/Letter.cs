using System.Collections.Immutable;
using Matchmaking.Mail;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Mail.Letters;

/// <summary>What one email says, before it has words.</summary>
/// <param name="Notice">The notice that it carries out; the calendar file is stamped with its time, so a repeat writes the same file.</param>
/// <param name="To">Who receives it.</param>
public abstract record Letter(Notice Notice, Contact To)
{
    /// <summary>Names of the organisations that the letter speaks of; one that is not here goes by its code.</summary>
    public IReadOnlyDictionary<ParticipantId, LocalText> Organisations { get; init; } = ImmutableDictionary<ParticipantId, LocalText>.Empty;

    /// <summary>True for demonstration data: said in the subject and on top of both parts.</summary>
    public abstract bool Demo { get; }

    /// <summary>To the affected State: the committee proposes a meeting (000-16).</summary>
    /// <param name="Notice">The notice.</param>
    /// <param name="To">The State's contact.</param>
    /// <param name="Proposal">The approved proposal.</param>
    /// <param name="Declared">The declarations behind it.</param>
    /// <param name="Links">Where to answer.</param>
    public sealed record StateInvitation(Notice Notice, Contact To, Proposal Proposal, Declared Declared, AnswerLinks Links)
        : Letter(Notice, To)
    {
        /// <inheritdoc/>
        public override bool Demo => Proposal.Demo;
    }

    /// <summary>To one partner of a proposal that its State has accepted. Other partners and their cover are not shown.</summary>
    /// <param name="Notice">The notice.</param>
    /// <param name="To">The partner's contact; <see cref="Contact.Participant"/> is the partner.</param>
    /// <param name="Proposal">The accepted proposal.</param>
    /// <param name="Declared">The declarations behind it.</param>
    /// <param name="Links">Where to answer.</param>
    public sealed record PartnerInvitation(Notice Notice, Contact To, Proposal Proposal, Declared Declared, AnswerLinks Links)
        : Letter(Notice, To)
    {
        /// <inheritdoc/>
        public override bool Demo => Proposal.Demo;
    }

    /// <summary>To a member of the committee: all that waits for review.</summary>
    /// <param name="Notice">The notice.</param>
    /// <param name="To">The member.</param>
    /// <param name="Items">One line each, in the order in which they are shown.</param>
    public sealed record CommitteeDigest(Notice Notice, Contact To, IReadOnlyList<DigestItem> Items) : Letter(Notice, To)
    {
        /// <inheritdoc/>
        public override bool Demo => Items.Any(i => i.Proposal.Demo);
    }

    /// <summary>To a member of the committee: the State has answered; the proposal's status says what.</summary>
    /// <param name="Notice">The notice.</param>
    /// <param name="To">The member.</param>
    /// <param name="Proposal">The proposal, accepted or refused.</param>
    /// <param name="Page">Where to see it.</param>
    public sealed record StateAnswered(Notice Notice, Contact To, Proposal Proposal, Uri Page) : Letter(Notice, To)
    {
        /// <inheritdoc/>
        public override bool Demo => Proposal.Demo;
    }

    /// <summary>To the State or to a member of the committee: the State has not answered in time.</summary>
    /// <param name="Notice">The notice.</param>
    /// <param name="To">Who receives it.</param>
    /// <param name="Proposal">The proposal, lapsed.</param>
    /// <param name="Page">Where the committee sees it; null for the State.</param>
    public sealed record ProposalLapsed(Notice Notice, Contact To, Proposal Proposal, Uri? Page) : Letter(Notice, To)
    {
        /// <inheritdoc/>
        public override bool Demo => Proposal.Demo;
    }

    /// <summary>To the State, to a partner of its own lines, or to a member of the committee: a capacity no longer bears what was promised.</summary>
    /// <param name="Notice">The notice.</param>
    /// <param name="To">Who receives it.</param>
    /// <param name="Proposal">The proposal.</param>
    /// <param name="Declared">The declarations behind it.</param>
    /// <param name="Reader">The State or partner that is told; null for the committee.</param>
    /// <param name="Lines">What is told.</param>
    /// <param name="Page">Where the committee sees the proposal.</param>
    public sealed record PromiseBroken(
        Notice Notice, Contact To, Proposal Proposal, Declared Declared, ParticipantId? Reader, IReadOnlyList<BrokenPromise> Lines, Uri Page) : Letter(Notice, To)
    {
        /// <inheritdoc/>
        public override bool Demo => Proposal.Demo;
    }
}

/// <summary>A proposal in a digest.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="Declared">The declarations behind it, for its deadlines.</param>
/// <param name="Page">Where to review it.</param>
public sealed record DigestItem(Proposal Proposal, Declared Declared, Uri Page);

/// <summary>Where to answer: one page for all, with the answer that the link stood beside marked on it.</summary>
/// <param name="Yes">Beside yes.</param>
/// <param name="No">Beside no.</param>
/// <param name="Later">Beside later; null for the affected State.</param>
/// <param name="Until">The last whole day on which the links work.</param>
public sealed record AnswerLinks(Uri Yes, Uri No, Uri? Later, DateOnly Until);

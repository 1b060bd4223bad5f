using Matchmaking.Functions.Proposals;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Policy;

/// <summary>A number of the policy, explained.</summary>
internal sealed record PolicyNumberView(string Path, IReadOnlyList<long> Values, PolicyUnit Unit, long Least, long Most, LocalText Text);

/// <summary>The policy in force: its document, and every number explained.</summary>
internal sealed record PolicyView(
    PolicyDocument Policy, DateTimeOffset? AdoptedAt, string? AdoptedBy, ParticipantId? OnBehalfOf, string? Reason, IReadOnlyList<PolicyNumberView> Numbers);

/// <summary>A number that differs between two policies.</summary>
internal sealed record NumberChangeView(string Path, IReadOnlyList<long> From, IReadOnlyList<long> To, LocalText Text);

/// <summary>A policy that is or was in force, and what it changed against the one before.</summary>
internal sealed record PolicyVersionView(
    PolicyDocument Policy, DateTimeOffset? AdoptedAt, string? AdoptedBy, ParticipantId? OnBehalfOf, string? Reason, IReadOnlyList<NumberChangeView> Changed);

/// <summary>The proposal that a State has now, and whether the committee has decided on it: then no policy changes it.</summary>
internal sealed record PresentProposalView(string Id, int Version, ProposalStatus Status, bool Decided)
{
    public static PresentProposalView? Of(Proposal? live) => live is null
        ? null
        : new(live.Id, live.Version, live.Status, live.Status is not (ProposalStatus.Proposed or ProposalStatus.SentBack));
}

/// <summary>One thing that would change in a State's proposal, and why.</summary>
internal sealed record PlanChangeView(string Code, LocalText Text, IReadOnlyList<ReasonView> Because);

/// <summary>What would change for one State.</summary>
/// <param name="State">The State.</param>
/// <param name="Name">Its name.</param>
/// <param name="Proposal">The proposal that it has now; null for none.</param>
/// <param name="Note">Said where the proposal stays as it is.</param>
/// <param name="Changes">What would change, with why.</param>
/// <param name="Priorities">How the priorities of its needs move.</param>
internal sealed record StateDifferenceView(
    ParticipantId State, LocalText Name, PresentProposalView? Proposal, ReasonView? Note, IReadOnlyList<PlanChangeView> Changes, IReadOnlyList<ReasonView> Priorities);

/// <summary>What a changed policy would do to the market as it stands. Nothing is stored.</summary>
/// <param name="Policy">The changed policy as it would be adopted.</param>
/// <param name="InForceVersion">The version of the policy in force that it was compared with.</param>
/// <param name="Changed">The numbers that differ.</param>
/// <param name="Summary">The difference as a whole, in sentences.</param>
/// <param name="Now">What the plan comes to now.</param>
/// <param name="Then">What it would come to.</param>
/// <param name="States">The States whose proposal would change.</param>
internal sealed record PolicyTrialView(
    PolicyDocument Policy,
    int InForceVersion,
    IReadOnlyList<NumberChangeView> Changed,
    IReadOnlyList<ReasonView> Summary,
    PlanTotals Now,
    PlanTotals Then,
    IReadOnlyList<StateDifferenceView> States);

/// <summary>How a difference between two plans is told.</summary>
/// <param name="Decided">Said of a State whose proposal has been decided on.</param>
/// <param name="InForceSays">Before a reason that holds as things are.</param>
/// <param name="ChangedSays">Before a reason that holds with the change.</param>
internal sealed record DifferenceWords(Reason Decided, LocalText InForceSays, LocalText ChangedSays)
{
    /// <summary>Where the two plans are those of two policies.</summary>
    public static DifferenceWords OfPolicies { get; } = new(
        PlanDifference.Decided,
        LocalText.Of("With the policy in force: ", "Avec la politique en vigueur\u00a0: "),
        LocalText.Of("With the changed policy: ", "Avec la politique modifiée\u00a0: "));
}

/// <summary>Renders policies and what they change.</summary>
internal static class PolicyViews
{
    public static PolicyView View(this AdoptedPolicy adopted) => new(
        new(adopted.Policy), adopted.AdoptedAt, adopted.AdoptedBy, adopted.OnBehalfOf, adopted.Reason,
        [.. PolicyNumbers.All.Select(number => new PolicyNumberView(number.Path, number.Of(adopted.Policy), number.Unit, number.Least, number.Most, number.Text))]);

    public static PolicyVersionView View(this AdoptedPolicy adopted, MatchPolicy? before) => new(
        new(adopted.Policy), adopted.AdoptedAt, adopted.AdoptedBy, adopted.OnBehalfOf, adopted.Reason, before is null ? [] : Changes(before, adopted.Policy));

    public static IReadOnlyList<NumberChangeView> Changes(MatchPolicy from, MatchPolicy to) =>
        [.. PolicyNumbers.Differing(from, to).Select(number => new NumberChangeView(number.Path, number.Of(from), number.Of(to), number.Text))];

    public static StateDifferenceView View(this StateDifference difference, Proposal? live, ProposalRenderer renderer, LocalText name, DifferenceWords words)
    {
        var present = PresentProposalView.Of(live);
        return new(
            difference.State,
            name,
            present,
            present is { Decided: true } ? renderer.Render(words.Decided) : null,
            [.. difference.Changes.Select(change => renderer.Render(change.What) is var what
                ? new PlanChangeView(what.Code, what.Text, [.. change.Because.Select(cause => View(cause, renderer, words))]) : null!)],
            [.. difference.Priorities.Select(renderer.Render)]);
    }

    private static ReasonView View(PlanCause cause, ProposalRenderer renderer, DifferenceWords words)
    {
        var view = renderer.Render(cause.Reason);
        var says = cause.With switch { PolicySide.InForce => words.InForceSays, PolicySide.Changed => words.ChangedSays, _ => null };
        return says is null ? view : view with { Text = new(view.Text.Versions.Select(text => KeyValuePair.Create(text.Key, says.In(text.Key) + text.Value))) };
    }
}

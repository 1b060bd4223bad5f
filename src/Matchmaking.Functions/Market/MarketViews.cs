using Matchmaking.Declaring;
using Matchmaking.Functions.Policy;
using Matchmaking.Functions.Proposals;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Market;

/// <summary>A question about one more capacity; the kind is funding unless said otherwise.</summary>
/// <param name="Pillar">The pillar that it would serve.</param>
/// <param name="Place">A State's ISO3 code, an M49 region or subregion of three digits, or "anywhere".</param>
/// <param name="Kind">The kind of assistance.</param>
/// <param name="AmountUsd">For funding: US dollars, 1 to 100 billion.</param>
/// <param name="Slots">For every other kind: slots, 1 to 10,000.</param>
internal sealed record AdditionBody(Pillar Pillar, string Place, AssistanceKind? Kind, long? AmountUsd, int? Slots);

/// <summary>What one need would have of an addition.</summary>
internal sealed record AdditionCoverView(
    string NeedId, ParticipantId State, LocalText StateName, LocalText Title, long? Amount, int Fit, int Priority, bool Demo);

/// <summary>What one more capacity would change. It is nobody's, and nothing is stored.</summary>
/// <param name="Addition">What was asked about.</param>
/// <param name="PolicyName">The policy in force, which weighed both plans.</param>
/// <param name="PolicyVersion">Its version.</param>
/// <param name="Summary">The answer as a whole, in sentences.</param>
/// <param name="Placed">How much of it the plan would use.</param>
/// <param name="Points">What the plan would earn more in all.</param>
/// <param name="FirstPoints">What its first dollar or slot would earn.</param>
/// <param name="Covers">What each need would have of it, the largest amount first.</param>
/// <param name="Now">What the plan comes to now.</param>
/// <param name="Then">What it would come to.</param>
/// <param name="States">The States whose proposal would change.</param>
internal sealed record WhatIfView(
    Addition Addition,
    string PolicyName,
    int PolicyVersion,
    IReadOnlyList<ReasonView> Summary,
    long Placed,
    long Points,
    long FirstPoints,
    IReadOnlyList<AdditionCoverView> Covers,
    PlanTotals Now,
    PlanTotals Then,
    IReadOnlyList<StateDifferenceView> States);

/// <summary>Points of a need under one criterion of priority, with why.</summary>
internal sealed record PriorityView(string Criterion, int Points, LocalText Text);

/// <summary>An open need that is left behind.</summary>
internal sealed record LeftBehindNeedView(string NeedId, Pillar Pillar, LocalText Title, int Points, IReadOnlyList<PriorityView> Reasons, bool Demo);

/// <summary>A State of which open needs are left behind.</summary>
/// <param name="State">The State.</param>
/// <param name="Name">Its name.</param>
/// <param name="Points">Those of the need that is furthest behind.</param>
/// <param name="NobodyCouldHelp">True where no capacity fits any of these needs and nobody has promised anything: such States stand first.</param>
/// <param name="Place">Why it stands where it stands, in words.</param>
/// <param name="Proposal">The proposal that it has now; null for none, and for an observer.</param>
/// <param name="Note">Where that proposal stands, in words.</param>
/// <param name="Needs">The needs, the furthest behind first.</param>
internal sealed record LeftBehindStateView(
    ParticipantId State, LocalText Name, int Points, bool NobodyCouldHelp, ReasonView Place, PresentProposalView? Proposal, ReasonView? Note, IReadOnlyList<LeftBehindNeedView> Needs);

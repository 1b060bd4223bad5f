using Matchmaking.Declaring;

namespace Matchmaking.Proposals;

/// <summary>
/// What a State has declared of a need, as a proposal tells it beside the gap. No proposal stores it: it is read from the version of
/// the need that was matched, which is kept.
/// </summary>
/// <param name="Deadlines">The deadlines, each with its certainty.</param>
/// <param name="ExpectedBy">The day by which the State expects the work to be done.</param>
/// <param name="Quantity">The work, with its unit.</param>
/// <param name="People">The people that it would reach.</param>
/// <param name="PeopleWithoutServices">The people known to be without the service.</param>
/// <param name="Description">What is needed and why.</param>
/// <param name="AmountUsd">The whole cost; null where not costed.</param>
/// <param name="NationalContributionUsd">What the State pays itself; null where not stated.</param>
public sealed record NeedContent(
    IReadOnlyList<Deadline> Deadlines,
    DateOnly? ExpectedBy,
    Quantity? Quantity,
    PeopleReached? People,
    long? PeopleWithoutServices,
    LocalText Description,
    long? AmountUsd,
    long? NationalContributionUsd)
{
    /// <summary>That of a declaration.</summary>
    public static NeedContent Of(NeedDeclaration need) => new(
        need.Deadlines, need.ExpectedBy, need.Quantity, need.People, need.PeopleWithoutServices, need.Description, need.AmountUsd, need.NationalContributionUsd);
}

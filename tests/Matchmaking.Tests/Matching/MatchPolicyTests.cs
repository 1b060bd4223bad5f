using Matchmaking.Matching;

namespace Matchmaking.Tests.Matching;

public sealed class MatchPolicyTests
{
    private static MatchPolicy Good => MatchPolicy.Standard;

    public static TheoryData<string, MatchPolicy> Wrong => new()
    {
        { "The name", Good with { Name = "" } },
        { "The version", Good with { Version = 0 } },
        { "Points of fit", Good with { Fit = Good.Fit with { LanguageShared = -1 } } },
        { "A place named", Good with { Fit = Good.Fit with { PlaceAnywhere = 76 } } },
        { "The only kind", Good with { Fit = Good.Fit with { KindAmongOthers = 51 } } },
        { "A capacity for both", Good with { Fit = Good.Fit with { ConventionNamed = 41, SameSubregion = 29 } } },
        { "Points of fit", Good with { Fit = Good.Fit with { PartnershipNew = -1 } } },
        { "What one pair can earn", Good with { Fit = Good.Fit with { PartnershipNew = 326 } } },
        { "What one pair can earn", Good with { Fit = Good.Fit with { ModalitySuits = 41 } } },
        { "What one pair can earn", Good with { Fit = Good.Fit with { PeriodCover = 101 } } },
        { "What one pair can earn", Good with { Fit = Good.Fit with { SouthSouth = 166 } } },
        { "A closer partnership", Good with { Fit = Good.Fit with { PartnershipLapsed = 326 } } },
        { "A closer partnership", Good with { Fit = Good.Fit with { PartnershipNeighbourhood = 151 } } },
        { "Points of priority", Good with { Priority = Good.Priority with { Small = -1 } } },
        { "A near deadline", Good with { Priority = Good.Priority with { DeadlineInSight = 351 } } },
        { "What one need can earn", Good with { Priority = Good.Priority with { NoPartner = 76 } } },
        { "A need that nobody", Good with { Priority = Good.Priority with { Few = 176, NoPartner = 50 } } },
        { "Points of priority", Good with { Priority = Good.Priority with { People = -1 } } },
        { "A State without support", Good with { Priority = Good.Priority with { NoPartner = 49 } } },
        { "What one need can earn", Good with { Priority = Good.Priority with { Expected = 201 } } },
        { "A deadline in sight", Good with { Priority = Good.Priority with { DeadlineInSightDays = 365 } } },
        { "One percentage", Good with { Priority = Good.Priority with { CertaintyPercent = [100, 75, 80, 50, 25] } } },
        { "One percentage", Good with { Priority = Good.Priority with { CertaintyPercent = [100] } } },
        { "What counts as small", Good with { Priority = Good.Priority with { FewPartners = 0 } } },
        { "What counts as small", Good with { Priority = Good.Priority with { ManyPeople = 0 } } },
        { "Lately is", Good with { RecordYears = 0 } },
        { "Slices are", Good with { Tranches = [] } },
        { "Slices are", Good with { Tranches = [new(1, 0, 0, 100)] } },
        { "Each slice ends further", Good with { Tranches = [new(50, 1, 0, 100), new(50, 2, 0, 50)] } },
        { "Each slice ends further", Good with { Tranches = [new(50, 1, 0, 100), new(60, 1, 0, 50)] } },
        { "Points never rise", Good with { Tranches = [new(50, 1, 0, 100), new(60, 2, 1, 50)] } },
        { "Priority never rises", Good with { Tranches = [new(50, 1, 0, 50), new(60, 2, 0, 60)] } },
        { "Priority never rises", Good with { RestPriorityPercent = 21 } },
        { "One State may have", Good with { LargestSharePercent = 101 } },
        { "The smallest line", Good with { SmallestLineUsd = 0 } },
        { "The least overlap", Good with { LeastOverlapDays = 0 } },
        { "A need has 1 to 50", Good with { MaxPartnersPerNeed = 51 } },
        { "1 to 50 partners are invited", Good with { InvitePartners = 0 } },
        { "A donor that is only known", Good with { KnownDonorPoints = -1 } },
        { "1 to 10,000", Good with { CandidatesPerNeed = 0 } },
    };

    [Fact]
    public void The_standard_policy_is_sound() => Assert.Empty(Good.Check());

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_number_out_of_its_range_is_said(string begins, MatchPolicy policy) =>
        Assert.StartsWith(begins, Assert.Single(policy.Check()), StringComparison.Ordinal);
}

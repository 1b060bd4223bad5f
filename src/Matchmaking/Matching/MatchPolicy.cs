namespace Matchmaking.Matching;

/// <summary>Points of fit by criterion, each 0 to 1000; what one pair can earn in all is at most 1000.</summary>
public sealed record FitWeights
{
    /// <summary>The partner named the State. Not below <see cref="PlaceSubregion"/>. Default 250.</summary>
    public int PlaceState { get; init; } = 250;

    /// <summary>The partner named the State's subregion, or one across its land borders. Not below <see cref="PlaceRegion"/>. Default 150.</summary>
    public int PlaceSubregion { get; init; } = 150;

    /// <summary>The partner named the State's region. Not below <see cref="PlaceAnywhere"/>. Default 75.</summary>
    public int PlaceRegion { get; init; } = 75;

    /// <summary>The capacity may be used anywhere. Default 40.</summary>
    public int PlaceAnywhere { get; init; } = 40;

    /// <summary>The kind offered is the only one asked for. Not below <see cref="KindAmongOthers"/>. Default 50.</summary>
    public int KindOnly { get; init; } = 50;

    /// <summary>The kind offered is one of several asked for. Default 30.</summary>
    public int KindAmongOthers { get; init; } = 30;

    /// <summary>The capacity is available during all that remains of the need's period; a part of it earns that part. Default 100.</summary>
    public int PeriodCover { get; init; } = 100;

    /// <summary>Both sides state languages of work and share one. Default 40.</summary>
    public int LanguageShared { get; init; } = 40;

    /// <summary>The partner helped the State in the last year on record for the two, in the need's pillar as far as is known. Not below <see cref="PartnershipLapsed"/>. Default 325.</summary>
    public int PartnershipContinuing { get; init; } = 325;

    /// <summary>
    /// The partner helped the State before that: a partnership to renew (002-11); or it continues in other pillars alone. Not below
    /// <see cref="PartnershipNeighbourhood"/>. Default 150.
    /// </summary>
    public int PartnershipLapsed { get; init; } = 150;

    /// <summary>The partner lately helped a neighbour of the State, or another State of its subregion. Default 75.</summary>
    public int PartnershipNeighbourhood { get; init; } = 75;

    /// <summary>The partner is not recorded to have helped there: a committee may want to draw new partners (002-11). Default 0.</summary>
    public int PartnershipNew { get; init; }

    /// <summary>Funding by a partner that gave US$50 million or more in the last five years of the record; a quarter less for each step below: 20, 5, 1 million. Default 125.</summary>
    public int Giving { get; init; } = 125;

    /// <summary>The capacity is meant for the one convention under which the need is declared. Default 25.</summary>
    public int ConventionNamed { get; init; } = 25;

    /// <summary>The need is declared under both conventions and the capacity is meant for both (000-04). Not below <see cref="ConventionNamed"/>. Default 40.</summary>
    public int ConventionsJoint { get; init; } = 40;

    /// <summary>A commitment over several years meets a need of more than a year (002-26, 004-11). Default 40.</summary>
    public int MultiYear { get; init; } = 40;

    /// <summary>Another way of giving money that suits the need: a grant to a short one, co-funding to one that the State pays a part of (001-19). Default 40.</summary>
    public int ModalitySuits { get; init; } = 40;

    /// <summary>The partner is or was an affected State itself and offers other assistance than money: South–South cooperation (003-23). Default 100.</summary>
    public int SouthSouth { get; init; } = 100;

    /// <summary>The partner is a State of the same subregion, or a neighbour: regional cooperation (002-05). Default 30.</summary>
    public int SameSubregion { get; init; } = 30;

    /// <summary>The most that one pair can earn. One partnership is not continuing and lapsed at once, money is given in one way, and South–South is what is not money.</summary>
    public int Highest => PlaceState + KindOnly + PeriodCover + LanguageShared
        + Math.Max(PartnershipContinuing, PartnershipNew) + Math.Max(ConventionNamed, ConventionsJoint)
        + Math.Max(Giving + Math.Max(MultiYear, ModalitySuits), SouthSouth) + SameSubregion;
}

/// <summary>Points of priority by criterion, each 0 to 1000; what one need can earn in all is at most 1000.</summary>
public sealed record PriorityWeights
{
    /// <summary>The deadline lies within <see cref="DeadlineNearDays"/> or has passed, and its date is found. Not below <see cref="DeadlineInSight"/>. Default 350.</summary>
    public int DeadlineNear { get; init; } = 350;

    /// <summary>The deadline lies within <see cref="DeadlineInSightDays"/>. Default 150.</summary>
    public int DeadlineInSight { get; init; } = 150;

    /// <summary>
    /// In every other pillar, and where no deadline is known: the State's own date, or that of another article, is as near as
    /// <see cref="DeadlineNearDays"/> or has passed; half of it in sight. Default 200.
    /// </summary>
    public int Expected { get; init; } = 200;

    /// <summary>In victim assistance and risk education: people without the service, all points for as many as count as many (003-10). Default 200.</summary>
    public int Services { get; init; } = 200;

    /// <summary>Days, 1 or more. Default 365.</summary>
    public int DeadlineNearDays { get; init; } = 365;

    /// <summary>Days, more than <see cref="DeadlineNearDays"/>. Default 1,095 (three years).</summary>
    public int DeadlineInSightDays { get; init; } = 1095;

    /// <summary>Percent of the deadline's points by certainty of its date, in the order of <see cref="Certainty"/>; each 0 to 100, falling. Default 100, 75, 75, 50, 25.</summary>
    public IReadOnlyList<int> CertaintyPercent { get; init; } = [100, 75, 75, 50, 25];

    /// <summary>Nothing of the need is promised yet; a part of it open earns that part. Default 200.</summary>
    public int Uncovered { get; init; } = 200;

    /// <summary>What is open is small enough to be finished (002-27). Default 100.</summary>
    public int Small { get; init; } = 100;

    /// <summary>Small in money: open gap in US dollars, 0 or more, inclusive. Default 1,000,000.</summary>
    public long SmallUsd { get; init; } = 1_000_000;

    /// <summary>Small in slots: open slots, 0 or more, inclusive. Default 5.</summary>
    public int SmallSlots { get; init; } = 5;

    /// <summary>No partner's capacity passes every rule, and nobody has promised (004-14). By the open share of the gap. Not below <see cref="Few"/>. Default 175.</summary>
    public int NoCapacity { get; init; } = 175;

    /// <summary>Some partners have promised or could help, but no more than <see cref="FewPartners"/> (004-14). By the open share of the gap. Default 150.</summary>
    public int Few { get; init; } = 150;

    /// <summary>Partners that count as few, 1 or more, inclusive. Default 3.</summary>
    public int FewPartners { get; init; } = 3;

    /// <summary>The State was without support in <see cref="MatchPolicy.RecordYears"/> years on record since the last gift; fewer years earn their part (002-11, 004-14). Not below <see cref="OneDonor"/>. Default 75.</summary>
    public int NoPartner { get; init; } = 75;

    /// <summary>Only one donor is recorded to have helped the State within <see cref="MatchPolicy.RecordYears"/> (004-14). Default 50.</summary>
    public int OneDonor { get; init; } = 50;

    /// <summary>No capacity on the market names the State; for the list of who is left behind alone. Default 50.</summary>
    public int NotNamed { get; init; } = 50;

    /// <summary>A clearance deadline under a convention of the need has passed, and no later one is known (001-12). By the certainty of the date. Default 50.</summary>
    public int ExtensionLapsed { get; init; } = 50;

    /// <summary>The need reaches <see cref="ManyPeople"/> or more (003-05); fewer earn their part. Default 50.</summary>
    public int People { get; init; } = 50;

    /// <summary>People who count as many, 1 or more. Default 100,000.</summary>
    public long ManyPeople { get; init; } = 100_000;

    /// <summary>Survivors who count as many: people of a need for victim assistance, 1 or more. Default 1,000.</summary>
    public long ManySurvivors { get; init; } = 1_000;

    /// <summary>The most that one need can earn. What a pillar has a deadline for earns by it, what it has none for by its own date and services.</summary>
    public int Highest => Math.Max(DeadlineNear + ExtensionLapsed, Expected + Math.Max(Services, ExtensionLapsed))
        + Uncovered + Small + Math.Max(NoCapacity, Few) + Math.Max(NoPartner, OneDonor) + People;
}

/// <summary>A slice of a need's gap, of the same amount for every need. The first dollars count more than the last.</summary>
/// <param name="UpToUsd">Where it ends in US dollars, counted from the first dollar of the gap, promised ones included; rising, 1 or more.</param>
/// <param name="UpToSlots">Where it ends in slots; rising, 1 or more.</param>
/// <param name="Points">What a dollar or slot in it counts by itself, beside fit and priority, 0 to 10,000.</param>
/// <param name="PriorityPercent">The part of the need's priority that a dollar or slot in it counts, 0 to 100.</param>
public sealed record Tranche(long UpToUsd, int UpToSlots, int Points, int PriorityPercent);

/// <summary>
/// How pairs and needs are weighed: every number that a committee could wish to change. Data with a name and a
/// version, stored with each proposal.
/// </summary>
public sealed record MatchPolicy
{
    /// <summary>The policy in force until a committee adopts another.</summary>
    public static MatchPolicy Standard { get; } = new() { Name = "standard", Version = 4 };

    /// <summary>Its name, 1 to 40 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Its version, 1 or more.</summary>
    public required int Version { get; init; }

    /// <summary>Points of fit.</summary>
    public FitWeights Fit { get; init; } = new();

    /// <summary>Points of priority.</summary>
    public PriorityWeights Priority { get; init; } = new();

    /// <summary>
    /// The slices of a gap before the rest, in order; 1 to 9 of them, each ending further than the one before, points and priority falling.
    /// Points fall by 2,000, the most that fit and priority make up together: then no later dollar takes the place of an earlier one.
    /// </summary>
    public IReadOnlyList<Tranche> Tranches { get; init; } =
        [new(250_000, 1, 8000, 100), new(1_000_000, 3, 6000, 70), new(5_000_000, 10, 4000, 40), new(25_000_000, 30, 2000, 20)];

    /// <summary>Percent of the need's priority that a dollar or slot beyond all slices counts, 0 to that of the last slice. Default 10.</summary>
    public int RestPriorityPercent { get; init; } = 10;

    /// <summary>Percent of a capacity of money that all needs of one State together may have, where the partner states no largest share, 1 to 100. Default 30.</summary>
    public int LargestSharePercent { get; init; } = 30;

    /// <summary>The least US dollars of one suggestion, where the partner states no smallest share, 1 or more; the whole need or capacity if less. Default 100,000.</summary>
    public long SmallestLineUsd { get; init; } = 100_000;

    /// <summary>Days, counted from today, that the two periods must share, 1 to 366; a shorter period must be shared whole. Default 30.</summary>
    public int LeastOverlapDays { get; init; } = 30;

    /// <summary>Years, counted back from the last year of the record of assistance and with it, that count as lately, 1 to 20. Default 5.</summary>
    public int RecordYears { get; init; } = 5;

    /// <summary>Partners suggested for one need and unit at most, promised ones included, 1 to 50: a huge need does not invite everybody. Default 8.</summary>
    public int MaxPartnersPerNeed { get; init; } = 8;

    /// <summary>
    /// Partners to invite for one State, 1 to 50: those whom the plan's cover reaches, and beside them those who fit best. More are invited
    /// only where the cover reaches more, or a need would stay without a partner. Default 8.
    /// </summary>
    public int InvitePartners { get; init; } = 8;

    /// <summary>Points, 0 to 1000, of a partner on the record of which no registered capacity fits, in place of what a capacity would say. Default 300.</summary>
    public int KnownDonorPoints { get; init; } = 300;

    /// <summary>Best-fitting capacities that are weighed for one need and unit, 1 to 10,000: keeps very large markets within memory. Default 4,000.</summary>
    public int CandidatesPerNeed { get; init; } = 4_000;

    /// <summary>Points, 0 to 1000, that each dollar or slot under review must earn more elsewhere before it moves. Default 50.</summary>
    public int ReviewPoints { get; init; } = 50;

    /// <summary>Months, 1 to 60, for which a no or a decline holds unless what it was about changes in substance. Default 12.</summary>
    public int RefusalMonths { get; init; } = 12;

    /// <summary>Days, 7 to 98, that a State has to answer an approved proposal before it lapses; the suggested meeting is 98 days ahead or more. Default 60.</summary>
    public int AnswerDays { get; init; } = 60;

    /// <summary>What is wrong with the numbers, in English, one sentence each; empty where nothing is.</summary>
    public IReadOnlyList<string> Check() => PolicyCheck.Of(this);
}

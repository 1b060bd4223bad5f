namespace Matchmaking.Matching;

/// <summary>The ranges that <see cref="MatchPolicy"/> states.</summary>
internal static class PolicyCheck
{
    public static IReadOnlyList<string> Of(MatchPolicy policy)
    {
        var (fit, priority, tranches) = (policy.Fit, policy.Priority, policy.Tranches);
        (bool Holds, string Sentence)[] checks =
        [
            (policy.Name.Length is >= 1 and <= 40, "The name has 1 to 40 characters."),
            (policy.Version >= 1, "The version is 1 or more."),
            (Points(fit.PlaceState, fit.PlaceSubregion, fit.PlaceRegion, fit.PlaceAnywhere, fit.KindOnly, fit.KindAmongOthers, fit.PeriodCover,
                fit.LanguageShared, fit.PartnershipContinuing, fit.PartnershipLapsed, fit.PartnershipNeighbourhood, fit.PartnershipNew, fit.Giving, fit.ConventionNamed, fit.ConventionsJoint,
                fit.MultiYear, fit.ModalitySuits, fit.SouthSouth, fit.SameSubregion), "Points of fit are 0 to 1000 each."),
            (Falling([fit.PlaceState, fit.PlaceSubregion, fit.PlaceRegion, fit.PlaceAnywhere]), "A place named more precisely never earns less."),
            (Falling([fit.PartnershipContinuing, fit.PartnershipLapsed, fit.PartnershipNeighbourhood]), "A closer partnership on record never earns less."),
            (fit.KindOnly >= fit.KindAmongOthers, "The only kind asked for never earns less than one of several."),
            (fit.ConventionsJoint >= fit.ConventionNamed, "A capacity for both conventions never earns less than one for the only one."),
            (fit.Highest <= 1000, "What one pair can earn in all is at most 1000."),
            (Points(priority.DeadlineNear, priority.DeadlineInSight, priority.Uncovered, priority.Small,
                priority.Expected, priority.Services,
                priority.NoCapacity, priority.Few, priority.NoPartner, priority.OneDonor, priority.NotNamed, priority.ExtensionLapsed, priority.People), "Points of priority are 0 to 1000 each."),
            (priority.DeadlineNear >= priority.DeadlineInSight, "A near deadline never earns less than one in sight."),
            (priority.NoCapacity >= priority.Few, "A need that nobody could help never earns less than one that few could."),
            (priority.NoPartner >= priority.OneDonor, "A State without support never earns less than one with one donor."),
            (priority.Highest <= 1000, "What one need can earn in all is at most 1000."),
            (priority.DeadlineNearDays >= 1 && priority.DeadlineInSightDays > priority.DeadlineNearDays, "A deadline in sight is further than a near one."),
            (priority.CertaintyPercent.Count == Enum.GetValues<Certainty>().Length && priority.CertaintyPercent.All(Percent)
                && Falling(priority.CertaintyPercent), "One percentage, 0 to 100 and falling, for each degree of certainty."),
            (priority is { SmallUsd: >= 0, SmallSlots: >= 0, FewPartners: >= 1, ManyPeople: >= 1, ManySurvivors: >= 1 }, "What counts as small is 0 or more, few partners and many people 1 or more."),
            (tranches.Count is >= 1 and <= 9 && tranches.All(t => t is { UpToUsd: >= 1, UpToSlots: >= 1, Points: >= 0 and <= 10_000 } && Percent(t.PriorityPercent)), "Slices are 1 to 9, of 1 dollar and slot or more, with 0 to 10,000 points and 0 to 100 percent."),
            (tranches.Zip(tranches.Skip(1)).All(pair => pair.Second.UpToUsd > pair.First.UpToUsd && pair.Second.UpToSlots > pair.First.UpToSlots), "Each slice ends further than the one before."),
            (Falling([.. tranches.Select(t => t.Points)]), "Points never rise from slice to slice."),
            (Percent(policy.RestPriorityPercent) && Falling([.. tranches.Select(t => t.PriorityPercent), policy.RestPriorityPercent]), "Priority never rises from slice to slice, nor in the rest."),
            (policy.LargestSharePercent is >= 1 and <= 100, "One State may have 1 to 100 percent of a capacity."),
            (policy.SmallestLineUsd >= 1, "The smallest line is 1 dollar or more."),
            (policy.LeastOverlapDays is >= 1 and <= 366, "The least overlap is 1 to 366 days."),
            (policy.RecordYears is >= 1 and <= 20, "Lately is 1 to 20 years of the record."),
            (policy.MaxPartnersPerNeed is >= 1 and <= 50, "A need has 1 to 50 partners at most."),
            (policy.InvitePartners is >= 1 and <= 50, "1 to 50 partners are invited for one State."),
            (policy.KnownDonorPoints is >= 0 and <= 1000, "A donor that is only known has 0 to 1000 points."),
            (policy.CandidatesPerNeed is >= 1 and <= 10_000, "1 to 10,000 capacities are weighed for one need."),
            (policy.RefusalMonths is >= 1 and <= 60, "A refusal holds for 1 to 60 months."),
            (policy.AnswerDays is >= 7 and <= 98, "A State has 7 to 98 days to answer."),
            (policy.ReviewPoints is >= 0 and <= 1000, "What is under review moves for 0 to 1000 points more."),
        ];
        return [.. checks.Where(check => !check.Holds).Select(check => check.Sentence)];
    }

    private static bool Points(params ReadOnlySpan<int> values) => values.IndexOfAnyExceptInRange(0, 1000) < 0;

    private static bool Percent(int value) => value is >= 0 and <= 100;

    private static bool Falling(IReadOnlyList<int> values) => values.Zip(values.Skip(1)).All(pair => pair.First >= pair.Second);
}

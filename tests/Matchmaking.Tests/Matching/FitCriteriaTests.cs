using Matchmaking.Declaring;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

public sealed class FitCriteriaTests
{
    [Fact]
    public void A_place_named_more_precisely_earns_more()
    {
        Assert.Equal((350, "place.state_named"), Earned("place", capacity: d => d with { Places = new() { States = [Id("SDN")], Regions = ["002"] } }));
        Assert.Equal((250, "place.subregion_named"), Earned("place", capacity: d => d with { Places = new() { Subregions = ["015"], Anywhere = true } }));
        Assert.Equal((150, "place.region_named"), Earned("place", capacity: d => d with { Places = new() { Regions = ["002"] } }));
        Assert.Equal((75, "place.anywhere"), Earned("place"));
    }

    [Fact]
    public void The_only_kind_asked_for_earns_more_than_one_of_several()
    {
        Assert.Equal((150, "kind.only_one"), Earned("kind"));
        Assert.Equal((100, "kind.among_others"), Earned("kind", need: d => d with { Kinds = [AssistanceKind.Funding, AssistanceKind.Training], Slots = 2 }));
    }

    [Fact]
    public void The_period_earns_its_part_of_what_remains()
    {
        Assert.Equal((200, "period.whole"), Earned("period"));
        Assert.Equal((100, "period.part"), Earned("period",
            need: d => d with { Period = new(Today.AddDays(-500), Today.AddDays(99)) },
            capacity: d => d with { Period = new(Today, Today.AddDays(49)) }));
    }

    [Fact]
    public void A_shared_language_earns_points_and_silence_none()
    {
        Assert.Equal((100, "language.shared"), Earned("language", need: d => d with { Languages = ["fr", "en"] }, capacity: d => d with { Languages = ["en"] }));
        Assert.Equal((0, "language.not_stated"), Earned("language", need: d => d with { Languages = ["fr"] }));
    }

    [Fact]
    public void A_capacity_meant_for_every_convention_of_the_need_earns_points()
    {
        Assert.Equal((75, "convention.named"), Earned("convention", capacity: d => d with { Conventions = [Convention.Apmbc] }));
        Assert.Null(Earned("convention"));
        Assert.Null(Earned("convention", need: d => d with { Conventions = [Convention.Apmbc, Convention.Ccm] }, capacity: d => d with { Conventions = [Convention.Apmbc] }));
    }

    [Fact]
    public void A_commitment_over_years_earns_points_where_the_need_lasts_as_long()
    {
        Assert.Equal((75, "multi_year.commitment"), Earned("multi_year", capacity: d => d with { Modality = FinanceModality.MultiYear }));
        Assert.Null(Earned("multi_year", need: d => d with { Period = new(new(2027, 1, 1), new(2027, 12, 31)) }, capacity: d => d with { Modality = FinanceModality.MultiYear }));
        Assert.Null(Earned("multi_year", capacity: d => d with { Modality = FinanceModality.Grant }));
    }

    [Fact]
    public void A_partner_of_the_same_subregion_earns_points()
    {
        Assert.Equal((50, "same_subregion.neighbour"), Earned("same_subregion", partner: "EGY"));
        Assert.Null(Earned("same_subregion"));
    }

    [Fact]
    public void A_need_that_only_the_committee_sees_is_marked_without_points()
    {
        Assert.Equal((0, "visibility.committee_only"), Earned("visibility", need: d => d with { Visibility = Visibility.Committee }));
        Assert.Null(Earned("visibility"));
    }

    [Fact]
    public void Fit_is_the_sum_and_the_highest_points_stand_first()
    {
        var line = Line(null, d => d with { Places = new() { States = [Id("SDN")] } }, "NOR");
        Assert.Equal(700, line.Fit);
        Assert.Equal(["place", "period", "kind", "language"], line.Points.Select(p => p.Criterion));
    }

    private static (int, string)? Earned(
        string criterion, Func<NeedDeclaration, NeedDeclaration>? need = null, Func<CapacityDeclaration, CapacityDeclaration>? capacity = null, string partner = "NOR") =>
        Line(need, capacity, partner).Points.SingleOrDefault(p => p.Criterion == criterion) is { } point ? (point.Points, point.Reason.Code) : null;

    private static PlanLine Line(Func<NeedDeclaration, NeedDeclaration>? need, Func<CapacityDeclaration, CapacityDeclaration>? capacity, string partner) =>
        Assert.Single(Matcher.Match(Input([Need(with: need)], [Capacity(partner: partner, with: capacity)]), MatchPolicy.Standard, Today).Lines);
}

using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

/// <summary>How long a partner's no holds, and what overtakes it.</summary>
public sealed class RefusalsTests
{
    private static readonly PartnerRefusal No = new(Id("NOR"), Id("SDN"), Pillar.SurveyClearance, Then);

    [Theory]
    [InlineData(12, "2027-10-31", true)]
    [InlineData(12, "2027-11-01", false)]
    [InlineData(1, "2026-11-30", true)]
    [InlineData(1, "2026-12-01", false)]
    public void A_no_holds_for_the_months_that_the_policy_says(int months, string today, bool holds)
    {
        var refusals = WhyNot(Input([Need()], [Capacity()]), MatchPolicy.Standard with { RefusalMonths = months }, DateOnly.Parse(today, null));
        Assert.Equal(holds, refusals.Any(refusal => refusal.Rule == "refused_before"));
        if (refusals is [{ Reason.Facts: var facts }])
            Assert.Equal(("2026-11-01", months == 12 ? "2027-11-01" : "2026-12-01"), (facts["on"], facts["until"]));
    }

    [Fact]
    public void Another_State_pillar_or_partner_is_not_concerned_nor_what_is_declared_or_revised_since()
    {
        Assert.Single(Now(Input([Need()], [Capacity()])));
        Assert.Empty(Now(Input([Need(state: "TCD")], [Capacity()])));
        Assert.Empty(Now(Input([Need()], [Capacity(partner: "org-one")])));
        Assert.Empty(Now(Input([Need(with: d => d with { Pillar = Pillar.RiskEducation })], [Capacity(with: d => d with { Pillars = [Pillar.RiskEducation] })])));
        Assert.Empty(Now(Input([Need() with { ChangedAt = Then.AddSeconds(1) }], [Capacity()])));
        Assert.Empty(Now(Input([Need()], [Capacity() with { ChangedAt = Then.AddSeconds(1) }])));
        // The last no counts, in whatever order they stand.
        var revised = Input([Need() with { ChangedAt = Then.AddSeconds(1) }], [Capacity()]);
        Assert.Single(Matcher.WhyNot(revised.Needs[0], revised.Capacities[0], revised with { Refused = [No with { At = Then.AddSeconds(2) }, No] }, MatchPolicy.Standard, Today));
    }

    [Fact]
    public void What_was_refused_goes_to_another_partner()
    {
        var input = Input([Need()], [Capacity(), Capacity("c2", "org-one")]) with { Refused = [No] };
        Assert.Equal(["c2"], Matcher.Match(input, MatchPolicy.Standard, Today).Lines.Select(line => line.CapacityId));
    }

    private static IReadOnlyList<Refusal> Now(MarketInput input) => WhyNot(input, MatchPolicy.Standard, Today);

    private static IReadOnlyList<Refusal> WhyNot(MarketInput input, MatchPolicy policy, DateOnly today) =>
        Matcher.WhyNot(input.Needs[0], input.Capacities[0], input with { Refused = [No] }, policy, today);
}

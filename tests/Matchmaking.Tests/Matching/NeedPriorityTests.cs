using Matchmaking.Declaring;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

public sealed class NeedPriorityTests
{
    [Theory]
    [InlineData(-10, Certainty.Found, 350)]
    [InlineData(365, Certainty.Found, 350)]
    [InlineData(366, Certainty.Found, 150)]
    [InlineData(1095, Certainty.Derived, 112)]
    [InlineData(365, Certainty.Uncertain, 87)]
    [InlineData(1096, Certainty.Found, null)]
    public void A_near_deadline_counts_by_how_sure_it_is(int days, Certainty certainty, int? points) =>
        Assert.Equal(points, Points(Of(left: 50, partners: 9, due: new(Convention.Apmbc, 5, Today.AddDays(days), certainty)), "deadline"));

    [Fact]
    public void What_is_open_counts_by_its_share()
    {
        Assert.Equal(200, Points(Of(gap: 80, left: 80, partners: 9), "uncovered"));
        Assert.Equal(50, Points(Of(gap: 80, left: 20, partners: 9), "uncovered"));
    }

    [Fact]
    public void What_is_small_enough_to_finish_counts()
    {
        Assert.Equal(150, Points(Of(gap: 9_000_000, left: 1_000_000, partners: 9), "small"));
        Assert.Null(Points(Of(gap: 9_000_000, left: 1_000_001, partners: 9), "small"));
        Assert.Null(Points(Of(gap: 9, left: 6, partners: 9, money: false), "small"));
    }

    [Theory]
    [InlineData(0, 300)]
    [InlineData(1, 300)]
    [InlineData(3, 150)]
    [InlineData(4, null)]
    public void Few_partners_leave_a_need_behind(int partners, int? points) => Assert.Equal(points, Points(Of(partners: partners), "left_behind"));

    [Fact]
    public void A_need_with_a_promise_is_not_left_behind() => Assert.Null(Points(Of(gap: 10, left: 9, partners: 1), "left_behind"));

    [Fact]
    public void Scarce_money_goes_to_the_more_urgent_need_first_and_the_rest_to_the_next()
    {
        var urgent = Need("n2", "TCD", d => d with { Deadline = new(Convention.Apmbc, 5, Today.AddDays(100), Certainty.Found) });
        var plan = Matcher.Match(Input([Need("n1"), urgent], [Capacity(with: d => d with { AmountUsd = 1_200_000 })]), MatchPolicy.Standard, Today);
        // Both start at 650 points (nothing promised, small, one partner); the deadline adds 350. By slices of 250,000 dollars:
        // n2 counts 1000, 700, then n1 650, n1 455, n2 400; 1,200,000 dollars reach into the fifth.
        Assert.Equal([("n1", 500_000), ("n2", 700_000)], plan.Lines.Select(l => (l.NeedId, l.Amount!.Value)));
    }

    private static NeedPriority Of(long gap = 100, long? left = null, int partners = 9, bool money = true, Deadline? due = null) =>
        NeedPriority.Of(Need(with: d => d with { Deadline = due }), money, gap, left ?? gap, partners, MatchPolicy.Standard, Today);

    private static int? Points(NeedPriority priority, string criterion) => priority.Because.SingleOrDefault(b => b.Criterion == criterion)?.Points;
}

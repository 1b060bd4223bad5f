using Matchmaking.Benchmarks.Holdout;
using Matchmaking.Testing;

namespace Matchmaking.Tests.Holdout;

public sealed class JudgeTests
{
    private static ParticipantId Id(string code) => ParticipantId.Parse(code, null);

    [Theory]
    [InlineData("+", 1, 1.0)]
    [InlineData("++-", 2, 1.0)]
    [InlineData("-+", 1, 0.5)]
    [InlineData("+-+", 2, (1.0 + (2.0 / 3)) / 2)]
    [InlineData("--+-+", 2, ((1.0 / 3) + (2.0 / 5)) / 2)]
    [InlineData("+-", 2, 0.5)]
    [InlineData("", 3, 0.0)]
    public void Average_precision_is_the_mean_of_the_precision_down_to_each_giver(string ranking, int givers, double expected) =>
        Assert.Equal(expected, Judge.AveragePrecision(ranking.Select(c => c == '+'), givers), 12);

    [Theory]
    [InlineData(2, 4, 3, 0.5, 2.0 / 3, 4.0 / 7)]
    [InlineData(3, 3, 3, 1.0, 1.0, 1.0)]
    [InlineData(0, 2, 3, 0.0, 0.0, 0.0)]
    [InlineData(0, 0, 3, 0.0, 0.0, 0.0)]
    public void Precision_recall_and_F1_of_those_named(int hits, int all, int gave, double precision, double recall, double f1)
    {
        var named = new Named(hits, all, gave);
        Assert.Equal((precision, recall), (named.Precision, named.Recall));
        Assert.Equal(f1, named.F1, 12);
    }

    /// <summary>In 2020 Norway's profile is held and Cambodia's table. Norway gives to Cambodia and Angola, Japan to Cambodia and, in nobody's table, to Laos.</summary>
    private static readonly PastGiving Small = new(
    [
        Row("NOR", "KHM", 2019, true), Row("JPN", "LAO", 2019, true), Row("DEU", "AGO", 2018, true),
        Row("NOR", "KHM", 2020, true), Row("NOR", "AGO", 2020, true), Row("JPN", "KHM", 2020, false),
    ]);

    [Fact]
    public void Only_pairs_of_a_profile_or_a_table_are_judged()
    {
        var year = new PastYear(Small, 2020);
        Assert.Equal(["DEU", "JPN", "NOR"], year.Partners.Select(p => p.Value));
        // Germany might have given to Angola, and nobody knows: only Norway is judged there, and gave. In Cambodia all three are.
        var scores = Judge.Scores(year, _ => new Answer([Id("DEU"), Id("NOR"), Id("JPN")], 2));
        Assert.Equal(["AGO", "KHM"], scores.Select(s => s.State.Value));
        Assert.Equal((null, new Named(1, 1, 1)), (scores[0].AveragePrecision, scores[0].Named));
        Assert.Equal(((1.0 / 2) + (2.0 / 3)) / 2, scores[1].AveragePrecision!.Value, 12);
        Assert.Equal(new Named(1, 2, 2), scores[1].Named);
    }

    [Fact]
    public void Nothing_of_the_year_itself_is_known_beforehand()
    {
        var year = new PastYear(Small, 2020);
        Assert.Equal((2019, 0, 2018), (year.LastGift(Id("NOR"), Id("KHM")), year.LastGift(Id("JPN"), Id("KHM")), year.LastGift(Id("DEU"), Id("AGO"))));
        Assert.Equal(1_000, year.Size(Id("NOR")));
        Assert.All(year.Before, gift => Assert.True(gift.Year < 2020));
    }

    [Fact]
    public void A_gift_that_both_sides_tell_of_is_one()
    {
        var record = new PastGiving([Row("NOR", "KHM", 2020, true), Row("NOR", "KHM", 2020, false)]);
        Assert.Equal(1_000, Assert.Single(record.Gifts).Usd);
    }

    [Fact]
    public void A_ranking_against_itself_differs_by_nothing_and_a_better_one_surely()
    {
        Score[] good = [.. "AGO KHM LAO SDN".Split(' ').Select(state => new Score(2020, Id(state), 1, new(1, 1, 1)))];
        Score[] poor = [.. good.Select(score => score with { AveragePrecision = 0.5, Named = new(0, 1, 1) })];
        Assert.Equal(new Interval(0, 0, 0), Doubt.Of(good, good, s => s.Map));
        Assert.Equal(new Interval(0.5, 0.5, 0.5), Doubt.Of(good, poor, s => s.Map));
        Assert.Equal(new Interval(1, 1, 1), Doubt.Of(good, poor, s => s.F1));
    }

    private static Giving Row(string donor, string recipient, int year, bool byDonor) => new(
        "1", byDonor, year, donor, donor, recipient, Matchmaking.Field.States.Find(Id(recipient)), [Pillar.SurveyClearance], false, 1_000, "", "");
}

using Matchmaking.Benchmarks.Holdout;

namespace Matchmaking.Tests.Holdout;

/// <summary>The lists that the service is held against, on the published record: figures once found with another program.</summary>
public sealed class ListsTests
{
    private static readonly PastGiving Published = PastGiving.Published();

    [Theory]
    [InlineData(2017, .80, .81, .78)]
    [InlineData(2018, .60, .63, .77)]
    [InlineData(2019, .78, .85, .75)]
    [InlineData(2020, .70, .71, .58)]
    [InlineData(2021, .75, .83, .73)]
    [InlineData(2022, .69, .80, .63)]
    public void They_earn_what_they_earned(int year, double largest, double history, double namedInHindsight)
    {
        var past = new PastYear(Published, year);
        Summary Of(IReadOnlyList<Score> scores) => Summary.OfYear(scores)!.Value;
        Assert.Equal(largest, Of(Hindsight.Scores(past, state => Lists.Largest(past, state), 1)).Map, 2);
        Assert.Equal(history, Of(Hindsight.Scores(past, state => Lists.History(past, state), 1)).Map, 2);
        Assert.Equal(namedInHindsight, Of(Hindsight.Best(past, state => Lists.History(past, state)).Scores).F1, 2);
    }
}

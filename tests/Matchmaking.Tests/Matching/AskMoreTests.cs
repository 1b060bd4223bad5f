using Matchmaking.Declaring;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

/// <summary>Asking for more never takes another's first dollars.</summary>
public sealed class AskMoreTests
{
    private static readonly string[] States = ["SDN", "TCD", "KHM", "LBN", "BIH", "EGY"];
    private static readonly string[] Regions = ["002", "142", "150"];
    private static readonly long FirstSlice = MatchPolicy.Standard.Tranches[0].UpToUsd;

    // A need that is small enough to be finished is not any more if it asks for more: that is set aside here.
    private static readonly MatchPolicy Weighed = MatchPolicy.Standard with { Priority = new() { Small = 0 } };

    [Fact]
    public void Nobodys_first_slice_is_smaller_after_another_asks_for_more()
    {
        // By the flow, with the largest share of one State, and the limit to partners; without a smallest line.
        var policy = Weighed with { SmallestLineUsd = 1 };
        Assert.Empty(Enumerable.Range(0, 1500).SelectMany(seed => Smaller(seed, policy)));
    }

    [Fact]
    public void Without_points_of_their_own_slices_would_not_keep_it()
    {
        // The better fit of a State that asks for more would outweigh another's first dollar: what the points are for.
        var policy = Weighed with { SmallestLineUsd = 1, Tranches = [.. Weighed.Tranches.Select(tranche => tranche with { Points = 0 })] };
        Assert.NotEmpty(Enumerable.Range(0, 300).SelectMany(seed => Smaller(seed, policy)));
    }

    [Fact]
    public void A_smallest_line_moves_a_first_slice_hardly_ever()
    {
        // What is too small for a line is pruned, and that may differ between the two markets: in a handful of them, and counted here.
        var changed = Enumerable.Range(0, 1500).SelectMany(seed => Smaller(seed, Weighed)).ToList();
        Assert.InRange(changed.Count, 0, 8);
    }

    private static IEnumerable<string> Smaller(int seed, MatchPolicy policy)
    {
        var random = new Random(seed);
        var before = AMarket(random);
        var asking = before.Needs[random.Next(before.Needs.Count)];
        var after = before with { Needs = [.. before.Needs.Select(need => need == asking ? Raised(need, random.Next(2, 12)) : need)] };
        var (was, now) = (Matcher.Match(before, policy, Today), Matcher.Match(after, policy, Today));
        foreach (var cover in was.Cover.Where(cover => cover.NeedId != asking.Id))
        {
            var then = now.Cover.Single(c => c.NeedId == cover.NeedId);
            if (First(then) < First(cover))
                yield return $"seed {seed}: {asking.Id} asks for {after.Needs.Single(n => n.Id == asking.Id).Declaration.AmountUsd} instead of {asking.Declaration.AmountUsd}; {cover.NeedId} has {First(then)} of its first slice instead of {First(cover)}";
        }
    }

    private static long First(NeedCover cover) => Math.Min(FirstSlice, cover.Gap!.Value - cover.Uncovered!.Value);

    private static Need Raised(Need need, int times) => need with { Declaration = need.Declaration with { AmountUsd = need.Declaration.AmountUsd * times } };

    private static MarketInput AMarket(Random random) => Input(
        [
            .. Enumerable.Range(0, random.Next(3, 14)).Select(i => Need($"n{i:D2}", States[random.Next(States.Length)], d => d with
            {
                // The first slice is asked for in full: a need that asks for less has a smaller one.
                AmountUsd = FirstSlice + (random.Next(4) * random.Next(1, 5_000_000)),
                Deadline = random.Next(2) == 0 ? new Deadline(Convention.Apmbc, 5, Today.AddDays(random.Next(1_500)), Certainty.Found) : null,
            })),
        ],
        [
            .. Enumerable.Range(0, random.Next(2, 12)).Select(i => Capacity($"c{i:D2}", $"org-p{random.Next(9)}", d => d with
            {
                AmountUsd = random.Next(100_000, 5_000_000),
                Places = random.Next(3) switch
                {
                    0 => new() { States = [.. Enumerable.Range(0, 3).Select(_ => Id(States[random.Next(States.Length)])).Distinct()], Regions = random.Next(2) == 0 ? [Regions[random.Next(3)]] : [] },
                    1 => new() { Regions = [Regions[random.Next(3)]] },
                    _ => new() { Anywhere = true },
                },
            })),
        ]);
}

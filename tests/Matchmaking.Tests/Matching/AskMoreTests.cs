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

    // What a need earns may depend on how much is open of it (small, uncovered); that is set aside here, as are limits that a plan meets by pruning.
    private static readonly MatchPolicy Weighed = MatchPolicy.Standard with { Priority = new() { Small = 0 } };

    [Fact]
    public void Nobodys_first_slice_is_smaller_after_another_asks_for_more()
    {
        var policy = Weighed with { SmallestLineUsd = 1, MaxPartnersPerNeed = 50 };
        var changed = Enumerable.Range(0, 1500).SelectMany(seed => Smaller(seed, policy)).ToList();
        Assert.Empty(changed);
    }

    [Fact]
    public void Explore()
    {
        foreach (var (name, policy) in new[] { ("weighed", Weighed), ("standard", MatchPolicy.Standard), ("nolimit", Weighed with { MaxPartnersPerNeed = 50 }), ("noline", Weighed with { SmallestLineUsd = 1 }), ("flatpoints", Weighed with { SmallestLineUsd = 1, MaxPartnersPerNeed = 50, Tranches = [.. Weighed.Tranches.Select(t => t with { Points = 0 })] }) })
        {
            var changed = Enumerable.Range(0, 1500).SelectMany(seed => Smaller(seed, policy)).ToList();
            Console.WriteLine($"{name}: {changed.Count}\n  {string.Join("\n  ", changed.Take(12))}");
        }
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

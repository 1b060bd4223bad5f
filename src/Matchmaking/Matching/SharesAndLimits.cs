namespace Matchmaking.Matching;

/// <summary>
/// What the flow alone cannot say: smallest shares, and a limit to partners for each need. Pairs that break one are
/// pruned and the rest is solved again, never ignored; in the end, what room is left is offered once more to every pair,
/// so that no usable pair keeps room at both ends. Works with any <see cref="Allocation"/>.
/// </summary>
internal static class SharesAndLimits
{
    // Each one solves the whole market again; what still breaks a limit after that is dropped and its room offered.
    private const int Retries = 12;

    /// <summary>What each pair carries.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="least">The smallest share of each pair, 1 or more.</param>
    /// <param name="partner">The partner's number of each capacity.</param>
    /// <param name="partnersAllowed">How many partners each need may have, 0 or more.</param>
    public static long[] Solve(AllocationProblem problem, long[] least, int[] partner, int[] partnersAllowed)
    {
        var usable = new bool[problem.Pairs];
        Array.Fill(usable, true);
        var carried = Allocation.Solve(problem, usable);
        for (var retry = 0; retry < Retries && Prune(); retry++)
            carried = Allocation.Solve(problem, usable);

        while (Prune())
        {
            // Enough of solving again: what still breaks a limit is dropped, and its room offered below.
            for (var pair = 0; pair < carried.Length; pair++)
                carried[pair] = usable[pair] ? carried[pair] : 0;
        }

        OfferWhatIsLeft(problem, least, partner, partnersAllowed, carried);
        return carried;

        bool Prune()
        {
            var crowd = false;
            for (var need = 0; need < problem.Needs; need++)
                crowd |= PruneCrowd(problem, need, partner, partnersAllowed[need], carried, usable);
            return crowd || PruneSmallest(problem, least, carried, usable);
        }
    }

    /// <summary>Keeps the partners that carry most, then fit best; prunes all others of the need.</summary>
    private static bool PruneCrowd(AllocationProblem problem, int need, int[] partner, int allowed, long[] carried, bool[] usable)
    {
        // Nearly every need has few pairs in use, and no more partners than pairs: then there is nothing to add up.
        var used = 0;
        for (var pair = problem.FirstPair[need]; pair < problem.FirstPair[need + 1]; pair++)
            used += carried[pair] > 0 ? 1 : 0;
        if (used <= allowed)
            return false;
        OrderedDictionary<int, long> byPartner = [];
        for (var pair = problem.FirstPair[need]; pair < problem.FirstPair[need + 1]; pair++)
        {
            if (carried[pair] > 0)
                byPartner[partner[problem.PairCapacity[pair]]] = byPartner.GetValueOrDefault(partner[problem.PairCapacity[pair]]) + carried[pair];
        }

        if (byPartner.Count <= allowed)
            return false;
        // Partners were met in the order of fit, and the sort is stable.
        var kept = byPartner.OrderByDescending(p => p.Value).Take(allowed).Select(p => p.Key).ToHashSet();
        for (var pair = problem.FirstPair[need]; pair < problem.FirstPair[need + 1]; pair++)
            usable[pair] &= kept.Contains(partner[problem.PairCapacity[pair]]);
        return true;
    }

    /// <summary>
    /// Prunes pairs that carry less than their smallest share: the worst-fitting half of each capacity's, one of each
    /// need's at most, since the room of one may lift another above its share.
    /// </summary>
    private static bool PruneSmallest(AllocationProblem problem, long[] least, long[] carried, bool[] usable)
    {
        Dictionary<int, int> tooSmall = [];
        List<(int Need, int Pair)> pairs = [];
        for (var need = 0; need < problem.Needs; need++)
        {
            for (var pair = problem.FirstPair[need]; pair < problem.FirstPair[need + 1]; pair++)
            {
                if (carried[pair] <= 0 || carried[pair] >= least[pair])
                    continue;
                pairs.Add((need, pair));
                tooSmall[problem.PairCapacity[pair]] = tooSmall.GetValueOrDefault(problem.PairCapacity[pair]) + 1;
            }
        }

        HashSet<int> needs = [];
        var quota = tooSmall.ToDictionary(c => c.Key, c => (c.Value + 1) / 2);
        foreach (var (need, pair) in pairs.OrderBy(p => problem.PairFit[p.Pair]).ThenBy(p => carried[p.Pair]).ThenByDescending(p => p.Pair))
        {
            if (quota[problem.PairCapacity[pair]] == 0 || !needs.Add(need))
                continue;
            quota[problem.PairCapacity[pair]]--;
            usable[pair] = false;
        }

        return pairs.Count > 0;
    }

    /// <summary>The best fit first, then by need and pair. Room only shrinks, so one pass leaves nothing.</summary>
    private static void OfferWhatIsLeft(AllocationProblem problem, long[] least, int[] partner, int[] partnersAllowed, long[] carried)
    {
        var needLeft = new long[problem.Needs];
        var capacityLeft = problem.CapacityAmount.AsSpan().ToArray();
        for (var need = 0; need < problem.Needs; need++)
        {
            for (var tranche = problem.FirstTranche[need]; tranche < problem.FirstTranche[need + 1]; tranche++)
                needLeft[need] += problem.TrancheAmount[tranche];
            for (var pair = problem.FirstPair[need]; pair < problem.FirstPair[need + 1]; pair++)
            {
                needLeft[need] -= carried[pair];
                capacityLeft[problem.PairCapacity[pair]] -= carried[pair];
            }
        }

        // All that decides only narrows from here on, so a pair that may not now never may, and who helps is looked up once for each need.
        List<(int Fit, int Need, int Pair)> open = [];
        Dictionary<int, HashSet<int>> helping = [];
        for (var need = 0; need < problem.Needs; need++)
        {
            if (needLeft[need] <= 0)
                continue;
            var helpers = helping[need] = Helpers(problem, need, partner, carried);
            for (var pair = problem.FirstPair[need]; pair < problem.FirstPair[need + 1]; pair++)
            {
                if (Room(need, pair, helpers) > 0)
                    open.Add((problem.PairFit[pair], need, pair));
            }
        }

        open.Sort(static (a, b) => a.Fit != b.Fit ? b.Fit.CompareTo(a.Fit) : a.Pair.CompareTo(b.Pair));
        foreach (var (_, need, pair) in open)
        {
            if (Room(need, pair, helping[need]) is var room and > 0)
            {
                carried[pair] += room;
                needLeft[need] -= room;
                capacityLeft[problem.PairCapacity[pair]] -= room;
                helping[need].Add(partner[problem.PairCapacity[pair]]);
            }
        }

        // What the pair may carry more; 0 where that stays below its smallest share, or its partner would be one too many.
        long Room(int need, int pair, HashSet<int> helpers)
        {
            var capacity = problem.PairCapacity[pair];
            var room = Math.Min(needLeft[need], Math.Min(capacityLeft[capacity], problem.PairCeiling[pair] - carried[pair]));
            return room > 0 && carried[pair] + room >= least[pair] && (helpers.Count < partnersAllowed[need] || helpers.Contains(partner[capacity]))
                ? room
                : 0;
        }
    }

    /// <summary>The partners that help the need.</summary>
    private static HashSet<int> Helpers(AllocationProblem problem, int need, int[] partner, long[] carried)
    {
        HashSet<int> partners = [];
        for (var pair = problem.FirstPair[need]; pair < problem.FirstPair[need + 1]; pair++)
        {
            if (carried[pair] > 0)
                partners.Add(partner[problem.PairCapacity[pair]]);
        }

        return partners;
    }
}

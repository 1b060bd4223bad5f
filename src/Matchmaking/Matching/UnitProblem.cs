using Matchmaking.Allocating;

namespace Matchmaking.Matching;

/// <summary>The costed needs of one unit as a problem of whole numbers, and what its numbers stand for.</summary>
internal sealed class UnitProblem
{
    private readonly Market _market;
    private readonly List<UnitPlan.Row> _rows;
    private readonly UnderReview _underReview;
    private readonly ParticipantId[] _states;
    private readonly long[] _least;
    private readonly long?[] _mostToState;

    private UnitProblem(Market market, List<UnitPlan.Row> rows, bool money, AllocationProblem problem, long[] least, long?[] mostToState, UnderReview underReview)
    {
        (_market, _rows, Problem, _least, _mostToState, _underReview) = (market, rows, problem, least, mostToState, underReview);
        LimitsStates = money && Array.Exists(mostToState, most => most is not null);
        _states = [.. rows.Select(row => row.Need.State).Distinct()];
        var numbers = _states.Select((state, number) => (state, number)).ToDictionary(s => s.state, s => s.number);
        NeedState = [.. rows.Select(row => numbers[row.Need.State])];
        MostToState = LimitsStates ? new long[market.Capacities.Length * _states.Length] : [];
        for (var (place, capacity) = (0, 0); place < MostToState.Length; capacity++)
        {
            foreach (var state in _states)
                MostToState[place++] = Most(market, mostToState, capacity, state);
        }
    }

    /// <summary>The problem.</summary>
    public AllocationProblem Problem { get; }

    /// <summary>The number of each need's State.</summary>
    public int[] NeedState { get; }

    /// <summary>True where any capacity gives no more than a part of it to one State.</summary>
    public bool LimitsStates { get; }

    /// <summary>The least that a capacity gives to a need, 1 or more.</summary>
    public long Least(int need, int capacity) => Math.Max(1, Math.Min(_least[capacity], _rows[need].Left!.Value));

    /// <summary>The most that each capacity may still give to all needs of each State, 0 or more, capacity by capacity; empty where nothing is limited.</summary>
    public long[] MostToState { get; }

    /// <summary>Where <see cref="MostToState"/> tells of a capacity and a need's State.</summary>
    public int PlaceOf(int capacity, int need) => (capacity * _states.Length) + NeedState[need];

    /// <summary>The capacity of a place of <see cref="MostToState"/>.</summary>
    public int CapacityOf(int place) => place / _states.Length;

    private static long Most(Market market, long?[] most, int capacity, ParticipantId state) =>
        most[capacity] is { } whole ? Math.Max(0, whole - market.Promises.PromisedTo(state, market.Capacities[capacity].Id)) : long.MaxValue;

    /// <summary>
    /// The problem of these needs. What the committee has under review is a pair of its own beside the rest of the capacity,
    /// with <see cref="MatchPolicy.ReviewPoints"/> more to the dollar: so it moves only where that much more is earned.
    /// </summary>
    /// <param name="market">The market.</param>
    /// <param name="rows">The needs.</param>
    /// <param name="money">The unit.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="underReview">What the committee has before it.</param>
    /// <param name="before">The problem of an earlier round of the same policy; what did not change is copied from it.</param>
    public static UnitProblem Of(Market market, List<UnitPlan.Row> rows, bool money, MatchPolicy policy, UnderReview underReview, UnitProblem? before)
    {
        if (before is not null && before.IsOf(market, rows, underReview))
            return before;
        long[] most = [.. market.Capacities.Zip(market.CapacityLeft, (capacity, left) => Math.Min(capacity.Declaration.LargestShare ?? long.MaxValue, left))];
        var columns = new Columns(rows.Count, policy.Tranches.Count + 1, rows.Sum(row => row.Candidates.Best.Length + underReview.Of(row.Need.Id).Count));
        var kept = market.Changes is { SameCapacities: true } ? before : null;
        var least = kept?._least ?? [.. market.Capacities.Zip(market.CapacityLeft, (capacity, left) => Shares.Least(capacity.Declaration, left, null, policy))];
        var mostToState = kept?._mostToState ?? Array.ConvertAll(market.Capacities, capacity => Shares.MostToState(capacity.Declaration, policy));
        var then = 0;
        for (var need = 0; need < rows.Count;)
        {
            if (kept?.RunOf(rows, need, underReview, ref then) is > 0 and var run)
            {
                columns.Copy(kept.Problem, then, run);
                (need, then) = (need + run, then + run);
                continue;
            }

            var (state, left) = (rows[need].Need.State, rows[need].Left!.Value);
            var reviewed = underReview.Of(rows[need].Need.Id);
            foreach (var (number, points) in rows[need].Candidates.Best)
            {
                var all = Math.Min(most[number], Most(market, mostToState, number, state));
                // What the State may still have of it is less than the least that it gives.
                if (all < Math.Min(least[number], left))
                    all = 0;
                // Two pairs that differed in nothing would leave open which of them carries.
                var under = reviewed.Count == 0 || policy.ReviewPoints == 0 ? 0 : Math.Min(all, reviewed.GetValueOrDefault(market.Capacities[number].Id));
                if (under > 0)
                    columns.AddPair(number, points + policy.ReviewPoints, under);
                if (under < all || under == 0)
                    columns.AddPair(number, points, all - under);
            }

            columns.EndNeed(Slices.Of(rows[need].Gap!.Value, left, rows[need].Priority?.Points ?? 0, money, policy));
            need++;
        }

        var problem = columns.Problem(market.CapacityLeft) with
        {
            NeedLot = [.. rows.Select(row => Lots.Number(row.Need.Id))],
            CapacityLot = kept?.Problem.CapacityLot ?? [.. market.Capacities.Select(c => Lots.Number(c.Id))],
        };
        return new(market, rows, money, problem, least, mostToState, underReview);
    }

    /// <summary>How many needs from this one on stood here one after the other in the same way, and where.</summary>
    private int RunOf(List<UnitPlan.Row> rows, int need, UnderReview underReview, ref int then)
    {
        while (then < _rows.Count && string.CompareOrdinal(_rows[then].Need.Id, rows[need].Need.Id) < 0)
            then++;
        var run = 0;
        while (need + run < rows.Count && then + run < _rows.Count && ReferenceEquals(rows[need + run], _rows[then + run])
            && underReview.IsSame(_underReview, rows[need + run].Need.Id))
        {
            run++;
        }

        return run;
    }

    /// <summary>True where these needs would make this very problem.</summary>
    private bool IsOf(Market market, List<UnitPlan.Row> rows, UnderReview underReview)
    {
        if (rows.Count != _rows.Count || market.Changes is not { SameCapacities: true })
            return false;
        for (var need = 0; need < rows.Count; need++)
        {
            if (!ReferenceEquals(rows[need], _rows[need]))
                return false;
        }

        return underReview.IsSame(_underReview);
    }

    /// <summary>Answers to an earlier problem in this one's numbers, but for those of shares; what is gone is left out.</summary>
    public IReadOnlyList<AllocationStart> Translate(IReadOnlyList<AllocationStart> starts, UnitProblem before)
    {
        var capacityNow = NumbersNow(before._market.Capacities, _market.Capacities, capacity => capacity.Id);
        var needNow = NumbersNow(before._rows, _rows, row => row.Need.Id);
        // A need that stands as it stood has its pairs in the same order.
        var kept = _market.Changes is { SameCapacities: true };
        bool[] asBefore = [.. before._rows.Select((row, need) => kept && needNow[need] is >= 0 and var now && ReferenceEquals(row, _rows[now]) && _underReview.IsSame(before._underReview, row.Need.Id))];
        return [.. starts.Select(start => Translate(start, before, needNow, capacityNow, asBefore))];
    }

    /// <summary>Shares of States by their places in an earlier problem, in this one's, in the same order; -1 for what is gone.</summary>
    public IReadOnlyList<int> Translate(IReadOnlyList<int> shares, UnitProblem before)
    {
        if (shares.Count == 0)
            return [];
        var capacityNow = NumbersNow(before._market.Capacities, _market.Capacities, capacity => capacity.Id);
        var stateNow = _states.Select((state, number) => (state, number)).ToDictionary(s => s.state, s => s.number);
        return [.. shares.Select(share => capacityNow[share / before._states.Length] is >= 0 and var capacity && _mostToState[capacity] is not null
            && stateNow.TryGetValue(before._states[share % before._states.Length], out var state) ? (capacity * _states.Length) + state : -1)];
    }

    private AllocationStart Translate(AllocationStart start, UnitProblem before, int[] needNow, int[] capacityNow, bool[] asBefore)
    {
        List<StartPair> pairs = new(start.Pairs.Count);
        var sorted = true;
        foreach (var (need, pair, amount, inTree) in start.Pairs)
        {
            if (PairNow(need, pair) is not (>= 0 and var now))
                continue;
            sorted &= pairs.Count == 0 || pairs[^1].Pair < now;
            pairs.Add(new(needNow[need], now, amount, inTree));
        }

        if (!sorted)
            pairs.Sort((a, b) => a.Pair.CompareTo(b.Pair));
        return new(
            pairs,
            [.. start.RootCapacities.Select(number => capacityNow[number]).Where(number => number >= 0)],
            [.. start.RootTranches.Where(root => needNow[root.Need] >= 0).Select(root => (needNow[root.Need], root.Tranche))])
        { TreeShares = start.TreeShares };

        int PairNow(int need, int pair)
        {
            if (asBefore[need])
                return pair - before.Problem.FirstPair[need] + Problem.FirstPair[needNow[need]];
            if (needNow[need] is < 0 || capacityNow[before.Problem.PairCapacity[pair]] is < 0)
                return -1;
            var (now, capacity) = (needNow[need], capacityNow[before.Problem.PairCapacity[pair]]);
            var (from, length) = (Problem.FirstPair[now], Problem.FirstPair[now + 1] - Problem.FirstPair[now]);
            var place = pair - before.Problem.FirstPair[need];
            if (place < length && Problem.PairCapacity[from + place] == capacity)
                return from + place;
            var found = Problem.PairCapacity.AsSpan(from, length).IndexOf(capacity);
            return found < 0 ? -1 : from + found;
        }
    }

    /// <summary>The number that each one of before has now; -1 for one that is gone. Both are in the order of their ids.</summary>
    private static int[] NumbersNow<T>(IReadOnlyList<T> before, IReadOnlyList<T> now, Func<T, string> id) where T : class
    {
        var numbers = new int[before.Count];
        for (var (i, j) = (0, 0); i < numbers.Length; i++)
        {
            while (j < now.Count && !ReferenceEquals(now[j], before[i]) && string.CompareOrdinal(id(now[j]), id(before[i])) < 0)
                j++;
            numbers[i] = j < now.Count && (ReferenceEquals(now[j], before[i]) || id(now[j]) == id(before[i])) ? j : -1;
        }

        return numbers;
    }

    /// <summary>The arrays of a problem while they are written, need by need.</summary>
    /// <param name="needs">How many needs there will be.</param>
    /// <param name="slices">How many slices each has at most.</param>
    /// <param name="room">For how many pairs there is room.</param>
    private sealed class Columns(int needs, int slices, int room)
    {
        private readonly int[] _first = new int[needs + 1];
        private readonly int[] _firstSlice = new int[needs + 1];
        private long[] _sliceAmount = new long[needs * slices];
        private int[] _slicePoints = new int[needs * slices];

        // Every place is written, up to the last pair: the rest is cut off.
        private int[] _capacity = GC.AllocateUninitializedArray<int>(room);
        private int[] _fit = GC.AllocateUninitializedArray<int>(room);
        private long[] _ceiling = GC.AllocateUninitializedArray<long>(room);
        private int _need;
        private int _pair;
        private int _slice;

        public void AddPair(int capacity, int fit, long ceiling) => (_capacity[_pair], _fit[_pair], _ceiling[_pair++]) = (capacity, fit, ceiling);

        public void EndNeed(IEnumerable<(long Amount, int Points)> cut)
        {
            // A slice of which nothing is open would be an arc that carries nothing, and steps of the search all the same.
            foreach (var (amount, points) in cut)
            {
                if (amount > 0)
                    (_sliceAmount[_slice], _slicePoints[_slice++]) = (amount, points);
            }

            (_first[++_need], _firstSlice[_need]) = (_pair, _slice);
        }

        /// <summary>Writes needs as they stood in another problem, one after the other.</summary>
        public void Copy(AllocationProblem was, int then, int run)
        {
            var (from, length) = (was.FirstPair[then], was.FirstPair[then + run] - was.FirstPair[then]);
            Array.Copy(was.PairCapacity, from, _capacity, _pair, length);
            Array.Copy(was.PairFit, from, _fit, _pair, length);
            Array.Copy(was.PairCeiling, from, _ceiling, _pair, length);
            var (fromSlice, cut) = (was.FirstTranche[then], was.FirstTranche[then + run] - was.FirstTranche[then]);
            Array.Copy(was.TrancheAmount, fromSlice, _sliceAmount, _slice, cut);
            Array.Copy(was.TranchePriority, fromSlice, _slicePoints, _slice, cut);
            for (var need = then; need < then + run; need++)
                (_first[++_need], _firstSlice[_need]) = (was.FirstPair[need + 1] - from + _pair, was.FirstTranche[need + 1] - fromSlice + _slice);
            (_pair, _slice) = (_pair + length, _slice + cut);
        }

        public AllocationProblem Problem(long[] capacityAmount)
        {
            Array.Resize(ref _capacity, _pair);
            Array.Resize(ref _fit, _pair);
            Array.Resize(ref _ceiling, _pair);
            Array.Resize(ref _sliceAmount, _slice);
            Array.Resize(ref _slicePoints, _slice);
            return new(_firstSlice, _sliceAmount, _slicePoints, _first, _capacity, _fit, _ceiling, capacityAmount);
        }
    }
}

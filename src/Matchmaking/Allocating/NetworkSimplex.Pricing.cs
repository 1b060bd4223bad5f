using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Matchmaking.Allocating;

internal sealed partial class NetworkSimplex
{
    /// <summary>Stands for the fit of a pair that may not be chosen: forbidden, or carrying all that it may.</summary>
    private const int Never = int.MinValue / 2;

    // Needs whose best pairs compete for the next steps. Of 30 to 120, and of a half to a fifth of them entering, 50 and a third
    // were the fastest on seven instances from 1,000 × 400 to 20,000 × 8,000, by a twentieth to a tenth.
    private const int Contenders = 50;

    /// <summary>Steps until no arc earns more than its prices; false where the search took more than it may.</summary>
    private bool Improve()
    {
        var contenders = new Contender[Contenders];
        var (next, quiet) = (0, 0);
        bool more;
        do
        {
            (more, _tiesAgain) = (false, false);
            CountFromRoot(_price);
            if (_draw is not null)
                CountFromRoot(_draw.Price);
            quiet = 0;
            while (quiet < _problem.Needs)
            {
                var count = 0;
                while (quiet < _problem.Needs && count < contenders.Length)
                {
                    var need = next;
                    next = next + 1 == _problem.Needs ? 0 : next + 1;
                    quiet++;
                    more |= FillTranches(need);
                    var (pair, gain) = Best(need);
                    if (gain > 0)
                        contenders[count++] = ContenderOf(need, pair);
                }

                more |= count > 0;
                Compete(contenders.AsSpan(0, count));
            }

            more |= LowerWhatIsAtCeiling();
        }
        while (more && _pivots <= _mostPivots);
        return _pivots <= _mostPivots;
    }

    /// <summary>Shifts move the root's price too, and only differences count: before they grow without bound, prices are counted from it again.</summary>
    private static void CountFromRoot<T>(T[] prices) where T : struct, INumber<T>
    {
        var root = prices[^1];
        for (var node = 0; node < prices.Length; node++)
            prices[node] -= root;
    }

    /// <summary>The contender that earns most enters, and its need's next best takes its place; a third of them at most, since prices move.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Compete(Span<Contender> contenders)
    {
        var count = contenders.Length;
        for (var steps = (count + 2) / 3; steps > 0 && count > 0; steps--)
        {
            var (best, most) = (-1, 0L);
            for (var i = 0; i < count; i++)
            {
                var gain = Gain(contenders[i]);
                if (gain <= 0)
                    contenders[i--] = contenders[--count];
                else if (gain > most)
                    (best, most) = (i, gain);
            }

            if (best < 0)
                return;
            var entering = contenders[best];
            Pivot(Open(entering.Need, entering.Pair), most);
            var (other, gained) = Best(entering.Need);
            contenders[best] = gained > 0 ? ContenderOf(entering.Need, other) : contenders[--count];
        }
    }

    /// <summary>Tranches that earn more full, or more empty, than they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool FillTranches(int need)
    {
        // Where neither its price nor a tranche's state has changed since it was last looked at, there is nothing to do.
        var asked = _price[_firstNeed + need] - _price[_root];
        if (_draw is null && _asked[need] == asked)
            return false;
        _asked[need] = asked;
        var any = false;
        for (var tranche = _problem.FirstTranche[need]; tranche < _problem.FirstTranche[need + 1]; tranche++)
            any |= Enter(_firstNeed + tranche);
        return any;
    }

    private bool LowerWhatIsAtCeiling()
    {
        var any = false;
        // What capacities keep, then their shares.
        for (var arc = 0; arc < _firstNeed; arc++)
            any |= Enter(arc);
        for (var i = 0; i < _atCeiling.Count && _pivots <= _mostPivots; i++)
        {
            var arc = _atCeiling[i];
            var gain = Gain(arc);
            if (gain >= 0)
                continue;
            _atCeiling[i--] = _atCeiling[^1];
            _atCeiling.RemoveAt(_atCeiling.Count - 1);
            any = true;
            Pivot(arc, gain);
        }

        return any;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Enter(int arc)
    {
        var gain = Gain(arc);
        if (gain * (int)_arcs[arc].State <= 0)
            return false;
        Pivot(arc, gain);
        return true;
    }

    /// <summary>The pair of a need that would earn most by entering, and its gain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (int Pair, long Gain) Best(int need)
    {
        if (_draw is not null)
            return BestLot(need);
        var (pair, points) = BestPair(need);
        return (pair, points + _price[_firstNeed + need]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Gain(Contender contender)
    {
        var (need, _, from, fit) = contender;
        var points = fit + _price[_firstNeed + need] - _price[from];
        return _draw is null ? points : points == 0 ? _draw.OfPair(need, from) + _draw.Price[_firstNeed + need] - _draw.Price[from] : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Contender ContenderOf(int need, int pair) => new(need, pair, _from[pair], _problem.PairFit[pair]);

    /// <summary>A pair of a need that earns most above the price of the capacity or share that it comes from, and what that is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe (int Pair, int Points) BestPair(int need)
    {
        var (pair, end) = (_problem.FirstPair[need], _problem.FirstPair[need + 1]);
        var (best, most) = (-1, Never);
        fixed (int* fits = _fit, sources = _from, prices = _price)
        {
            if (Vector256.IsHardwareAccelerated && end - pair >= 8)
            {
                var (bests, mosts) = (Vector256<int>.Zero, Vector256.Create(Never));
                while (true)
                {
                    var points = Vector256.Load(fits + pair) - PricesAt(prices, sources + pair);
                    var more = Vector256.GreaterThan(points, mosts);
                    mosts = Vector256.ConditionalSelect(more, points, mosts);
                    bests = Vector256.ConditionalSelect(more, Vector256.Create(pair) + Vector256<int>.Indices, bests);
                    if (pair == end - 8)
                        break;
                    // The last eight may overlap with those before.
                    pair = Math.Min(pair + 8, end - 8);
                }

                var highest = Vector256.Max(mosts, Vector256.Shuffle(mosts, Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3)));
                highest = Vector256.Max(highest, Vector256.Shuffle(highest, Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5)));
                highest = Vector256.Max(highest, Vector256.Shuffle(highest, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6)));
                var lane = BitOperations.TrailingZeroCount(Vector256.Equals(mosts, highest).ExtractMostSignificantBits());
                return (bests.GetElement(lane), mosts.GetElement(lane));
            }

            for (; pair < end; pair++)
            {
                var points = fits[pair] - prices[sources[pair]];
                if (points > most)
                    (best, most) = (pair, points);
            }
        }

        return (best, most);
    }

    /// <summary>The prices of eight capacities. Eight loads take half the time of a gather on processors that are guarded against its leaks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<int> PricesAt(int* prices, int* capacities) => Vector256.Create(
        prices[capacities[0]],
        prices[capacities[1]],
        prices[capacities[2]],
        prices[capacities[3]],
        prices[capacities[4]],
        prices[capacities[5]],
        prices[capacities[6]],
        prices[capacities[7]]);

    private readonly record struct Contender(int Need, int Pair, int From, int Fit);
}

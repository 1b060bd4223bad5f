using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Matchmaking.Allocating;

internal sealed partial class NetworkSimplex
{
    private const int MostDraws = 8;

    // Draws that are over; what ties in all of them is drawn again.
    private readonly List<LotDraw> _drawn = [];

    // The draw that is on; null while points are sought.
    private LotDraw? _draw;

    // Whether an arc outside the tree ties in points and in all lots so far.
    private bool _tie;

    /// <summary>
    /// Of all plans with the most points, the one with the highest lots. These plans differ only on arcs that earn just what
    /// they cost; on those alone the search goes on, with lots for points. Where lots tie too, which they hardly ever do, they
    /// are drawn again for what still ties.
    /// </summary>
    private void DrawLots()
    {
        do
        {
            if (_draw is not null)
                _drawn.Add(_draw);
            _draw = new LotDraw(_problem, _drawn.Count, new long[_root + 1]);
            SetPrices(_draw.Price, LotOf);
            Improve();
        }
        while (_tie && _drawn.Count < MostDraws - 1);

        long LotOf(int arc) => this.LotOf(_draw, arc);
    }

    /// <summary>The pair of a need that earns most in lots among those that earn just what they cost in points, and what that is.</summary>
    private unsafe (int Pair, long Gain) BestLot(int need)
    {
        var (pair, end, asked, lotAsked) = (_problem.FirstPair[need], _problem.FirstPair[need + 1], _price[_capacities + need], _draw!.Price[_capacities + need]);
        var best = (Pair: -1, Gain: 0L);
        fixed (int* fits = _fit, capacities = _problem.PairCapacity, prices = _price)
        fixed (long* lotPrices = _draw.Price)
        {
            if (Avx2.IsSupported)
            {
                // Most pairs that tie in points would lose even with the highest lot: theirs need not be drawn.
                var beyond = Vector256.Create(lotAsked + Lots.Most);
                for (; pair + 8 <= end; pair += 8)
                {
                    var capacity = Vector256.Load(capacities + pair);
                    var ties = Vector256.Equals(Vector256.Load(fits + pair) + Vector256.Create(asked), Avx2.GatherVector256(prices, capacity, sizeof(int))).ExtractMostSignificantBits();
                    if (ties == 0)
                        continue;
                    ties &= ~(Vector256.GreaterThan(Avx2.GatherVector256(lotPrices, capacity.GetLower(), sizeof(long)), beyond).ExtractMostSignificantBits()
                        | (Vector256.GreaterThan(Avx2.GatherVector256(lotPrices, capacity.GetUpper(), sizeof(long)), beyond).ExtractMostSignificantBits() << 4));
                    for (; ties != 0; ties &= ties - 1)
                        Consider(need, pair + BitOperations.TrailingZeroCount(ties), ref best);
                }
            }

            for (; pair < end; pair++)
            {
                if (fits[pair] + asked == prices[capacities[pair]])
                    Consider(need, pair, ref best);
            }
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Consider(int need, int pair, ref (int Pair, long Gain) best)
    {
        var (draw, capacity) = (_draw!, _problem.PairCapacity[pair]);
        var gain = draw.OfPair(need, capacity) + draw.Price[_capacities + need] - draw.Price[capacity];
        if (gain < 0 || (_drawn.Count > 0 && !TiesSoFar(need, capacity)))
            return;
        _tie |= gain == 0;
        if (gain > best.Gain)
            best = (pair, gain);
    }

    private bool TiesSoFar(int need, int capacity) =>
        _drawn.TrueForAll(draw => draw.OfPair(need, capacity) + draw.Price[_capacities + need] == draw.Price[capacity]);

    /// <summary>What an arc that earns just what it costs in points earns in lots; 0 where an earlier draw tells.</summary>
    private long LotGain(int arc)
    {
        var (from, to) = (_arcs[arc].From, _arcs[arc].To);
        foreach (var draw in _drawn)
        {
            if (LotOf(draw, arc) + draw.Price[to] != draw.Price[from])
                return 0;
        }

        var gain = LotOf(_draw!, arc) + _draw!.Price[to] - _draw.Price[from];
        _tie |= gain == 0 && _arcs[arc].State != ArcState.InTree;
        return gain;
    }

    private long LotOf(LotDraw draw, int arc)
    {
        ref var drawn = ref _arcs[arc];
        if (arc < _capacities)
            return 0;
        return drawn.Pair >= 0
            ? draw.OfPair(drawn.To - _capacities, drawn.From)
            : draw.OfTranche(drawn.From - _capacities, arc - _capacities - _problem.FirstTranche[drawn.From - _capacities]);
    }
}

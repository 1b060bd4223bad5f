using System.Numerics;
using System.Runtime.Intrinsics;

namespace Matchmaking.Allocating;

internal sealed partial class NetworkSimplex
{
    private const int MostDraws = 8;

    // Draws that are over; what ties in all of them is drawn again.
    private readonly List<LotDraw> _drawn = [];

    // Where each need's pairs begin among those that tie; one entry more than there are needs.
    private readonly int[] _firstTie;

    // Pairs that earn just what they cost, in points and in the draws that are over, with where they carry from and with their lots in
    // the draw that is on.
    private int[] _ties = [];
    private int[] _tieFrom = [];
    private long[] _lots = [];

    // The draw that is on; null while points are sought.
    private LotDraw? _draw;

    // Whether an arc outside the tree ties in the draw that is on too.
    private bool _tiesAgain;

    /// <summary>
    /// Of all plans with the most points, the one with the highest lots. These plans differ only on arcs that earn just what
    /// they cost; on those alone the search goes on, with lots for points. Where lots tie too, which they hardly ever do, they
    /// are drawn again for what still ties. False where the search was given up.
    /// </summary>
    private bool DrawLots()
    {
        do
        {
            if (_draw is not null)
                _drawn.Add(_draw);
            _draw = new LotDraw(_problem, _drawn.Count, new long[_root + 1]);
            FindTies();
            SetPrices(_draw.Price, LotOf);
            if (!Improve())
                return false;
        }
        while (_tiesAgain && _drawn.Count < MostDraws - 1);

        return true;

        long LotOf(int arc) => this.LotOf(_draw, arc);
    }

    private void FindTies()
    {
        ShowOpenPairs(true);
        var count = 0;
        for (var need = 0; need < _problem.Needs; need++)
        {
            _firstTie[need] = count;
            MakeRoomForTies(count + _problem.FirstPair[need + 1] - _problem.FirstPair[need]);
            count = FindTies(need, count);
        }

        _firstTie[^1] = count;
        ShowOpenPairs(false);
        if (_lots.Length < count)
            _lots = new long[_ties.Length];
        for (var need = 0; need < _problem.Needs; need++)
        {
            var (from, to) = (_firstTie[need], _firstTie[need + 1]);
            _draw!.OfPairs(need, _tieFrom.AsSpan(from..to), _lots.AsSpan(from..to));
        }
    }

    private void MakeRoomForTies(int count)
    {
        if (_ties.Length >= count)
            return;
        var room = Math.Min(_problem.Pairs, Math.Max(2 * count, _problem.Pairs / 4));
        Array.Resize(ref _ties, room);
        Array.Resize(ref _tieFrom, room);
    }

    private unsafe int FindTies(int need, int count)
    {
        var (pair, end, asked) = (_problem.FirstPair[need], _problem.FirstPair[need + 1], _price[_firstNeed + need]);
        fixed (int* fits = _fit, sources = _from, prices = _price, ties = _ties, tieSources = _tieFrom)
        {
            if (Vector256.IsHardwareAccelerated && _drawn.Count == 0)
            {
                for (; pair + 8 <= end; pair += 8)
                {
                    var costs = PricesAt(prices, sources + pair);
                    for (var tied = Vector256.Equals(Vector256.Load(fits + pair) + Vector256.Create(asked), costs).ExtractMostSignificantBits(); tied != 0; tied &= tied - 1)
                    {
                        ties[count] = pair + BitOperations.TrailingZeroCount(tied);
                        tieSources[count] = sources[ties[count]];
                        count++;
                    }
                }
            }

            for (; pair < end; pair++)
            {
                if (fits[pair] + asked == prices[sources[pair]] && TiesSoFar(need, sources[pair]))
                    (ties[count], tieSources[count++]) = (pair, sources[pair]);
            }
        }

        return count;
    }

    /// <summary>Pairs among the arcs are not searched, but belong to those that tie: they may leave the tree, or their ceiling.</summary>
    private void ShowOpenPairs(bool shown)
    {
        for (var node = 0; node < _root; node++)
            Show(_arcs[_tree[node].Arc].Pair);
        foreach (var arc in _atCeiling)
            Show(_arcs[arc].Pair);

        void Show(int pair)
        {
            if (pair >= 0)
                _fit[pair] = shown ? _problem.PairFit[pair] : Never;
        }
    }

    /// <summary>The pair of a need that earns most in lots among those that tie in points, and what that is.</summary>
    private unsafe (int Pair, long Gain) BestLot(int need)
    {
        var (tie, end, room) = (_firstTie[need], _firstTie[need + 1], _draw!.Price[_firstNeed + need]);
        var (best, most) = (-1, -1L);
        fixed (int* fits = _fit, ties = _ties, sources = _tieFrom)
        fixed (long* lots = _lots, prices = _draw.Price)
        {
            for (; tie < end; tie++)
            {
                var gain = lots[tie] + room - prices[sources[tie]];
                if (gain > most && fits[ties[tie]] != Never)
                    (best, most) = (ties[tie], gain);
            }
        }

        _tiesAgain |= most == 0;
        return (best, most);
    }

    private bool TiesSoFar(int need, int capacity) =>
        _drawn.TrueForAll(draw => draw.OfPair(need, capacity) + draw.Price[_firstNeed + need] == draw.Price[capacity]);

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
        _tiesAgain |= gain == 0 && _arcs[arc].State != ArcState.InTree;
        return gain;
    }

    private long LotOf(LotDraw draw, int arc)
    {
        ref var drawn = ref _arcs[arc];
        if (arc < _firstNeed)
            return 0;
        return drawn.Pair >= 0
            ? draw.OfPair(drawn.To - _firstNeed, drawn.From)
            : draw.OfTranche(drawn.From - _firstNeed, arc - _firstNeed - _problem.FirstTranche[drawn.From - _firstNeed]);
    }
}

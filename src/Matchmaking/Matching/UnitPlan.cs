using Matchmaking.Allocating;
using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>The plan in one unit, dollars or slots: the two never mix, so each is a problem of its own.</summary>
internal sealed class UnitPlan
{
    private readonly Market _market;
    private readonly MatchPolicy _policy;
    private readonly bool _money;
    private readonly List<Row> _costed = [];
    private readonly List<Row> _uncosted = [];
    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private Dictionary<(string Need, string Capacity), WrittenLine> _written = [];
    private Dictionary<string, NeedCover> _cover = new(StringComparer.Ordinal);
    private UnitPlan? _before;
    private UnitProblem? _problem;
    private SharesAndLimits.Answer? _answer;
    private WholePlan? _whole;
    private int[] _allowed = [];

    /// <param name="market">The market.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="today">The day of the round.</param>
    /// <param name="money">The unit.</param>
    /// <param name="before">The plan of an earlier round of the same policy and day; it saves work and changes nothing.</param>
    public UnitPlan(Market market, MatchPolicy policy, DateOnly today, bool money, UnitPlan? before = null)
    {
        (_market, _policy, _money, _before) = (market, policy, money, before);
        for (var number = 0; number < market.Needs.Length; number++)
        {
            var need = market.Needs[number];
            if (!Promises.Asks(need, money))
                continue;
            var candidates = market.Candidates(number, money);
            var (gap, left) = (Promises.Gap(need, money), market.Promises.NeedLeft(need, money));
            var known = before?._rows.GetValueOrDefault(need.Id) is { } row && row.Left == left && row.Candidates.Partners == candidates.Partners && IsSame(row.Need, need)
                ? row.Priority
                : null;
            var priority = gap > 0 ? known ?? NeedPriority.Of(need, money, gap.Value, left!.Value, candidates.Partners, policy, today, market.KnownOf(need)) : null;
            var now = _rows[need.Id] = new(need, gap, left, candidates, priority);
            (gap is null ? _uncosted : _costed).Add(now);
        }
    }

    /// <summary>The priorities of the costed needs.</summary>
    public IEnumerable<NeedPriority> Priorities => _costed.Select(row => row.Priority).OfType<NeedPriority>();

    /// <summary>Adds the lines and the cover of this unit; says how near the best conceivable plan it comes.</summary>
    /// <param name="lines">Where the lines go.</param>
    /// <param name="cover">Where the cover goes.</param>
    /// <param name="underReview">What the committee has before it.</param>
    /// <param name="passed">Told after each step, by its name.</param>
    public PlanPoints Write(List<PlanLine> lines, List<NeedCover> cover, UnderReview underReview, Action<string>? passed = null)
    {
        _problem = _before?._problem is { } before && before.IsOf(_market, _costed, underReview) ? before : UnitProblem.Of(_market, _costed, _policy, underReview);
        passed?.Invoke("problem");
        var allowed = _allowed = [.. _costed.Select(Allowed)];
        _answer = Answer(_problem, allowed);
        passed?.Invoke("allocation");
        if (_before is { _whole: { } same } && ReferenceEquals(_answer, _before._answer) && _uncosted.SequenceEqual(_before._uncosted, Row.Alike))
        {
            _whole = same;
            (_written, _cover) = (_before._written, _before._cover);
        }
        else
        {
            _whole = Whole(_problem, _answer.Carried, allowed);
        }

        lines.AddRange(_whole.Lines);
        cover.AddRange(_whole.Cover);
        passed?.Invoke("lines, cover, reasons");
        // What this plan was made with must not keep alive what that was made with.
        _before = null;
        return new(_money, _answer.RelaxedPoints, _whole.Points);
    }

    /// <summary>The lines and the cover of this unit.</summary>
    private WholePlan Whole(UnitProblem problem, List<Carried> carried, int[] allowed)
    {
        List<PlanLine> lines = [];
        List<NeedCover> cover = [];
        var left = new RoomLeft(problem.Problem, _market.Partner, carried);
        foreach (var group in carried.GroupBy(c => (c.Need, Capacity: problem.Problem.PairCapacity[c.Pair])))
            lines.Add(Line(_costed[group.Key.Need], problem.Candidate(group.First().Pair), group.Sum(c => c.Amount)));
        for (var i = 0; i < _costed.Count; i++)
            cover.Add(Cover(_costed[i], left.OfNeed(i), CoverReasons.Of(_costed[i], i, left, problem, _market.Partner, allowed[i], _policy)));
        foreach (var row in _uncosted)
        {
            var talkers = Talkers(row, left).ToList();
            lines.AddRange(talkers.Select(candidate => Line(row, candidate, null)));
            cover.Add(Cover(row, null, CoverReasons.NotCosted(row, talkers.Count)));
        }

        return new(lines, cover, Allocation.PointsOf(problem.Problem, carried));
    }

    /// <summary>The answer of the round before where the problem is the same; else the search begins where that one ended.</summary>
    private SharesAndLimits.Answer Answer(UnitProblem problem, int[] allowed)
    {
        if (_before is not { _problem: { } known, _answer: { } answer })
            return new SharesAndLimits(problem.Problem, problem.Least, _market.Partner, allowed).Solve([]);
        return ReferenceEquals(problem, known) && _before._allowed.AsSpan().SequenceEqual(allowed)
            ? answer
            : new SharesAndLimits(problem.Problem, problem.Least, _market.Partner, allowed).Solve(problem.Translate(answer.Starts, known));
    }

    private PlanLine Line(Row row, Candidate candidate, long? amount)
    {
        var capacity = _market.Capacities[candidate.Capacity];
        var key = (row.Need.Id, capacity.Id);
        if (_before?._written.GetValueOrDefault(key) is { } written && written.Line.Amount == amount && IsSame(written.Need, row.Need) && IsSame(written.Capacity, capacity))
        {
            _written[key] = written;
            return written.Line;
        }

        var line = new PlanLine(
            row.Need.Id, capacity.Id, capacity.Partner, capacity.Declaration.Kind, amount, candidate.Fit, FitCriteria.Explain(_market.Pair(row.Need, candidate.Capacity, _money)));
        _written[key] = new(line, row.Need, capacity);
        return line;
    }

    private NeedCover Cover(Row row, long? uncovered, Reason? why)
    {
        var cover = _before?._cover.GetValueOrDefault(row.Need.Id) is { } was && was.Gap == row.Gap && was.Uncovered == uncovered && was.Why?.Key() == why?.Key()
            ? was
            : new NeedCover(row.Need.Id, _money, row.Gap, uncovered, why);
        _cover[row.Need.Id] = cover;
        return cover;
    }

    /// <summary>The best-fitting partners that have anything left, each once.</summary>
    private IEnumerable<Candidate> Talkers(Row row, RoomLeft left) => row.Candidates.Best
        .Where(c => left.OfCapacity(c.Capacity) >= Math.Max(1, _market.Capacities[c.Capacity].Declaration.SmallestShare ?? 0))
        .DistinctBy(c => _market.Capacities[c.Capacity].Partner)
        .Take(Math.Min(_policy.UncostedPartners, Allowed(row)));

    /// <summary>How many more partners a need may have; a promised partner's other capacity counts as one more.</summary>
    private int Allowed(Row row) => Math.Max(0, _policy.MaxPartnersPerNeed - _market.Promises.Partners(row.Need, _money));

    private static bool IsSame(Need one, Need other) => ReferenceEquals(one, other) || (one.Version == other.Version && one.ChangedAt == other.ChangedAt);

    private static bool IsSame(Capacity one, Capacity other) => ReferenceEquals(one, other) || (one.Version == other.Version && one.ChangedAt == other.ChangedAt);

    /// <summary>A need in this unit.</summary>
    internal sealed record Row(Need Need, long? Gap, long? Left, Candidates Candidates, NeedPriority? Priority)
    {
        /// <summary>Two rows of one need that have changed in nothing: then they share their candidates.</summary>
        public static IEqualityComparer<Row> Alike { get; } = EqualityComparer<Row>.Create((one, other) => one?.Need.Id == other?.Need.Id && ReferenceEquals(one?.Candidates, other?.Candidates), row => row.Need.Id.GetHashCode(StringComparison.Ordinal));
    }

    private sealed record WholePlan(List<PlanLine> Lines, List<NeedCover> Cover, Int128 Points);

    private sealed record WrittenLine(PlanLine Line, Need Need, Capacity Capacity);
}

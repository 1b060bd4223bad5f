using Matchmaking.Allocating;
using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>The plan in one unit, dollars or slots: the two never mix, so each is a problem of its own.</summary>
internal sealed class UnitPlan
{
    private readonly Market _market;
    private readonly MatchPolicy _policy;
    private readonly bool _money;
    private readonly Row?[] _rows;
    private readonly NeedPlan?[] _plans;
    private readonly List<int> _costed = [];
    private readonly List<int> _uncosted = [];
    private UnitPlan? _before;
    private UnitProblem? _problem;
    private SharesAndLimits.Answer? _answer;
    private int[] _allowed = [];

    /// <param name="market">The market.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="today">The day of the round.</param>
    /// <param name="money">The unit.</param>
    /// <param name="before">The plan of the round to which the market knows its changes; it saves work and changes nothing.</param>
    public UnitPlan(Market market, MatchPolicy policy, DateOnly today, bool money, UnitPlan? before = null)
    {
        (_market, _policy, _money, _before) = (market, policy, money, before);
        (_rows, _plans) = (new Row?[market.Needs.Length], new NeedPlan?[market.Needs.Length]);
        for (var number = 0; number < _rows.Length; number++)
        {
            if (RowOf(number, today) is not { } row)
                continue;
            _rows[number] = row;
            (row.Gap is null ? _uncosted : _costed).Add(number);
        }
    }

    /// <summary>The priorities of the costed needs.</summary>
    public IEnumerable<NeedPriority> Priorities => _rows.Select(row => row?.Priority).OfType<NeedPriority>();

    /// <summary>What the plan says of a need; null where it does not ask for this unit.</summary>
    public NeedPlan? Of(int need) => _plans[need];

    /// <summary>True where the round before said the very same of a need that has not changed.</summary>
    public bool IsAsBefore(int need) => ReferenceEquals(_plans[need], _before!._plans[_market.Changes!.NeedBefore[need]]);

    /// <summary>The capacities that fit a need in this unit, the best first.</summary>
    public Candidate[] CandidatesOf(int need) => _rows[need]?.Candidates.Best ?? [];

    /// <summary>True where neither a need, who could help with it nor what the plan says of it is other than in the round before.</summary>
    public bool IsUntouched(int need) => NumberBefore(need) is >= 0 and var then
        && ReferenceEquals(_rows[need], _before!._rows[then]) && ReferenceEquals(_plans[need], _before._plans[then]);

    /// <summary>Lets go of the earlier plan, which would else keep all plans before it alive.</summary>
    public void Forget() => _before = null;

    /// <summary>Finds the plan; says how near the best conceivable one it comes.</summary>
    /// <param name="underReview">What the committee has before it.</param>
    /// <param name="passed">Told after each step, by its name.</param>
    public PlanPoints Solve(UnderReview underReview, Action<string>? passed)
    {
        List<Row> rows = [.. _costed.Select(number => _rows[number]!)];
        _problem = UnitProblem.Of(_market, rows, _money, _policy, underReview, _before?._problem);
        passed?.Invoke("problem");
        _allowed = [.. rows.Select(Allowed)];
        _answer = AnswerTo(_problem);
        passed?.Invoke("allocation");
        if (_before is not null && ReferenceEquals(_answer, _before._answer) && _uncosted.TrueForAll(IsKept))
            KeepPlans(_before);
        else
            WritePlans(_answer);
        passed?.Invoke("lines, cover, reasons");
        return new(_money, _answer.RelaxedPoints, Allocation.PointsOf(_problem.Problem, _answer.Carried));
    }

    /// <summary>A need in this unit, the same as before where nothing that it is made of has changed; null where the unit is not asked for.</summary>
    private Row? RowOf(int number, DateOnly today)
    {
        var was = NumberBefore(number) is >= 0 and var then ? _before!._rows[then] : null;
        if (was is null && !Promises.Asks(_market.Needs[number], _money))
            return null;
        var candidates = _market.Candidates(number, _money, was?.Candidates);
        if (was is not null && ReferenceEquals(was.Candidates, candidates))
            return was;
        var need = _market.Needs[number];
        var (gap, left) = (Promises.Gap(need, _money), _market.Promises.NeedLeft(need, _money));
        var priority = was?.Candidates.Partners == candidates.Partners ? was.Priority
            : gap > 0 ? NeedPriority.Of(need, _money, gap.Value, left!.Value, candidates.Partners, _policy, today, _market.KnownOf(need), _market.Promises.Partners(need, _money)) : null;
        return new(need, gap, left, candidates, priority);
    }

    /// <summary>The answer of the round before where the problem is the same; else the search begins where that one ended.</summary>
    private SharesAndLimits.Answer AnswerTo(UnitProblem problem)
    {
        if (_before is not { _problem: { } known, _answer: { } answer })
            return new SharesAndLimits(problem, _market.Partner, _allowed).Solve();
        return ReferenceEquals(problem, known) && _before._allowed.AsSpan().SequenceEqual(_allowed)
            ? answer
            : new SharesAndLimits(problem, _market.Partner, _allowed).Solve(problem.Translate(answer.Starts, known), problem.Translate(answer.StateShares.All, known), answer.StateShares);
    }

    private void KeepPlans(UnitPlan before)
    {
        foreach (var number in _costed.Concat(_uncosted))
            _plans[number] = before._plans[NumberBefore(number)];
    }

    private void WritePlans(SharesAndLimits.Answer answer)
    {
        List<(int Capacity, long Amount)> shares = [];
        var at = 0;
        for (var i = 0; i < _costed.Count; i++)
        {
            shares.Clear();
            for (; at < answer.Carried.Count && answer.Carried[at].Need == i; at++)
            {
                // Two pairs of one capacity, under review and not, stand one after the other.
                var capacity = _problem!.Problem.PairCapacity[answer.Carried[at].Pair];
                if (shares.Count > 0 && shares[^1].Capacity == capacity)
                    shares[^1] = (capacity, shares[^1].Amount + answer.Carried[at].Amount);
                else
                    shares.Add((capacity, answer.Carried[at].Amount));
            }

            var row = _rows[_costed[i]]!;
            Write(_costed[i], shares, answer.Room.OfNeed(i), CoverReasons.Of(row, i, answer.Room, _problem!, _market.Partner, _allowed[i], _policy));
        }

        shares.Clear();
        foreach (var number in _uncosted)
            Write(number, shares, null, CoverReasons.Uncosted(_rows[number]!, _money));
    }

    /// <summary>What the plan says of a need. What it said before is kept, line by line, where it says the same.</summary>
    private void Write(int number, List<(int Capacity, long Amount)> shares, long? uncovered, CoverReason why)
    {
        // Capacities are numbered in the order of their ids.
        shares.Sort((a, b) => a.Capacity.CompareTo(b.Capacity));
        var (row, was) = (_rows[number]!, NumberBefore(number) is >= 0 and var then ? _before!._plans[then] : null);
        var lines = new PlanLine[shares.Count];
        var kept = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var known = was is null ? null : Known(was, shares[i].Capacity, shares[i].Amount);
            kept += known is null ? 0 : 1;
            lines[i] = known ?? Line(row, shares[i].Capacity, shares[i].Amount);
        }

        var cover = was is not null && was.Why == why && was.Cover.Uncovered == uncovered ? was.Cover : new NeedCover(row.Need.Id, _money, row.Gap, uncovered, why.Of(row.Need));
        _plans[number] = was is not null && kept == lines.Length && kept == was.Lines.Length && ReferenceEquals(cover, was.Cover) ? was : new(lines, cover, why);
    }

    private PlanLine? Known(NeedPlan was, int capacity, long amount)
    {
        var known = _market.Changes!.CapacityBefore[capacity] < 0 ? null : Array.Find(was.Lines, line => line.CapacityId == _market.Capacities[capacity].Id);
        return known?.Amount == amount ? known : null;
    }

    private PlanLine Line(Row row, int number, long amount)
    {
        var (capacity, fit) = (_market.Capacities[number], Array.Find(row.Candidates.Best, candidate => candidate.Capacity == number).Fit);
        return new(row.Need.Id, capacity.Id, capacity.Partner, capacity.Declaration.Kind, amount, fit, FitCriteria.Explain(_market.Pair(row.Need, number, _money)));
    }

    /// <summary>How many more partners a need may have; a promised partner's other capacity counts as one more.</summary>
    private int Allowed(Row row) => Math.Max(0, _policy.MaxPartnersPerNeed - _market.Promises.Partners(row.Need, _money));

    /// <summary>The number of a need in the round before; -1 where it is new or changed.</summary>
    private int NumberBefore(int number) => _before is null ? -1 : _market.Changes!.NeedBefore[number];

    private bool IsKept(int number) => NumberBefore(number) is >= 0 and var then && ReferenceEquals(_rows[number], _before!._rows[then]);

    /// <summary>A need in this unit.</summary>
    internal sealed record Row(Need Need, long? Gap, long? Left, Candidates Candidates, NeedPriority? Priority);

    /// <summary>What the plan says of a need: lines in the order of their capacities' ids.</summary>
    internal sealed record NeedPlan(PlanLine[] Lines, NeedCover Cover, CoverReason Why);
}

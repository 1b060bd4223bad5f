using Matchmaking.Declaring;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>What dates make of a need's priority: the deadlines of its own pillar, and where there are none the State's own date.</summary>
internal static class DeadlineCriteria
{
    /// <summary>
    /// The treaty deadlines of a need for clearance or the destruction of stockpiles: near, in sight or passed. The most urgent
    /// earns, by how sure its date is; all are told.
    /// </summary>
    public static (int, Reason)? Near(in Standing s)
    {
        if (!HasTreatyDeadline(s.Need.Declaration.Pillar))
            return null;
        var (weights, today, due) = (s.Policy.Priority, s.Today, Due(s));
        // Only what is near or has passed leaves a need behind.
        var inSight = s.LeftBehindOnly ? 0 : weights.DeadlineInSight;
        return due.Count == 0 ? null : (due.Max(d => ByCertainty(Points(d.Date, today, weights, weights.DeadlineNear, inSight), d, weights)), Told(due, null, today));
    }

    /// <summary>The dates of every other need: the day by which the State expects the work to be done, and obligations of other articles.</summary>
    public static (int, Reason)? Expected(in Standing s)
    {
        var (weights, today, due, expected) = (s.Policy.Priority, s.Today, Due(s), s.Need.Declaration.ExpectedBy);
        if ((HasTreatyDeadline(s.Need.Declaration.Pillar) && due.Count > 0) || (due.Count == 0 && expected is null))
            return null;
        var points = due.Select(d => ByCertainty(Points(d.Date, today, weights, weights.Expected, weights.Expected / 2), d, weights));
        if (expected is { } day)
            points = points.Append(Points(day, today, weights, weights.Expected, weights.Expected / 2));
        return (points.Max(), Told(due, expected, today));
    }

    /// <summary>
    /// Clearance deadlines of the State that have passed, the latest known of each convention: an extension has lapsed, or was
    /// not asked for or not granted. The record of States cannot tell which of these.
    /// </summary>
    public static (int, Reason)? Lapsed(in Standing s)
    {
        if (s.Need.Declaration.Pillar != Pillar.SurveyClearance)
            return null;
        var (weights, today) = (s.Policy.Priority, s.Today);
        var due = Due(s);
        var lapsed = due.Where(d => d.Date < today).ToList();
        if (lapsed.Count == 0)
            return null;
        // Where the deadline is told beside it, what it was is not told twice.
        var isTold = Near(s) is ( > 0, _);
        var reason = isTold
            ? due.Count == 1 ? That("extension.none_known", ("date", Day(lapsed[0].Date))) : That("extension.none_known_of", ("conventions", Codes(lapsed.Select(d => d.Convention))))
            : lapsed.Count == 1 ? Of("extension.lapsed", lapsed[0]) : That("extension.lapsed_several", ("due", DueDates.Of(lapsed, null, today)));
        return (lapsed.Max(d => ByCertainty(weights.ExtensionLapsed, d, weights)), reason);
    }

    /// <summary>
    /// The deadlines of the need's pillar, the earliest first: of each article of a convention the later of what the need names and, for
    /// clearance, what is known of the State.
    /// </summary>
    private static List<Deadline> Due(in Standing s)
    {
        var need = s.Need.Declaration;
        List<Deadline> due = [.. need.Deadlines.Where(d => d.IsOf(need.Pillar))];
        if (need.Pillar == Pillar.SurveyClearance)
        {
            foreach (var known in s.Known.Affected?.Deadlines.Where(d => need.Conventions.Has(d.Convention)).Select(d => d.AsDeclared) ?? [])
            {
                var at = due.FindIndex(d => (d.Convention, d.Article) == (known.Convention, known.Article));
                if (at < 0)
                    due.Add(known);
                else if (known.Date > due[at].Date)
                    due[at] = known;
            }
        }

        due.Sort((a, b) => (a.Date, a.Convention, a.Article).CompareTo((b.Date, b.Convention, b.Article)));
        return due;
    }

    private static bool HasTreatyDeadline(Pillar pillar) => pillar is Pillar.SurveyClearance or Pillar.StockpileDestruction;

    private static int Points(DateOnly date, DateOnly today, PriorityWeights weights, int near, int inSight)
    {
        var days = date.DayNumber - today.DayNumber;
        return days <= weights.DeadlineNearDays ? near : days <= weights.DeadlineInSightDays ? inSight : 0;
    }

    private static int ByCertainty(int points, Deadline deadline, PriorityWeights weights) => points * weights.CertaintyPercent[(int)deadline.Certainty] / 100;

    private static Reason Told(List<Deadline> due, DateOnly? expected, DateOnly today) => (due, expected) switch
    {
        ([var one], null) => Of(one.Date < today ? "deadline.passed" : "deadline.near", one),
        ([], { } day) => That(day < today ? "expected.passed" : "expected.by", ("date", Day(day))),
        _ => That("deadline.several", ("due", DueDates.Of(due, expected, today))),
    };

    private static Reason Of(string code, Deadline deadline) => That(code, ("date", Day(deadline.Date)), ("certainty", Json.Code(deadline.Certainty)),
        ("convention", Json.Code(deadline.Convention)), ("article", Number(deadline.Article)));
}

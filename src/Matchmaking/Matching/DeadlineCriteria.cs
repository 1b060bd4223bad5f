using Matchmaking.Declaring;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>What a deadline makes of a need's priority, by how sure its date is.</summary>
internal static class DeadlineCriteria
{
    /// <summary>The deadline that the need itself names: near, in sight or passed.</summary>
    public static (int, Reason)? Near(in Standing s)
    {
        if (s.Need.Declaration.Deadline is not { } deadline)
            return null;
        var (weights, days) = (s.Policy.Priority, deadline.Date.DayNumber - s.Today.DayNumber);
        var points = days <= weights.DeadlineNearDays ? weights.DeadlineNear : days <= weights.DeadlineInSightDays ? weights.DeadlineInSight : 0;
        return (ByCertainty(points, deadline, weights), Say(days < 0 ? "deadline.passed" : "deadline.near", deadline));
    }

    /// <summary>
    /// A clearance deadline of the State under a convention of the need that has passed, the latest known of each: an
    /// extension has lapsed, or was not asked for or not granted. The record of States cannot tell which of these.
    /// </summary>
    public static (int, Reason)? Lapsed(in Standing s)
    {
        var need = s.Need.Declaration;
        if (need.Pillar != Pillar.SurveyClearance)
            return null;
        Deadline? lapsed = null;
        foreach (var convention in need.Conventions)
        {
            if (Latest(s, convention) is { } deadline && deadline.Date < s.Today && (lapsed is null || deadline.Date < lapsed.Date))
                lapsed = deadline;
        }

        if (lapsed is null)
            return null;
        // Where the need's own deadline is told beside it, what it was is not told twice.
        var isTold = !s.LeftBehindOnly && s.Need.Declaration.Deadline == lapsed && Near(s) is ( > 0, _);
        return (ByCertainty(s.Policy.Priority.ExtensionLapsed, lapsed, s.Policy.Priority), Say(isTold ? "extension.none_known" : "extension.lapsed", lapsed));
    }

    /// <summary>The later of what the need names and what is known of the State.</summary>
    private static Deadline? Latest(in Standing s, Convention convention)
    {
        var named = s.Need.Declaration.Deadline is { } own && own.Convention == convention ? own : null;
        var known = s.Known.Affected?.Deadlines.FirstOrDefault(deadline => deadline.Convention == convention)?.AsDeclared;
        return named is null || (known is not null && known.Date > named.Date) ? known : named;
    }

    private static int ByCertainty(int points, Deadline deadline, PriorityWeights weights) => points * weights.CertaintyPercent[(int)deadline.Certainty] / 100;

    private static Reason Say(string code, Deadline deadline) => That(code, ("date", Day(deadline.Date)), ("certainty", Json.Code(deadline.Certainty)),
        ("convention", Json.Code(deadline.Convention)), ("article", Number(deadline.Article)));
}

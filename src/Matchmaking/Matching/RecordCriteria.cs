using static Matchmaking.Matching.Say;

namespace Matchmaking.Matching;

/// <summary>What the record of assistance makes of a need's priority.</summary>
internal static class RecordCriteria
{
    /// <summary>
    /// Years without support on record, all points for as many as count as lately; or one donor alone lately. A year of which nothing
    /// is held is no year without support, and nothing is said of it.
    /// </summary>
    public static (int, Reason)? NoPartner(in Standing s)
    {
        if (s.Known.Received is not { } received || s.Known.LatelySince(s.Policy) is not { } since)
            return null;
        var (weights, state, silent) = (s.Policy.Priority, ("state", s.Need.State.Value), received.Silent);
        if (silent.Count > 0)
        {
            var points = weights.NoPartner * Math.Min(silent.Count, s.Policy.RecordYears) / s.Policy.RecordYears;
            var years = ("silent", string.Join(',', silent.Select(Year)));
            return (points, received.LastYear is { } last ? That("no_partner.since", state, years, ("year", Year(last))) : That("no_partner.ever", state, years));
        }

        return received.OnlyDonorSince(since) is { } donor
            ? (weights.OneDonor, That("no_partner.one_donor", state, ("partner", donor.Partner.Value), ("years", string.Join(',', donor.Years.Select(Year))), ("held", string.Join(',', donor.Held.Select(Year)))))
            : null;
    }
}

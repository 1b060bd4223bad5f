using Matchmaking.Matching;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Proposals;

public static partial class ProposalRules
{
    /// <summary>
    /// Notes on a fixed proposal what its capacities no longer bear, and what they bear again. The same finding is noted once; a line that
    /// is borne less than before, or for another reason, or that its partner has said yes to since, is a new one.
    /// </summary>
    /// <param name="proposal">A proposal, live or after its meeting.</param>
    /// <param name="broken">What a round found broken of any proposal.</param>
    /// <param name="openNeeds">The State's needs that are open: of others nothing is owed.</param>
    /// <param name="at">When.</param>
    public static Proposal NoteBroken(Proposal proposal, IEnumerable<BrokenLine> broken, IReadOnlySet<string> openNeeds, DateTimeOffset at)
    {
        var today = DateOnly.FromDateTime(at.UtcDateTime);
        var titles = proposal.Needs.ToDictionary(need => need.NeedId, need => need.Title, StringComparer.Ordinal);
        var were = proposal.Broken.ToDictionary(line => (line.NeedId, line.CapacityId));
        List<BrokenPromise> now = [];
        List<Reason> notes = [];
        foreach (var line in broken.Where(line => line.Line.ProposalId == proposal.Id))
        {
            var found = new BrokenPromise(
                line.Line.NeedId, line.Line.CapacityId, line.Line.Partner!.Value, line.Borne, line.Line.YesAt is not null, line.Because, at);
            var isKnown = were.Remove((found.NeedId, found.CapacityId), out var was)
                && (was!.Borne, was.Promised, was.Because.Code) == (found.Borne, found.Promised, found.Because.Code);
            now.Add(isKnown ? found with { Since = was!.Since } : found);
            if (!isKnown)
                notes.AddRange(NotesOf(found));
        }

        var stillFixed = proposal.FixedLines(today).Select(line => (line.NeedId, line.CapacityId)).ToHashSet();
        notes.AddRange(were.Values.Where(was => openNeeds.Contains(was.NeedId) && stillFixed.Contains((was.NeedId, was.CapacityId)))
            .Select(was => Note("note.borne_again", was)));
        return notes.Count == 0 && were.Count == 0 && now.Select(Said).SequenceEqual(proposal.Broken.Select(Said), StringComparer.Ordinal)
            ? proposal
            : proposal with { Broken = now, RoundNotes = [.. proposal.RoundNotes, .. notes] };

        IEnumerable<Reason> NotesOf(BrokenPromise line) => line switch
        {
            { Promised: true } => [Note("note.promise_broken", line), line.Because],
            { Because.Code: "capacity_open.withdrawn" } => [Note("note.capacity_withdrawn", line)],
            _ => [Note("note.cover_broken", line), line.Because],
        };

        Reason Note(string code, BrokenPromise line) =>
            That(code, ("partner", line.Partner.Value), ("need", line.NeedId), ("on", Day(today))).About(titles[line.NeedId]);

        static string Said(BrokenPromise line) => line.Because.Key();
    }

    /// <summary>
    /// Why the line is not borne, as its partner may read it: not that the State does not want it, and of a need that partners may not
    /// read nothing but its pillar.
    /// </summary>
    public static Reason BecauseForPartner(this BrokenPromise line, bool mayReadNeed) => line.Because.Code switch
    {
        "unwanted_partner.listed" => That("promise.need_changed"),
        "kind.not_asked" or "convention.other" or "period.apart" when !mayReadNeed => That("promise.need_changed"),
        _ => line.Because,
    };

    /// <summary>Why the line is not borne, as its State may read it: of a capacity that is kept to the committee not what it is.</summary>
    public static Reason BecauseForState(this BrokenPromise line, bool mayReadCapacity) =>
        mayReadCapacity || line.Because.Code is "capacity_open.withdrawn" or "unwanted_partner.listed" ? line.Because : That("promise.capacity_changed");

    /// <summary>True where somebody is to be told by mail of what <see cref="NoteBroken"/> found at this time.</summary>
    public static bool BrokeAt(this Proposal proposal, DateTimeOffset at) => proposal.Broken.Any(line => line.Promised && line.Since == at);
}

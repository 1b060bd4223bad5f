using Matchmaking.Matching;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Proposals;

/// <summary>Differences between a proposal and what a round would propose now, as sentences.</summary>
internal static class ContentChanges
{
    /// <summary>What changes from one content to another, in the same order.</summary>
    public static IReadOnlyList<Reason> Between(ProposalContent before, ProposalContent now) => Between(ProposalRules.Create(before, "", default), now);

    /// <summary>What changes while nobody has decided, in the order: kind, needs, partners, amounts, cover, policy.</summary>
    public static IReadOnlyList<Reason> Between(Proposal old, ProposalContent now)
    {
        List<Reason> changes = [];
        if (old.Kind != now.Kind)
            changes.Add(That("change.kind", ("from", Json.Code(old.Kind)), ("to", Json.Code(now.Kind))));
        Needs(old, now, "change", changes);
        var (before, after) = (old.Partners.Select(p => p.Partner).ToHashSet(), now.Partners.Select(p => p.Partner).ToHashSet());
        changes.AddRange(after.Except(before).Order().Select(p => That("change.partner_added", ("partner", p.Value))));
        changes.AddRange(before.Except(after).Order().Select(p => That("change.partner_removed", ("partner", p.Value))));
        Donors(old, now, changes);
        Lines(old, now, before.Intersect(after).ToHashSet(), changes);
        Cover(old, now, changes);
        changes.AddRange(now.Moves.DistinctBy(Say.Key));
        if ((old.PolicyName, old.PolicyVersion) != (now.PolicyName, now.PolicyVersion))
            changes.Add(That("change.policy", ("name", now.PolicyName), ("version", Number(now.PolicyVersion))));
        return changes.Count > 0 ? changes : [That("change.explanation")];
    }

    /// <summary>What reviewers should know of a fixed proposal. No amounts: they move with every round, and a note is not repeated.</summary>
    public static IReadOnlyList<Reason> NotesFor(Proposal old, ProposalContent? now)
    {
        List<Reason> notes = [];
        Needs(old, now, "note", notes);
        if (now is null)
            return notes;
        var titles = Titles(old, now);
        var known = old.Partners.SelectMany(p => p.Lines).Select(l => (l.NeedId, l.CapacityId)).ToHashSet();
        var invited = old.Partners.Select(p => p.Partner).ToHashSet();
        notes.AddRange(now.Partners.SelectMany(p => p.Lines)
            .Where(l => (l.Amount is not null || !invited.Contains(l.Partner)) && !known.Contains((l.NeedId, l.CapacityId)))
            .Select(l => (l.NeedId, l.Partner)).Distinct()
            .OrderBy(l => l.NeedId, StringComparer.Ordinal).ThenBy(l => l.Partner)
            .Select(l => That("note.partner_could_help", ("partner", l.Partner.Value), ("need", l.NeedId)).About(titles[l.NeedId])));
        return notes;
    }

    private static void Needs(Proposal old, ProposalContent? now, string prefix, List<Reason> changes)
    {
        var before = old.Needs.ToDictionary(n => n.NeedId, StringComparer.Ordinal);
        var after = (now?.Needs ?? []).ToDictionary(n => n.NeedId, StringComparer.Ordinal);
        changes.AddRange(now?.Needs.Where(n => !before.ContainsKey(n.NeedId)).Select(n => That(prefix + ".need_added", ("need", n.NeedId)).About(n.Title)) ?? []);
        changes.AddRange(old.Needs.Where(n => !after.ContainsKey(n.NeedId)).Select(n => That(prefix + ".need_removed", ("need", n.NeedId)).About(n.Title)));
        changes.AddRange(now?.Needs.Where(n => before.TryGetValue(n.NeedId, out var o) && o.NeedVersion != n.NeedVersion)
            .Select(n => That(prefix + ".need_revised", ("need", n.NeedId), ("version", Number(n.NeedVersion))).About(n.Title)) ?? []);
    }

    /// <summary>Known donors that come or go. Who has registered since is said as a partner.</summary>
    private static void Donors(Proposal old, ProposalContent now, List<Reason> changes)
    {
        var (before, after) = (old.KnownDonors.Select(d => d.Partner).ToList(), now.KnownDonors.Select(d => d.Partner).ToList());
        changes.AddRange(after.Except(before).Order().Select(p => That("change.donor_added", ("partner", p.Value))));
        changes.AddRange(before.Except(after).Except(now.Partners.Select(p => p.Partner)).Order().Select(p => That("change.donor_removed", ("partner", p.Value))));
    }

    /// <summary>Lines of the partners that stay. What a new or a leaving partner brings or takes is said by its coming or going.</summary>
    private static void Lines(Proposal old, ProposalContent now, HashSet<ParticipantId> staying, List<Reason> changes)
    {
        var titles = Titles(old, now);
        var before = old.Partners.SelectMany(p => p.Lines).Where(l => staying.Contains(l.Partner)).ToDictionary(l => (l.NeedId, l.CapacityId));
        var after = now.Partners.SelectMany(p => p.Lines).Where(l => staying.Contains(l.Partner)).ToDictionary(l => (l.NeedId, l.CapacityId));
        foreach (var key in before.Keys.Union(after.Keys).OrderBy(k => k.NeedId, StringComparer.Ordinal).ThenBy(k => k.CapacityId, StringComparer.Ordinal))
        {
            var (from, to) = (before.GetValueOrDefault(key), after.GetValueOrDefault(key));
            if (from is not null && to is not null && from.Amount == to.Amount && from.Kind == to.Kind)
                continue;
            var line = (to ?? from)!;
            changes.Add((from, to) switch
            {
                ({ Amount: { } a }, { Amount: { } b }) => That("change.amount", Partner(line), Need(line), Unit(line), ("from", Number(a)), ("to", Number(b))),
                (_, { Amount: { } b }) => That("change.amount_suggested", Partner(line), Need(line), Unit(line), ("to", Number(b))),
                (_, not null) => That("change.invited_to_talk", Partner(line), Need(line)),
                _ => That("change.line_removed", Partner(line), Need(line)),
            });
            changes[^1] = changes[^1].About(titles[line.NeedId]);
        }
    }

    private static void Cover(Proposal old, ProposalContent now, List<Reason> changes)
    {
        var before = old.Needs.SelectMany(n => n.Cover).ToDictionary(c => (c.NeedId, c.Money));
        foreach (var need in now.Needs)
        {
            foreach (var cover in need.Cover)
            {
                if (before.TryGetValue((cover.NeedId, cover.Money), out var was) && (was.Uncovered, cover.Uncovered) is ({ } from, { } to) && from != to)
                    changes.Add(That("change.uncovered", ("need", need.NeedId), ("unit", Say.Unit(cover.Money)), ("from", Number(from)), ("to", Number(to))).About(need.Title));
            }
        }
    }

    private static Dictionary<string, LocalText> Titles(Proposal old, ProposalContent now) =>
        now.Needs.Concat(old.Needs).DistinctBy(n => n.NeedId).ToDictionary(n => n.NeedId, n => n.Title, StringComparer.Ordinal);

    private static (string, string) Partner(PlanLine line) => ("partner", line.Partner.Value);

    private static (string, string) Need(PlanLine line) => ("need", line.NeedId);

    private static (string, string) Unit(PlanLine line) => ("unit", Json.Code(line.Kind));
}

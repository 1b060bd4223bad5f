using Matchmaking.Declaring;
using Matchmaking.Matching;

namespace Matchmaking.Proposals;

/// <summary>The life of proposals, as pure functions: what a plan proposes, what a round changes, who may decide what.</summary>
public static partial class ProposalRules
{
    /// <summary>What the plan proposes, one content for each State with an open need, ordered by State. O(lines + needs).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="input">The market that it was made from.</param>
    /// <param name="before">What the plan of the round before proposed; null for none.</param>
    /// <param name="touched">States of which the plan does not say what that one said (<see cref="MatchMemory.Touched"/>): what was proposed for all others still holds. Null for all.</param>
    public static IReadOnlyList<ProposalContent> FromPlan(
        MatchPlan plan, MarketInput input, IReadOnlyList<ProposalContent>? before = null, IReadOnlySet<ParticipantId>? touched = null)
    {
        var broken = Promises.Of(input).Broken.ToLookup(l => l.NeedId, StringComparer.Ordinal);
        var moves = plan.Moves.ToLookup(m => m.NeedId, m => m.Why, StringComparer.Ordinal);
        var known = (touched is null ? [] : before ?? []).Where(was => !touched!.Contains(was.State) && was.Moves.Count + was.BrokenPromises.Count == 0).ToDictionary(was => was.State);
        foreach (var need in input.Needs)
        {
            if (broken.Contains(need.Id) || moves.Contains(need.Id))
                known.Remove(need.State);
        }

        var needs = input.Needs.Where(n => n.Status == DeclarationStatus.Open && !known.ContainsKey(n.State)).OrderBy(n => n.Id, StringComparer.Ordinal).ToLookup(n => n.State);
        var asked = needs.SelectMany(state => state).Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        var cover = plan.Cover.Where(c => asked.Contains(c.NeedId)).ToLookup(c => c.NeedId, StringComparer.Ordinal);
        var lines = plan.Lines.Where(l => asked.Contains(l.NeedId)).ToLookup(l => l.NeedId, StringComparer.Ordinal);
        return [.. needs.Select(state => Content(plan, [.. state], cover, lines, broken, moves)).Concat(known.Values).OrderBy(content => content.State)];
    }

    private static ProposalContent Content(
        MatchPlan plan, IReadOnlyList<Need> needs, ILookup<string, NeedCover> cover, ILookup<string, PlanLine> lines, ILookup<string, FixedLine> broken,
        ILookup<string, Reason> moves)
    {
        var partners = needs.SelectMany(n => lines[n.Id])
            .GroupBy(l => l.Partner)
            .Select(group => new ProposedPartner(group.Key, [.. group]))
            .OrderByDescending(p => Covers(p, money: true))
            .ThenByDescending(p => Covers(p, money: false))
            .ThenBy(p => p.Partner)
            .ToList();
        var (kind, because) = MeetingKinds.Choose(needs, partners.Count);
        return new ProposalContent
        {
            State = needs[0].State,
            Kind = kind,
            KindReason = because,
            Needs = [.. needs.Select(n => new ProposedNeed(n.Id, n.Version, n.Declaration.Pillar, Shown(n.Declaration.Title), [.. cover[n.Id]]))],
            Partners = partners,
            PolicyName = plan.PolicyName,
            PolicyVersion = plan.PolicyVersion,
            Moves = [.. needs.SelectMany(n => moves[n.Id])],
            BrokenPromises = [.. needs.SelectMany(n => broken[n.Id])],
            Demo = needs.Any(n => n.Demo),
        };
    }

    /// <summary>The title in the languages that letters and pages are written in, or in the first that it has: a proposal holds many titles, and a row only so much.</summary>
    private static LocalText Shown(LocalText title)
    {
        var written = title.Versions.Where(version => Wording.Languages.Contains(version.Key)).ToList();
        return new LocalText(written.Count > 0 ? written : title.Versions.Take(1));
    }

    private static long Covers(ProposedPartner partner, bool money) =>
        partner.Lines.Where(l => l.Kind == AssistanceKind.Funding == money).Sum(l => l.Amount ?? 0);
}

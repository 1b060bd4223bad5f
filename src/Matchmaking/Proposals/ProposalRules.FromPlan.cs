using Matchmaking.Declaring;
using Matchmaking.Matching;

namespace Matchmaking.Proposals;

/// <summary>The life of proposals, as pure functions: what a plan proposes, what a round changes, who may decide what.</summary>
public static partial class ProposalRules
{
    /// <summary>What the plan proposes, one content for each State with an open need, ordered by State. O(lines + needs).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="input">The market that it was made from.</param>
    /// <param name="before">What the plan of an earlier round proposed; what did not change is taken from it as it is.</param>
    public static IReadOnlyList<ProposalContent> FromPlan(MatchPlan plan, MarketInput input, IReadOnlyList<ProposalContent>? before = null)
    {
        var known = (before ?? []).ToDictionary(content => content.State);
        var moves = plan.Moves.ToLookup(m => m.NeedId, m => m.Why, StringComparer.Ordinal);
        var cover = plan.Cover.ToLookup(c => c.NeedId, StringComparer.Ordinal);
        var lines = plan.Lines.ToLookup(l => l.NeedId, StringComparer.Ordinal);
        var broken = Promises.Of(input).Broken.ToLookup(l => l.NeedId, StringComparer.Ordinal);
        return
        [
            .. input.Needs.Where(n => n.Status == DeclarationStatus.Open)
                .GroupBy(n => n.State)
                .OrderBy(group => group.Key)
                .Select(group => Content(plan, [.. group.OrderBy(n => n.Id, StringComparer.Ordinal)], cover, lines, broken, moves, known)),
        ];
    }

    private static ProposalContent Content(
        MatchPlan plan, IReadOnlyList<Need> needs, ILookup<string, NeedCover> cover, ILookup<string, PlanLine> lines, ILookup<string, FixedLine> broken,
        ILookup<string, Reason> moves, Dictionary<ParticipantId, ProposalContent> known)
    {
        if (known.TryGetValue(needs[0].State, out var was) && IsUnchanged(was, plan, needs, cover, lines, broken, moves))
            return was;
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

    /// <summary>True where all that a content is made of is the very same: a round that follows another keeps what it did not change.</summary>
    private static bool IsUnchanged(
        ProposalContent was, MatchPlan plan, IReadOnlyList<Need> needs, ILookup<string, NeedCover> cover, ILookup<string, PlanLine> lines, ILookup<string, FixedLine> broken,
        ILookup<string, Reason> moves)
    {
        if ((was.PolicyName, was.PolicyVersion) != (plan.PolicyName, plan.PolicyVersion) || was.Needs.Count != needs.Count || was.BrokenPromises.Count + was.Moves.Count > 0)
            return false;
        var count = 0;
        for (var i = 0; i < needs.Count; i++)
        {
            if (was.Needs[i].NeedId != needs[i].Id || was.Needs[i].NeedVersion != needs[i].Version || broken.Contains(needs[i].Id) || moves.Contains(needs[i].Id)
                || !was.Needs[i].Cover.SequenceEqual(cover[needs[i].Id], ReferenceEqualityComparer.Instance))
                return false;
            count += lines[needs[i].Id].Count();
        }

        var held = was.Partners.SelectMany(p => p.Lines).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        return held.Count == count && needs.All(n => lines[n.Id].All(held.Contains));
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

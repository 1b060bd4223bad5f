using Matchmaking.Declaring;
using Matchmaking.Matching;

namespace Matchmaking.Proposals;

/// <summary>The life of proposals, as pure functions: what a plan proposes, what a round changes, who may decide what.</summary>
public static partial class ProposalRules
{
    /// <summary>What the plan proposes, one content for each State with an open need, ordered by State. O(lines + needs).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="input">The market that it was made from.</param>
    public static IReadOnlyList<ProposalContent> FromPlan(MatchPlan plan, MarketInput input)
    {
        var cover = plan.Cover.ToLookup(c => c.NeedId, StringComparer.Ordinal);
        var lines = plan.Lines.ToLookup(l => l.NeedId, StringComparer.Ordinal);
        var broken = Promises.Of(input).Broken.ToLookup(l => l.NeedId, StringComparer.Ordinal);
        return
        [
            .. input.Needs.Where(n => n.Status == DeclarationStatus.Open)
                .GroupBy(n => n.State)
                .OrderBy(group => group.Key)
                .Select(group => Content(plan, [.. group.OrderBy(n => n.Id, StringComparer.Ordinal)], cover, lines, broken)),
        ];
    }

    private static ProposalContent Content(
        MatchPlan plan, IReadOnlyList<Need> needs, ILookup<string, NeedCover> cover, ILookup<string, PlanLine> lines, ILookup<string, FixedLine> broken)
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

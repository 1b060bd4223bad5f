using System.Runtime.InteropServices;
using Matchmaking.Declaring;
using Matchmaking.Field;
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
        var broken = plan.Broken.ToLookup(l => l.Line.NeedId, StringComparer.Ordinal);
        var moves = plan.Moves.ToLookup(m => m.NeedId, m => m.Why, StringComparer.Ordinal);
        var known = (touched is null ? [] : before ?? []).Where(was => !touched!.Contains(was.State) && was.Moves.Count + was.Broken.Count == 0).ToDictionary(was => was.State);
        if (moves.Count + broken.Count > 0)
        {
            foreach (var need in input.Needs.Where(need => broken.Contains(need.Id) || moves.Contains(need.Id)))
                known.Remove(need.State);
        }

        var were = (before ?? []).ToDictionary(was => was.State);
        var donors = plan.KnownDonors.ToDictionary(state => state.State, state => state.Donors);
        Dictionary<ParticipantId, StatePlan> states = [];
        var (line, cover) = (0, 0);
        foreach (var need in Market.Ordered(input.Needs.Where(n => n.Status == DeclarationStatus.Open), n => n.Id))
        {
            if (known.ContainsKey(need.State))
                continue;
            if (!states.TryGetValue(need.State, out var state))
                states[need.State] = state = new(were.GetValueOrDefault(need.State));
            // Lines and cover stand in the order of their needs too.
            var (from, to) = RowsOf(need.Id, plan.Cover, c => c.NeedId, ref cover);
            var ofNeed = new NeedCover[to - from];
            for (var i = 0; i < ofNeed.Length; i++)
                ofNeed[i] = plan.Cover[from + i];
            state.Add(need, ofNeed);
            (from, to) = RowsOf(need.Id, plan.Lines, l => l.NeedId, ref line);
            for (var i = from; i < to; i++)
                state.Add(plan.Lines[i]);
        }

        return [.. states.Values.Select(state => Content(plan, state, input.Record, donors.GetValueOrDefault(state.Needs[0].State) ?? [], broken, moves)).Concat(known.Values).OrderBy(content => content.State)];
    }

    /// <summary>Where the rows of a need stand in a list ordered by need, read on from where the need before it ended.</summary>
    private static (int From, int To) RowsOf<T>(string need, IReadOnlyList<T> rows, Func<T, string> needOf, ref int at)
    {
        while (at < rows.Count && string.CompareOrdinal(needOf(rows[at]), need) < 0)
            at++;
        var from = at;
        while (at < rows.Count && needOf(rows[at]) == need)
            at++;
        return (from, at);
    }

    private static ProposalContent Content(
        MatchPlan plan, StatePlan state, AssistanceRecord record, IReadOnlyList<KnownDonor> donors, ILookup<string, BrokenLine> broken, ILookup<string, Reason> moves)
    {
        var needs = state.Needs;
        var partners = state.Partners(record);
        var (kind, because) = MeetingKinds.Choose(needs, partners.Count);
        return new ProposalContent
        {
            State = needs[0].State,
            Kind = kind,
            KindReason = because,
            Needs = state.Proposed,
            Partners = partners,
            KnownDonors = donors,
            PolicyName = plan.PolicyName,
            PolicyVersion = plan.PolicyVersion,
            Moves = moves.Count == 0 ? [] : [.. needs.SelectMany(n => moves[n.Id])],
            Broken = broken.Count == 0 ? [] : [.. needs.SelectMany(n => broken[n.Id])],
            Demo = needs.Any(n => n.Demo),
        };
    }

    /// <summary>The title in the languages that letters and pages are written in, or in the first that it has: a proposal holds many titles, and a row only so much.</summary>
    private static LocalText Shown(LocalText title)
    {
        var written = title.Versions.Where(version => Wording.Languages.Contains(version.Key)).ToList();
        return new LocalText(written.Count > 0 ? written : title.Versions.Take(1));
    }

    /// <summary>What a plan says of one State: its needs in the order of their ids, as it would show them, and its partners.</summary>
    /// <param name="before">What was proposed to it before.</param>
    private sealed class StatePlan(ProposalContent? before)
    {
        private readonly Dictionary<ParticipantId, List<PlanLine>> _partners = [];
        private int _at;

        public List<Need> Needs { get; } = [];

        public List<ProposedNeed> Proposed { get; } = [];

        /// <summary>The partners, the best fit first, then who gives most, then by code.</summary>
        public List<ProposedPartner> Partners(AssistanceRecord record) =>
        [
            .. _partners.Select(p => new ProposedPartner(p.Key, p.Value))
                .OrderByDescending(p => p.Best.Fit).ThenByDescending(p => record.RecentUsd(p.Partner)).ThenBy(p => p.Partner),
        ];

        public void Add(PlanLine line) => (CollectionsMarshal.GetValueRefOrAddDefault(_partners, line.Partner, out _) ??= []).Add(line);

        public void Add(Need need, NeedCover[] cover)
        {
            var needs = before?.Needs ?? [];
            while (_at < needs.Count && string.CompareOrdinal(needs[_at].NeedId, need.Id) < 0)
                _at++;
            Needs.Add(need);
            Proposed.Add(_at < needs.Count && needs[_at] is var was && was.NeedId == need.Id && was.NeedVersion == need.Version && cover.SequenceEqual(was.Cover, ReferenceEqualityComparer.Instance)
                ? was
                : new ProposedNeed(need.Id, need.Version, need.Declaration.Pillar, Shown(need.Declaration.Title), cover));
        }
    }
}

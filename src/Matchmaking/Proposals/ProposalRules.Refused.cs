using Matchmaking.Matching;
using static Matchmaking.Matching.Say;

namespace Matchmaking.Proposals;

public static partial class ProposalRules
{
    /// <summary>The note of a proposal that lapses because its State never answered.</summary>
    public const string NoAnswer = "no_answer";

    /// <summary>An approved proposal whose State has not answered in time lapses, and its money is free; any other stays as it is.</summary>
    public static Proposal LapseUnanswered(Proposal proposal, DateTimeOffset at) =>
        proposal.Status == ProposalStatus.Approved && !proposal.IsLive(DateOnly.FromDateTime(at.UtcDateTime))
            ? proposal.With(ProposalStatus.Lapsed, new(at, Round, null, "lapsed", NoAnswer))
            : proposal;

    /// <summary>True where the proposal lapsed because its State never answered.</summary>
    public static bool WasUnanswered(this Proposal proposal) => proposal is { Status: ProposalStatus.Lapsed, Steps: [.., { Note: NoAnswer }] };

    /// <summary>What partners have said no to in a proposal: the pillars of the needs that they were asked about.</summary>
    public static IReadOnlyList<PartnerRefusal> PartnerRefusals(this Proposal proposal)
    {
        var pillars = proposal.Needs.ToDictionary(need => need.NeedId, need => need.Pillar, StringComparer.Ordinal);
        return
        [
            .. proposal.Partners.Where(partner => partner.Answer == PartnerAnswer.No).SelectMany(partner => partner.Lines
                .Select(line => pillars[line.NeedId]).Distinct()
                .Select(pillar => new PartnerRefusal(partner.Partner, proposal.State, pillar, AnsweredAt(proposal, partner.Partner)))),
        ];
    }

    /// <summary>True where people have said no to this, and it still holds. What merely lapsed, or passed unanswered, may be proposed again.</summary>
    private static bool IsAskedAgain(IReadOnlyList<Proposal> ended, ProposalContent content, DateTimeOffset at, MatchPolicy policy)
    {
        var today = DateOnly.FromDateTime(at.UtcDateTime);
        return ended.Any(proposal => IsRefused(proposal) && Refusals.Until(proposal.Steps[^1].At, policy) > today && !IsOther(proposal, content));
    }

    /// <summary>
    /// True where a proposal differs in substance from one that was refused: another kind of meeting, a need or a partner that was not
    /// in it, a need of which another sum is missing, or other amounts in all; sums differ by more than a quarter. Titles, reasons, points
    /// and a partner that falls away are not of the substance.
    /// </summary>
    private static bool IsOther(Proposal refused, ProposalContent now)
    {
        var needs = refused.Needs.ToDictionary(need => need.NeedId, StringComparer.Ordinal);
        return refused.Kind != now.Kind
            || now.Partners.ExceptBy(refused.Partners.Select(partner => partner.Partner), partner => partner.Partner).Any()
            || now.Needs.Any(need => !needs.TryGetValue(need.NeedId, out var was) || was.Pillar != need.Pillar || Differ(was.Cover, need.Cover))
            || IsFar(Sum(refused.Partners, money: true), Sum(now.Partners, money: true))
            || IsFar(Sum(refused.Partners, money: false), Sum(now.Partners, money: false));

        static bool Differ(IReadOnlyList<NeedCover> was, IReadOnlyList<NeedCover> now) => was.Count != now.Count
            || was.Zip(now).Any(pair => pair.First.Money != pair.Second.Money || (pair.First.Gap is null) != (pair.Second.Gap is null) || IsFar(pair.First.Gap ?? 0, pair.Second.Gap ?? 0));

        static bool IsFar(long one, long other) => (Int128)Math.Abs(one - other) * 4 > Math.Max(one, other);

        static long Sum(IReadOnlyList<ProposedPartner> partners, bool money) =>
            partners.SelectMany(partner => partner.Lines).Where(line => line.Kind == AssistanceKind.Funding == money).Sum(line => line.Amount ?? 0);
    }

    /// <summary>What a new proposal says of those before it: the last refusal or silence, what is different since, and which of its partners have said no before.</summary>
    private static List<Reason> SaidBefore(IReadOnlyList<Proposal> ended, ProposalContent content, MatchPolicy policy)
    {
        List<Reason> said = [];
        var state = ("state", content.State.Value);
        if (ended.LastOrDefault(proposal => IsRefused(proposal) || proposal.WasUnanswered()) is { } before)
        {
            var code = before.Status switch { ProposalStatus.Refused => "before.refused", ProposalStatus.Declined => "before.declined", _ => "before.no_answer" };
            said.Add(That(code, state, On(before.Steps[^1].At)));
            if (IsRefused(before) && !IsOther(before, content))
                said.Add(That("before.time_passed", ("months", Number(policy.RefusalMonths))));
            if (IsRefused(before))
                said.AddRange(ContentChanges.Between(before, content).Where(change => change.Code != "change.explanation"));
        }

        var refusals = ended.SelectMany(PartnerRefusals).ToLookup(no => no.Partner, no => no.At);
        said.AddRange(content.Partners.Where(partner => refusals.Contains(partner.Partner)).OrderBy(partner => partner.Partner)
            .Select(partner => That("before.partner_refused", ("partner", partner.Partner.Value), state, On(refusals[partner.Partner].Max()))));
        return said;

        static (string, string) On(DateTimeOffset at) => ("on", Day(DateOnly.FromDateTime(at.UtcDateTime)));
    }

    private static bool IsRefused(Proposal proposal) => proposal.Status is ProposalStatus.Declined or ProposalStatus.Refused;

    /// <summary>When a partner gave the answer that stands.</summary>
    private static DateTimeOffset AnsweredAt(Proposal proposal, ParticipantId partner) =>
        (proposal.Steps.LastOrDefault(step => step.Action == "partner_answered" && step.OnBehalfOf == partner) ?? proposal.Steps[^1]).At;
}

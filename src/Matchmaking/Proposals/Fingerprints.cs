using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Matchmaking.Matching;

namespace Matchmaking.Proposals;

/// <summary>What makes two proposals the same one: State, kind of meeting, needs, partners and amounts, and known donors. Texts, reasons and points do not count.</summary>
internal static class Fingerprints
{
    public static string Of(ProposalContent content) => Of(content.State, content.Kind, content.Needs, content.Partners, content.KnownDonors);

    public static string Of(Proposal proposal) => Of(proposal.State, proposal.Kind, proposal.Needs, proposal.Partners, proposal.KnownDonors);

    private static string Of(ParticipantId state, MeetingKind kind, IReadOnlyList<ProposedNeed> needs, IReadOnlyList<ProposedPartner> partners, IReadOnlyList<KnownDonor> donors)
    {
        string[] parts =
        [
            state.Value,
            Json.Code(kind),
            .. needs.Select(n => n.NeedId).Order(StringComparer.Ordinal),
            .. partners.SelectMany(p => p.Lines).Select(l => $"{l.NeedId} {l.CapacityId} {l.Partner} {(l.Amount is { } amount ? Say.Number(amount) : "-")}").Order(StringComparer.Ordinal),
            .. donors.Select(d => $"known {d.Partner}").Order(StringComparer.Ordinal),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }

    /// <summary>All that a reader of the proposal sees, as one text: for telling whether a round changes anything at all.</summary>
    public static string Whole(ProposalContent content) => JsonSerializer.Serialize(
        new { content.Kind, content.KindReason, content.Needs, content.Partners, content.KnownDonors, content.PolicyName, content.PolicyVersion, content.Demo }, Json.Options);

    /// <inheritdoc cref="Whole(ProposalContent)"/>
    public static string Whole(Proposal content) => JsonSerializer.Serialize(
        new { content.Kind, content.KindReason, content.Needs, content.Partners, content.KnownDonors, content.PolicyName, content.PolicyVersion, content.Demo }, Json.Options);
}

using Matchmaking.Declaring;
using Matchmaking.Matching;

namespace Matchmaking.Proposals;

/// <summary>The rule that chooses the kind of meeting. A country coalition only ever follows the State's own interest (000-16).</summary>
internal static class MeetingKinds
{
    public static (MeetingKind Kind, Reason Because) Choose(IReadOnlyList<Need> needs, int partners)
    {
        var state = ("state", needs[0].State.Value);
        var coalition = needs.Any(n => n.Declaration.Interest == Interest.CountryCoalition);
        if (coalition && partners >= 2)
            return (MeetingKind.CountryCoalition, Say.That("meeting.coalition_interest", state, ("partners", Say.Number(partners))));
        if (needs.All(n => n.Declaration.Kinds is [AssistanceKind.ExchangeVisit]))
            return (MeetingKind.ExchangeVisit, Say.That("meeting.exchange_only", state));
        var code = coalition ? "meeting.coalition_needs_two"
            : needs.Any(n => n.Declaration.Interest == Interest.IndividualisedApproach) ? "meeting.individualised_interest"
            : "meeting.individualised_default";
        return (MeetingKind.IndividualisedApproach, Say.That(code, state));
    }
}

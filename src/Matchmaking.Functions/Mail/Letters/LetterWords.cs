using Matchmaking.Functions.Proposals;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Mail.Letters;

/// <summary>Turns that letters and pages share.</summary>
internal static class LetterWords
{
    private const int ReasonsShown = 3;

    /// <summary>Why a pair was suggested: the criteria that earned it most, as sentences.</summary>
    public static string Why(Reader reader, PlanLine line) =>
        string.Join(' ', line.Points.Where(p => p.Points > 0).Take(ReasonsShown).Select(p => reader.Sentence(p.Reason)));

    /// <summary>A partner's own line, as that partner may see it: the need (its pillar only, unless shown to partners) and the suggestion.</summary>
    public static string OwnLine(Reader reader, Declared declared, InvitedNeed need, PlanLine line)
    {
        var hidden = reader.T(LetterTexts.ConfidentialNeed);
        var title = reader.T(
            LetterTexts.Need,
            reader.Pillar(need.Pillar),
            declared.PartnersMayRead(line.NeedId) ? need.Title.In(reader.Language) : hidden);
        var suggestion = line.Amount is { } amount
            ? reader.T(LetterTexts.SuggestedCover, reader.Amount(line.Kind, amount, declared.IsConfirmed(line)))
            : reader.T(LetterTexts.SuggestedTalk, reader.T(Texts.ToBeDiscussed));
        return $"{title}. {suggestion}{Capacity(reader, declared, line, LetterTexts.YourCapacity)}";
    }

    /// <summary>What the line's capacity is called, with a space before it: two lines for one need differ in it. Nothing where the capacity is gone.</summary>
    public static string Capacity(Reader reader, Declared declared, PlanLine line, LocalText says) =>
        declared.Capacities.TryGetValue(line.CapacityId, out var capacity)
            ? " " + reader.T(says, CapacityNames.Of(capacity).In(reader.Language).TrimEnd('.'))
            : "";
}

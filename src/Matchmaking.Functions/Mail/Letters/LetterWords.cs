using Matchmaking.Declaring;
using Matchmaking.Functions.Proposals;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Mail.Letters;

/// <summary>Turns that letters and pages share.</summary>
internal static class LetterWords
{
    private const int ReasonsShown = 3;

    /// <summary>Characters of a State's or partner's own text that a letter holds, up to a blank.</summary>
    private const int MostOfText = 600;

    /// <summary>Why a pair was suggested: the criteria that earned it most, as sentences.</summary>
    public static string Why(Reader reader, PlanLine line) => Why(reader, line.Points);

    /// <summary>The same of any points.</summary>
    public static string Why(Reader reader, IEnumerable<FitPoint> points) =>
        string.Join(' ', points.Where(p => p.Points > 0).Take(ReasonsShown).Select(p => reader.Sentence(p.Reason)));

    /// <summary>What was declared of a need beside its gap, in a few sentences: dates with their certainty, work, people, the State's own part, why.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="need">What was declared; null for nothing.</param>
    /// <param name="confirmed">True where its figures stand as stated.</param>
    /// <param name="today">The day that tells what has passed.</param>
    public static IEnumerable<string> Facts(Reader reader, NeedContent? need, bool confirmed, DateOnly today)
    {
        if (need is null)
            yield break;
        if (need.Deadlines.Count > 0 || need.ExpectedBy is not null)
            yield return reader.T(LetterTexts.DueBy, reader.DueDates(need.Deadlines.OrderBy(d => d.Date), need.ExpectedBy, today));
        if (need.Quantity is { } work)
            yield return reader.T(LetterTexts.Work, reader.Mark(reader.Quantity(work), confirmed));
        if (need.People is { } people)
            yield return reader.T(LetterTexts.PeopleReached, reader.Mark(People(reader, people), confirmed));
        if (need.PeopleWithoutServices is { } without)
            yield return reader.T(LetterTexts.WithoutServices, reader.Mark(reader.Number(without), confirmed));
        if (need.AmountUsd is { } cost)
        {
            var whole = reader.Amount(money: true, cost, confirmed);
            yield return need.NationalContributionUsd is { } own ? reader.T(LetterTexts.OwnEffort, whole, reader.Amount(money: true, own, true)) : reader.T(LetterTexts.WholeCost, whole);
        }

        if (!need.Description.IsEmpty)
            yield return Short(reader, need.Description);
    }

    /// <summary>A partner's conditions as it has registered them; nothing where there are none.</summary>
    public static IEnumerable<string> Conditions(Reader reader, CapacityDeclaration? capacity, bool own)
    {
        if (capacity?.LeastNationalPercent is { } percent)
            yield return reader.T(own ? LetterTexts.YourLeastNational : LetterTexts.LeastNational, reader.Number(percent));
        if (capacity is { Conditions.IsEmpty: false })
            yield return reader.T(own ? LetterTexts.YourConditions : LetterTexts.Conditions, Short(reader, capacity.Conditions));
    }

    private static string People(Reader reader, PeopleReached people)
    {
        (LocalText Text, long? Count)[] parts =
        [
            (LetterTexts.Women, people.Women), (LetterTexts.Girls, people.Girls), (LetterTexts.Men, people.Men), (LetterTexts.Boys, people.Boys),
            (LetterTexts.NotDisaggregated, people.NotDisaggregated),
        ];
        return $"{reader.Number(people.All)} ({string.Join(", ", parts.Where(part => part.Count is not null).Select(part => reader.T(part.Text, reader.Number(part.Count!.Value))))})";
    }

    /// <summary>A long text in one paragraph, cut at a blank where it is longer than a letter bears; that it is cut is said.</summary>
    private static string Short(Reader reader, LocalText text)
    {
        var whole = string.Join(' ', text.In(reader.Language).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (whole.Length <= MostOfText)
            return whole;
        var end = whole.LastIndexOf(' ', MostOfText);
        return $"{whole[..(end > 0 ? end : MostOfText - (char.IsHighSurrogate(whole[MostOfText - 1]) ? 1 : 0))]} … {reader.T(LetterTexts.CutShort)}";
    }

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

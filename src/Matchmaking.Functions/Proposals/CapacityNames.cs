using Matchmaking.Declaring;
using Matchmaking.Matching;

namespace Matchmaking.Functions.Proposals;

/// <summary>How a capacity is called where people read, so that two of one partner can be told apart.</summary>
internal static class CapacityNames
{
    /// <summary>Its title; where it has none, what it is and all of it: "funding, US$500,000", "12 training places".</summary>
    public static LocalText Of(CapacityDeclaration capacity) => !capacity.Title.IsEmpty
        ? capacity.Title
        : InEach(wording => (capacity.Kind == AssistanceKind.Funding ? wording.Name(capacity.Kind) + ", " : "") + wording.Amount(capacity.Amount, capacity.Kind));

    /// <summary>All of its amount, in the unit of its kind.</summary>
    public static LocalText Amount(CapacityDeclaration capacity) => InEach(wording => wording.Amount(capacity.Amount, capacity.Kind));

    private static LocalText InEach(Func<Wording, string> say) =>
        new(Wording.Languages.Select(language => KeyValuePair.Create(language, say(Wording.For(language)))));
}

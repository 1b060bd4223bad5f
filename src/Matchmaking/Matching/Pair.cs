using Matchmaking.Declaring;
using Matchmaking.Field;

namespace Matchmaking.Matching;

/// <summary>One need beside one capacity, with what the rules look at.</summary>
/// <param name="Need">The need.</param>
/// <param name="Capacity">The capacity.</param>
/// <param name="Area">Where the affected State lies; null where not known.</param>
/// <param name="PartnerArea">Where the partner lies, if it is a State; null where not known.</param>
/// <param name="NeedLeft">What of the need is not yet promised, in the capacity's unit; null where not costed.</param>
/// <param name="CapacityLeft">What of the capacity is not yet promised.</param>
/// <param name="Promised">True where this capacity is already promised to this need.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Today">The day of the round.</param>
public readonly record struct Pair(
    Need Need,
    Capacity Capacity,
    Area? Area,
    Area? PartnerArea,
    long? NeedLeft,
    long CapacityLeft,
    bool Promised,
    MatchPolicy Policy,
    DateOnly Today)
{
    /// <summary>What is known of the affected State beside what it declares; nothing unless given.</summary>
    public Background Known { get; init; }

    /// <summary>What is known of the partner beside what it registers; nothing unless given.</summary>
    public Background PartnerKnown { get; init; }

    /// <summary>What the partner has given to the State before, or around it; null where nothing is recorded. O(1), without allocation.</summary>
    public Support? Earlier => Known.Received?.From(Capacity.Partner);

    /// <summary>What is needed.</summary>
    public NeedDeclaration Asked => Need.Declaration;

    /// <summary>What is offered.</summary>
    public CapacityDeclaration Offered => Capacity.Declaration;

    /// <summary>What remains of the need's period: from today at the earliest; null where it is over.</summary>
    public Period? Remaining =>
        Asked.Period.To < Today ? null : new Period(Asked.Period.From < Today ? Today : Asked.Period.From, Asked.Period.To);

    /// <summary>Days from today on that both periods hold.</summary>
    public int OverlapDays => Remaining is { } remaining ? remaining.OverlapDays(Offered.Period) : 0;

    /// <summary>The overlap that is asked for: the policy's, or a shorter period whole.</summary>
    public int LeastOverlapDays => Math.Min(Policy.LeastOverlapDays, Math.Min(Asked.Period.Days, Offered.Period.Days));

    /// <summary>How precisely the capacity names the affected State.</summary>
    public PlaceMatch Place => PlaceMatches.Of(Offered.Places, Need.State, Area);

    /// <summary>The unit of the capacity as a fact: its kind, which tells dollars from consignments and visits.</summary>
    internal string Unit => Json.Code(Offered.Kind);

    /// <summary>True where both sides state languages and one is the same.</summary>
    public bool SharesLanguage => Asked.Languages.Shares(Offered.Languages);

    /// <summary>The languages that both sides state, ISO 639-1, in ordinal order.</summary>
    public IEnumerable<string> SharedLanguages => Asked.Languages.Intersect(Offered.Languages, StringComparer.Ordinal).Order(StringComparer.Ordinal);
}

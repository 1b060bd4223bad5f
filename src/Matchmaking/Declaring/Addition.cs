using System.Text.Json.Serialization;
using Matchmaking.Field;

namespace Matchmaking.Declaring;

/// <summary>
/// One more capacity that nobody has registered, to ask what it would change. It has no partner, and stands for no real one:
/// available from today on for as long as a capacity may be, under no condition, in any language.
/// </summary>
/// <param name="Pillar">The pillar that it would serve.</param>
/// <param name="Place">A State's ISO3 code, an M49 region or subregion of three digits, or <see cref="Anywhere"/>.</param>
/// <param name="Kind">The kind of assistance.</param>
/// <param name="Amount">US dollars, 1 to 100 billion, or slots, 1 to 10,000, by the kind.</param>
public sealed record Addition(Pillar Pillar, string Place, AssistanceKind Kind, long Amount)
{
    /// <summary>The place of what may be used in any State.</summary>
    public const string Anywhere = "anywhere";

    /// <summary>Its id in a plan. No registered capacity has it, and it comes after all of them, so that the others keep their numbers.</summary>
    public const string CapacityId = "~what-if";

    /// <summary>Its partner in a plan: nobody, the one code that no participant can have.</summary>
    public static ParticipantId Nobody => default;

    /// <summary>True where it is counted in US dollars.</summary>
    [JsonIgnore]
    public bool IsMoney => Kind == AssistanceKind.Funding;

    /// <summary>It as a capacity on the market of <paramref name="today"/>.</summary>
    /// <param name="today">The first day on which it is available.</param>
    /// <param name="amount">How much of it, 1 to <see cref="Amount"/>.</param>
    internal Capacity AsCapacity(DateOnly today, long amount) => new(CapacityId, Nobody, 1, DeclarationStatus.Open, default, new CapacityDeclaration
    {
        Pillars = [Pillar],
        Places = Place == Anywhere ? new() { Anywhere = true }
            : !char.IsAsciiDigit(Place[0]) ? new() { States = [ParticipantId.Parse(Place, null)] }
            : Areas.Find(Place) is { IsRegion: true } ? new() { Regions = [Place] } : new() { Subregions = [Place] },
        Kind = Kind,
        AmountUsd = IsMoney ? amount : null,
        Slots = IsMoney ? null : (int)amount,
        Period = new(today, today.AddYears(30).AddDays(-1)),
    });
}

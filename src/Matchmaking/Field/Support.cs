namespace Matchmaking.Field;

/// <summary>What one partner gave to one State, year by year, and lately to the States around it.</summary>
public sealed class Support
{
    private readonly int _pillars;
    private readonly int _pillarsAround;

    internal Support(IEnumerable<Assistance> gifts, IEnumerable<Assistance> around, IReadOnlyList<int> held)
    {
        Gifts = [.. gifts];
        Around = [.. around];
        Years = [.. Gifts.Select(gift => gift.Year)];
        LastYear = Gifts.Count == 0 ? null : Years[^1];
        Silent = [.. held.Where(year => year > LastYear)];
        (_pillars, _pillarsAround) = (Mask(Gifts), Mask(Around));
    }

    /// <summary>What it gave to the State, by year, rising; empty where it only gave around it.</summary>
    public IReadOnlyList<Assistance> Gifts { get; }

    /// <summary>What it gave to neighbours of the State, and to others of its subregion, in the last years of the record; by year, then State.</summary>
    public IReadOnlyList<Assistance> Around { get; }

    /// <summary>The years in which it gave to the State, rising.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>The last of them; null where there is none.</summary>
    public int? LastYear { get; }

    /// <summary>Later years in which a gift would be known, rising.</summary>
    public IReadOnlyList<int> Silent { get; }

    /// <summary>True where it gave to the State in the last year in which a gift would be known. A year without data ends nothing.</summary>
    public bool Continues => LastYear is not null && Silent.Count == 0;

    /// <summary>True where something that it gave to the State was for this pillar, or where nothing says for which.</summary>
    public bool MayBeFor(Pillar pillar) => (_pillars & Bit(pillar)) != 0;

    /// <summary>The same of what it gave around the State.</summary>
    public bool MayBeAroundFor(Pillar pillar) => (_pillarsAround & Bit(pillar)) != 0;

    // A set of pillars in one number: asked of every pair of a round.
    private static int Mask(IReadOnlyList<Assistance> gifts) =>
        Enum.GetValues<Pillar>().Where(pillar => gifts.Any(gift => gift.MayBeFor(pillar))).Aggregate(0, (mask, pillar) => mask | Bit(pillar));

    private static int Bit(Pillar pillar) => 1 << (int)pillar;
}

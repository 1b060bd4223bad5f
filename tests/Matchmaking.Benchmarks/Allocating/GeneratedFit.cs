using System.Numerics;

namespace Matchmaking.Benchmarks.Allocating;

/// <summary>
/// Eligibility and fit of generated pairs. A sum of a few criteria, as in the service, so that many pairs have equal points:
/// that is what makes these instances harder than random numbers would be.
/// </summary>
/// <param name="seed">Decides who has worked with whom before.</param>
internal sealed class GeneratedFit(ulong seed)
{
    private readonly int[] partnership = Partnerships(seed);

    /// <summary>How many quarters of the need's period the capacity covers; none makes the pair ineligible.</summary>
    public static int Overlap(in GeneratedNeed need, in GeneratedCapacity capacity) =>
        Math.Min(need.From + need.Quarters, capacity.From + capacity.Quarters) - Math.Max(need.From, capacity.From);

    /// <summary>Points per dollar, 0 to 1000.</summary>
    public int Points(in GeneratedNeed need, in GeneratedCapacity capacity, int overlap)
    {
        var points = capacity.Scope switch { Scope.States => 250, Scope.Subregion => 180, Scope.Region => 110, _ => 40 };
        points += (capacity.Kinds >> need.Kind & 1) != 0 ? 150 : (capacity.Kinds & need.OtherKinds) != 0 ? 80 : 0;
        points += 150 * overlap / need.Quarters;
        points += (capacity.Languages & need.Languages) != 0 ? 80 : 0;
        points += 35 * BitOperations.PopCount((uint)(capacity.Conventions & need.Conventions));
        points += capacity.Quarters >= 8 ? 60 : 0;
        points += capacity.Home == Places.Subregion(need.State) ? 40 : 0;
        points += capacity.Modality == need.Modality ? 50 : 0;
        return points + partnership[(capacity.Partner * Places.States) + need.State];
    }

    // A few partnerships continue, some have lapsed, most would be new.
    private static int[] Partnerships(ulong seed)
    {
        var random = new SplitMix(seed ^ 0x5EED);
        var points = new int[GeneratedCapacity.Partners * Places.States];
        for (var i = 0; i < points.Length; i++)
            points[i] = random.Below(100) switch { < 6 => 150, < 14 => 70, _ => 0 };
        return points;
    }
}

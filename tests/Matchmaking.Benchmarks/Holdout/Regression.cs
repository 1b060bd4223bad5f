using Matchmaking.Field;

namespace Matchmaking.Benchmarks.Holdout;

/// <summary>
/// What can be learnt from the record: a logistic regression over the observable pairs of all years before. Five features of a
/// pair, each from years before the pair's own.
/// </summary>
internal sealed class Regression
{
    private const int Features = 6;
    private const int Steps = 2_000;
    private const double Rate = 0.5;
    private const double Ridge = 0.01;

    private readonly double[] _weights = new double[Features];

    private Regression(IReadOnlyList<(double[] Features, bool Gave)> seen)
    {
        for (var step = 0; step < Steps; step++)
        {
            var slope = _weights.Select((weight, i) => i == 0 ? 0 : Ridge * weight).ToArray();
            foreach (var (features, gave) in seen)
            {
                var error = (1 / (1 + Math.Exp(-Score(features)))) - (gave ? 1 : 0);
                for (var i = 0; i < Features; i++)
                    slope[i] += error * features[i] / seen.Count;
            }

            for (var i = 0; i < Features; i++)
                _weights[i] -= Rate * slope[i];
        }
    }

    /// <summary>Learns from these years.</summary>
    public static Regression From(IEnumerable<PastYear> years) => new(
    [
        .. from year in years
           from state in year.States
           from partner in year.Partners
           where year.IsObservable(partner, state)
           select (Of(year, partner, state), year.Given(partner, state) > 0),
    ]);

    public IReadOnlyList<ParticipantId> Rank(PastYear year, ParticipantId state) =>
        [.. Lists.Largest(year, state).OrderByDescending(partner => Score(Of(year, partner, state)))];

    private double Score(double[] features)
    {
        var sum = 0.0;
        for (var i = 0; i < Features; i++)
            sum += _weights[i] * features[i];
        return sum;
    }

    private static double[] Of(PastYear year, ParticipantId partner, ParticipantId state)
    {
        var last = year.LastGift(partner, state);
        var subregion = States.Find(state)!.Subregion;
        var gifts = year.Before.Where(gift => gift.Partner == partner).ToList();
        return
        [
            1,
            last == year.Year - 1 ? 1 : 0,
            last > 0 ? 1 : 0,
            gifts.Any(gift => gift.State != state && States.Find(gift.State)!.Subregion == subregion) ? 1 : 0,
            Math.Log10(1 + year.Size(partner)) / 8,
            gifts.Select(gift => gift.State).Distinct().Count() / 20.0,
        ];
    }
}

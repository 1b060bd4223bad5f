using System.Text.Json.Serialization;

namespace Matchmaking.Matching;

/// <summary>
/// A partner on the record of assistance of which no registered capacity fits a State's needs: the committee may invite it, the service
/// promises nothing for it.
/// </summary>
/// <param name="Partner">The partner.</param>
/// <param name="Fit">0 to 1000, beside that of registered capacities: the sum of <paramref name="Points"/>, capped.</param>
/// <param name="Points">What the record says for it, and why it is only known: <c>partnership</c>, <c>giving</c>, <c>known_donor</c>; highest first.</param>
public sealed record KnownDonor(ParticipantId Partner, int Fit, IReadOnlyList<FitPoint> Points)
{
    /// <summary>The criterion that says that nothing registered fits, and whether anything is registered at all: for the committee alone.</summary>
    public const string Criterion = "known_donor";

    /// <summary>What the record says of it, which anybody may read.</summary>
    [JsonIgnore]
    public IEnumerable<FitPoint> OfRecord => Points.Where(point => point.Criterion != Criterion);
}

/// <summary>The known donors to invite for one State.</summary>
/// <param name="State">The State.</param>
/// <param name="Donors">The best fit first, then who gives most, then by code.</param>
public sealed record StateDonors(ParticipantId State, IReadOnlyList<KnownDonor> Donors);

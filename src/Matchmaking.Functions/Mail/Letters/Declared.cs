using Matchmaking.Declaring;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Mail.Letters;

/// <summary>
/// The declarations behind a proposal: how sure its figures are and who may read them.
/// What is missing here is treated as unsure and hidden.
/// </summary>
/// <param name="Needs">Needs by id.</param>
/// <param name="Capacities">Capacities by id.</param>
public sealed record Declared(
    IReadOnlyDictionary<string, NeedDeclaration> Needs,
    IReadOnlyDictionary<string, CapacityDeclaration> Capacities)
{
    /// <summary>True where the need's figures stand as stated, by its State or by a source that was found.</summary>
    public bool IsConfirmed(string needId) => Needs.TryGetValue(needId, out var need) && IsConfirmed(need.Source);

    /// <summary>True where both figures behind a suggested cover do.</summary>
    public bool IsConfirmed(PlanLine line) =>
        IsConfirmed(line.NeedId) && Capacities.TryGetValue(line.CapacityId, out var capacity) && IsConfirmed(capacity.Source);

    /// <summary>True where the need may be shown to partners.</summary>
    public bool PartnersMayRead(string needId) =>
        Needs.TryGetValue(needId, out var need) && need.Visibility >= Visibility.Partners;

    /// <summary>True where the affected State may be told how much a partner could give: the partner shows it beyond the committee.</summary>
    public bool StateMayRead(PlanLine line) =>
        Capacities.TryGetValue(line.CapacityId, out var capacity) && capacity.Visibility >= Visibility.Partners;

    /// <summary>The nearest deadline that the proposal's needs serve, or null.</summary>
    public Deadline? NearestDeadline(Proposal proposal) => proposal.Needs
        .SelectMany(n => Needs.GetValueOrDefault(n.NeedId) is { } need ? need.Deadlines.Where(d => d.IsOf(need.Pillar)) : [])
        .OrderBy(d => d.Date)
        .FirstOrDefault();

    private static bool IsConfirmed(Source? source) => source is null or { Certainty: Certainty.Found };
}

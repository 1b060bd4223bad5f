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
    /// <summary>Needs by id, in the version that was matched; the present one unless given.</summary>
    public IReadOnlyDictionary<string, NeedDeclaration> Matched { get; init; } = Needs;

    /// <summary>What was declared of a need when it was matched; null where that is not known.</summary>
    public NeedContent? Content(string needId) => Matched.TryGetValue(needId, out var need) ? NeedContent.Of(need) : null;

    /// <summary>The same for partners: null too where the need, or the version that was matched, is kept from them.</summary>
    public NeedContent? ContentForPartners(string needId) =>
        PartnersMayRead(needId) && Matched.TryGetValue(needId, out var need) && need.Visibility >= Visibility.Partners ? NeedContent.Of(need) : null;

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

    private static bool IsConfirmed(Source? source) => source is null or { Certainty: Certainty.Found };
}

namespace Matchmaking.Field;

/// <summary>What one partner gave to one State in one year, as published: each gift once, whoever tells of it.</summary>
/// <param name="Partner">Who gave: a State or an organisation.</param>
/// <param name="State">Who received.</param>
/// <param name="Year">The year.</param>
/// <param name="Usd">The whole amount in US dollars, as converted by the source.</param>
/// <param name="Pillars">What it was for; empty where the source does not break it down, or only a part of it.</param>
/// <param name="Certainty">How sure it is.</param>
/// <param name="Source">Title of the document that it is taken from.</param>
/// <param name="SourceUrl">Its address; null where it has none.</param>
public sealed record Assistance(
    ParticipantId Partner,
    ParticipantId State,
    int Year,
    long Usd,
    IReadOnlyList<Pillar> Pillars,
    Certainty Certainty,
    string Source,
    string? SourceUrl)
{
    /// <summary>True where it was for this pillar, or where nothing says for which.</summary>
    public bool MayBeFor(Pillar pillar) => Pillars.Count == 0 || Pillars.Contains(pillar);
}

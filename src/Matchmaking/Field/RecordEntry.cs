using Matchmaking.Declaring;

namespace Matchmaking.Field;

/// <summary>Which line of the record: all that one partner gave to one State in one year.</summary>
/// <param name="Partner">Who gave.</param>
/// <param name="State">Who received.</param>
/// <param name="Year">The year.</param>
public readonly record struct RecordLine(ParticipantId Partner, ParticipantId State, int Year)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Partner}/{State}/{Year}");
}

/// <summary>What a line says, in the form in which it is entered.</summary>
/// <param name="Usd">The whole amount in US dollars.</param>
/// <param name="Pillars">What it was for; empty where that is not known for all of it.</param>
/// <param name="Source">Where it is stated and how sure it is; owed, since every reason that rests on the line names it.</param>
public sealed record RecordedGift(long Usd, IReadOnlyList<Pillar> Pillars, Source Source);

/// <summary>What the secretariat made of a line: added, put in the place of the published one, or taken out.</summary>
/// <param name="Line">Which line.</param>
/// <param name="Version">1 for the first change of this line, one more with each.</param>
/// <param name="ChangedAt">When this version was written.</param>
/// <param name="Gift">What the line says; null where it is withdrawn, the published one with it.</param>
public sealed record RecordEntry(RecordLine Line, int Version, DateTimeOffset ChangedAt, RecordedGift? Gift);

/// <summary>The years of which the secretariat says that all gifts of one side are known.</summary>
/// <param name="Years">The years, rising; they take the place of the published ones, and none at all is an answer too.</param>
/// <param name="Source">Where all of it can be read.</param>
public sealed record HeldDeclaration(IReadOnlyList<int> Years, Source Source);

/// <summary>What the secretariat made of the years held for a participant.</summary>
/// <param name="Participant">The partner or State.</param>
/// <param name="Side">What it gave, or what it received.</param>
/// <param name="Version">1 for the first change, one more with each.</param>
/// <param name="ChangedAt">When this version was written.</param>
/// <param name="Held">The years and their source.</param>
public sealed record HeldEntry(ParticipantId Participant, RecordSide Side, int Version, DateTimeOffset ChangedAt, HeldDeclaration Held);

using Matchmaking.Field;
using Matchmaking.Functions.Ledger;

namespace Matchmaking.Functions.Record;

/// <summary>Where a line of the record comes from.</summary>
internal enum LineOrigin
{
    /// <summary>It comes with the service, and nobody has changed it.</summary>
    Published,

    /// <summary>The secretariat added it.</summary>
    Added,

    /// <summary>The secretariat put it in the place of the published one.</summary>
    Corrected,

    /// <summary>The secretariat took it out; no round counts it.</summary>
    Withdrawn,
}

/// <summary>A line of the record.</summary>
/// <param name="Partner">Who gave.</param>
/// <param name="State">Who received.</param>
/// <param name="Year">The year.</param>
/// <param name="Version">Its version, 0 where nobody changed it; in quotes it is the ETag.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="ChangedAt">When it was changed last; null for never.</param>
/// <param name="Gift">What it says; null where it is withdrawn, or where nothing was ever recorded.</param>
/// <param name="Published">What the published line says where it says something else; null for the same, and for none.</param>
internal sealed record LineView(
    ParticipantId Partner, ParticipantId State, int Year, int Version, LineOrigin Origin, DateTimeOffset? ChangedAt, RecordedGift? Gift, RecordedGift? Published)
{
    public static LineView Of(Assistance row) => new(row.Partner, row.State, row.Year, 0, LineOrigin.Published, null, row.Gift, null);

    public static LineView Of(RecordEntry entry, Assistance? published) => new(
        entry.Line.Partner,
        entry.Line.State,
        entry.Line.Year,
        entry.Version,
        entry.Gift is null ? LineOrigin.Withdrawn : published is null ? LineOrigin.Added : LineOrigin.Corrected,
        entry.ChangedAt,
        entry.Gift,
        published?.Gift);
}

/// <summary>What a State says of its own record.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">The State.</param>
/// <param name="At">When it was said.</param>
/// <param name="Text">The comment, by language.</param>
internal sealed record RecordComment(string Id, ParticipantId State, DateTimeOffset At, LocalText Text);

/// <summary>Body of a State's comment on its own record.</summary>
internal sealed record CommentBody(LocalText Text);

/// <summary>The record, or the part of it that was asked for.</summary>
/// <param name="Lines">Its lines, withdrawn ones included, by partner, State and year.</param>
/// <param name="Comments">What the State says of it, oldest first; only where one State is asked for, and only for that State, the committee and the secretariat.</param>
internal sealed record RecordView(IReadOnlyList<LineView> Lines, IReadOnlyList<RecordComment>? Comments);

/// <summary>An earlier or the present version of a changed line, with who wrote it, when and why.</summary>
internal sealed record LineVersionView(int Version, LineView Content, AuditEntry? Change);

/// <summary>Of which years anything is known of what a participant gave, or received.</summary>
/// <param name="Participant">The partner or State.</param>
/// <param name="Name">Its name.</param>
/// <param name="Side">What it gave, or what it received.</param>
/// <param name="Held">The years of which every gift would be known: silence in them says something.</param>
/// <param name="Recorded">The years in which at least one gift stands in the record.</param>
/// <param name="Version">The version of the held years, 0 where nobody changed them; in quotes it is the ETag.</param>
/// <param name="ChangedAt">When they were changed last; null for never.</param>
/// <param name="Source">The source that the secretariat gave for them; null where nobody changed them.</param>
internal sealed record HeldView(
    ParticipantId Participant,
    LocalText Name,
    RecordSide Side,
    IReadOnlyList<int> Held,
    IReadOnlyList<int> Recorded,
    int Version,
    DateTimeOffset? ChangedAt,
    Declaring.Source? Source);

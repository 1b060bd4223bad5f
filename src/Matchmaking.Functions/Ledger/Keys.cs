using System.Globalization;
using Matchmaking.Field;

namespace Matchmaking.Functions.Ledger;

/// <summary>
/// Every storage key of the service. Table <c>states</c>: partition = a participant (<c>SDN</c>, <c>org-…</c>) or
/// <see cref="Committee"/>, <see cref="Policy"/> or <see cref="Record"/>; rows by prefix. Table <c>market</c>: partition = a pillar's code, or one of the two below.
/// Every query is one row or one range of one partition.
/// </summary>
internal static class Keys
{
    /// <summary>The partition of the cooperation committee's contacts and digests.</summary>
    public const string Committee = Matchmaking.Mail.Notice.CommitteePartition;

    /// <summary>The partition of the policy, and in it the row of the one in force; earlier ones are its history.</summary>
    public const string Policy = "policy";

    /// <summary>The partition of what was changed of the record of assistance, and in it the row that rises with every change.</summary>
    public const string Record = "record";

    /// <summary>The market's partition that lists the proposals which still bind or wait, one row each.</summary>
    public const string LiveProposals = "live-proposals";

    /// <summary>The market's partition that serialises rounds.</summary>
    public const string Rounds = "rounds";

    /// <summary>The partition of table <c>access</c> that lists the registered organisations.</summary>
    public const string Organisations = "organisations";

    public const string Round = "round";
    /// <summary>The row of a State's partition that names its one live proposal, so that there is never a second.</summary>
    public const string LiveProposal = "live-proposal";

    public const string NeedPrefix = "need|";
    public const string CapacityPrefix = "capacity|";
    public const string ProposalPrefix = "proposal|";
    public const string ContactPrefix = "contact|";
    public const string AuditPrefix = "audit|";
    public const string OutboxPrefix = "outbox|";
    public const string NoticePrefix = "notice|";
    public const string EntryPrefix = "entry|";
    public const string HeldPrefix = "held|";
    public const string CommentPrefix = "record-comment|";

    public static string Proposal(string id) => ProposalPrefix + id;

    /// <summary>What was made of a line of the record: <c>entry|JPN|SDN|2024</c>.</summary>
    public static string Entry(RecordLine line) => string.Create(CultureInfo.InvariantCulture, $"{EntryPrefix}{line.Partner}|{line.State}|{line.Year}");

    /// <summary>What was made of the years held for a participant: <c>held|JPN|given</c>.</summary>
    public static string Held(ParticipantId participant, RecordSide side) => $"{HeldPrefix}{participant}|{Json.Code(side)}";

    public static string Comment(string id) => CommentPrefix + id;

    public static string Contact(string id) => ContactPrefix + id;

    public static string Notice(string id) => NoticePrefix + id;

    /// <summary>In which digest the committee hears of a version of a proposal.</summary>
    public static string Digested(string proposalId, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"digested|{proposalId}|{version:D6}");

    public static string Import(string id) => "import|" + id;

    public static string Outbox(string id) => OutboxPrefix + id;

    /// <summary>Sorts by time; the id keeps two entries of one instant apart.</summary>
    public static string Audit(DateTimeOffset at, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{AuditPrefix}{at.UtcTicks:D19}|{id}");

    /// <summary>An earlier version of a declaration: <c>history|need|01…|000003</c>.</summary>
    public static string History(string rowKey, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{HistoryPrefix(rowKey)}{version:D6}");

    public static string HistoryPrefix(string rowKey) => $"history|{rowKey}|";

    public static string Idempotency(string hash) => "idempotency|" + hash;

    /// <summary>A used answer link, so that it works once.</summary>
    public static string UsedLink(string hash) => "used-link|" + hash;

    /// <summary>Where the rows with this prefix end: the prefix with its last character raised by one.</summary>
    public static string EndOf(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    /// <summary>A new id that sorts by time: a UUID of version 7 in 32 hexadecimal digits (RFC 9562).</summary>
    public static string NewId(DateTimeOffset at) => Guid.CreateVersion7(at).ToString("N");
}

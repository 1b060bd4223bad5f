using Matchmaking.Functions.Hosting;

namespace Matchmaking.Functions.Ledger;

/// <summary>
/// Every message of the service: a name, a version and keys. State is re-read by key, so a message that comes twice,
/// late or out of order changes nothing that it should not.
/// </summary>
internal static class Messages
{
    /// <summary>The version of every message so far; a new shape gets a new one, and the old is understood for one release more.</summary>
    public const int Version = 1;

    /// <summary>Queue of the function <c>match</c>.</summary>
    public const string DeclaredQueue = "declared";

    /// <summary>Queue of the function <c>notify</c>.</summary>
    public const string NoticeQueue = "notice";

    /// <summary>A need, a capacity or a proposal of this participant changed. Queue <c>declared</c>.</summary>
    public const string Declared = "declared";

    /// <summary>A bulk import was committed; its row lists what it holds. Queue <c>declared</c>.</summary>
    public const string Imported = "imported";

    /// <summary>A matching round is due. Queue <c>declared</c>.</summary>
    public const string Round = "round";

    /// <summary>One email is to be written and sent. Queue <c>notice</c>.</summary>
    public const string Notice = "notice";

    /// <summary>A proposal changed: whoever is to hear of it as it now stands gets a notice. Queue <c>notice</c>.</summary>
    public const string ProposalChanged = "proposal-changed";

    /// <param name="partition">The participant.</param>
    /// <param name="rowKey">Row key of what changed.</param>
    /// <param name="left">Pillars under which it stood and stands no longer.</param>
    public static Message OfDeclared(string partition, string rowKey, IEnumerable<Pillar>? left = null)
    {
        var keys = new Dictionary<string, string> { ["state"] = partition, ["id"] = rowKey };
        if (left is not null && string.Join(' ', left.Select(Json.Code)) is { Length: > 0 } pillars)
        {
            keys["left"] = pillars;
        }

        return Message.Of(Declared, Version, keys);
    }

    public static Message OfImported(string partition, string rowKey) => Of(Imported, partition, rowKey);

    public static Message OfNotice(string partition, string rowKey) => Of(Notice, partition, rowKey);

    public static Message OfProposalChanged(string partition, string rowKey) => Of(ProposalChanged, partition, rowKey);

    public static Message OfRound() => Message.Of(Round, Version, new Dictionary<string, string>());

    private static Message Of(string name, string partition, string rowKey) =>
        Message.Of(name, Version, new Dictionary<string, string> { ["state"] = partition, ["id"] = rowKey });
}

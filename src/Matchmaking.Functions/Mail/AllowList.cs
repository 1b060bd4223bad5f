namespace Matchmaking.Functions.Mail;

/// <summary>
/// Who may receive mail outside production, so that a test with real contacts writes to nobody by mistake:
/// whole addresses, or <c>@domain</c>. An empty list allows nobody.
/// </summary>
internal static class AllowList
{
    /// <summary>True where the address may receive mail.</summary>
    public static bool Allows(MailOptions options, string address) =>
        options.Production || options.AllowedRecipients.Any(entry => entry.StartsWith('@')
            ? address.EndsWith(entry, StringComparison.OrdinalIgnoreCase) && address.IndexOf('@', StringComparison.Ordinal) == address.Length - entry.Length
            : string.Equals(address, entry, StringComparison.OrdinalIgnoreCase));
}

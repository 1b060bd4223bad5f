namespace Matchmaking.Functions.Mail;

/// <summary>What became of an email.</summary>
/// <param name="Code">A stable code for the notice and the logs.</param>
internal abstract record SendOutcome(string Code)
{
    /// <summary>Handed over. Not yet read, nor even delivered.</summary>
    internal sealed record Sent() : SendOutcome("sent");

    /// <summary>Refused for good: trying again would be refused again.</summary>
    internal sealed record Rejected(string Code) : SendOutcome(Code);

    /// <summary>Not sent: outside production this address is not on the list of those allowed.</summary>
    internal sealed record NotAllowed() : SendOutcome("not_allowed");

    /// <summary>The provider could not be reached or had no time, after every retry: try again later.</summary>
    /// <param name="Code">Why.</param>
    /// <param name="RetryAfter">How long the provider asked to wait; null where it did not say.</param>
    internal sealed record Unavailable(string Code, TimeSpan? RetryAfter = null) : SendOutcome(Code);
}

/// <summary>Hands an email to whoever delivers it. Delivery is at least once: a repeat after a lost answer may send twice.</summary>
internal abstract class MailSender
{
    /// <summary>
    /// How long another handler who has begun to send a notice is believed to be at it: longer than any send takes. Zero where sending the
    /// same email again leaves one mail, not two.
    /// </summary>
    public abstract TimeSpan Claim { get; }

    /// <summary>Sends one email; throws only where the machine itself fails (a full disk) or when cancelled.</summary>
    public abstract Task<SendOutcome> SendAsync(Email email, CancellationToken cancellationToken);
}

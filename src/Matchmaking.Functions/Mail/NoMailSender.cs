namespace Matchmaking.Functions.Mail;

/// <summary>Stands where no sender is set up: every notice waits, and the operator is told once which setting is missing.</summary>
internal sealed partial class NoMailSender(ILogger<NoMailSender> logger) : MailSender
{
    private int _told;

    /// <inheritdoc/>
    public override TimeSpan Claim => TimeSpan.Zero;

    /// <inheritdoc/>
    public override Task<SendOutcome> SendAsync(Email email, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _told, 1) == 0)
            Log.NotConfigured(logger);

        return Task.FromResult<SendOutcome>(new SendOutcome.Unavailable("mail_not_configured"));
    }

    private static partial class Log
    {
        [LoggerMessage(4103, LogLevel.Warning, "No mail is sent, and notices wait: set Mail:SendGrid:ApiKey and Mail:From")]
        public static partial void NotConfigured(ILogger logger);
    }
}

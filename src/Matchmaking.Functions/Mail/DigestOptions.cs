namespace Matchmaking.Functions.Mail;

/// <summary>How often the committee hears of what waits for it.</summary>
internal sealed class DigestOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Digest";

    /// <summary>One digest in each of these spans, sent at its end; from a second to a week, default a day (ending at midnight UTC).</summary>
    [System.ComponentModel.DataAnnotations.Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromDays(1);
}

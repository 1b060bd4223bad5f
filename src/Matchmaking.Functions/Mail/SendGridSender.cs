using System.Net;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using SendGrid;

namespace Matchmaking.Functions.Mail;

/// <summary>
/// Sends through SendGrid's v3 Mail Send. 429, 408 and 5xx, lost connections and timeouts are tried again, as late as
/// <c>Retry-After</c> asks. What SendGrid holds against our account says nothing of the mail, which waits until an operator
/// has put it right; every other refusal stands. SendGrid knows no idempotency key, so a try whose answer was lost may
/// have sent: a doubled letter is the failure we chose over a lost one.
/// </summary>
internal sealed partial class SendGridSender : MailSender
{
    // For reading, composing and recording.
    private static readonly TimeSpan BesideSending = TimeSpan.FromSeconds(30);

    private readonly SendGridClient _client;
    private readonly MailOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SendGridSender> _logger;
    private readonly ResiliencePipeline<Response> _pipeline;

    /// <summary>A sender over <paramref name="http"/>, whose timeout it sets: that of one try.</summary>
    public SendGridSender(HttpClient http, IOptions<MailOptions> options, TimeProvider time, ILogger<SendGridSender> logger)
    {
        (_options, _time, _logger) = (options.Value, time, logger);
        http.Timeout = _options.SendGrid.Timeout;
        // A client that is given never retries by itself, nor throws for a status.
        _client = new(http, new SendGridClientOptions { ApiKey = _options.SendGrid.ApiKey, Host = _options.SendGrid.BaseUrl.AbsoluteUri });
        _pipeline = Pipeline();
    }

    /// <inheritdoc/>
    public override TimeSpan Claim =>
        ((_options.SendGrid.Retries + 1) * _options.SendGrid.Timeout) + (_options.SendGrid.Retries * _options.SendGrid.LongestWait) + BesideSending;

    /// <inheritdoc/>
    public override async Task<SendOutcome> SendAsync(Email email, CancellationToken cancellationToken)
    {
        if (!AllowList.Allows(_options, email.To))
            return Done(email, new SendOutcome.NotAllowed());

        var message = SendGridMail.Of(email, _options);
        try
        {
            var response = await _pipeline.ExecuteAsync(async token => await _client.SendEmailAsync(message, token), cancellationToken);
            return Done(email, Outcome(email, response));
        }
        catch (HttpRequestException e)
        {
            return Done(email, new SendOutcome.Unavailable($"network_{Json.Code(e.HttpRequestError)}"));
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Done(email, new SendOutcome.Unavailable("timeout"));
        }
    }

    private SendOutcome Outcome(Email email, Response response)
    {
        var code = $"http_{(int)response.StatusCode}";
        // 202: queued. 200: valid, in sandbox mode.
        if (response.IsSuccessStatusCode)
            return new SendOutcome.Sent();

        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            Log.AccountRefused(_logger, code, email.NoticeId);
            return new SendOutcome.Unavailable(code);
        }

        return MayPass(response.StatusCode) ? new SendOutcome.Unavailable(code, RetryAfter(response)) : new SendOutcome.Rejected(code);
    }

    private ResiliencePipeline<Response> Pipeline()
    {
        var builder = new ResiliencePipelineBuilder<Response> { TimeProvider = _time };
        // Polly takes no retry of nought times.
        if (_options.SendGrid.Retries == 0)
            return builder.Build();

        return builder.AddRetry(new RetryStrategyOptions<Response>
        {
            MaxRetryAttempts = _options.SendGrid.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = _options.SendGrid.LongestWait,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome switch
            {
                { Result: { } response } => MayPass(response.StatusCode) && !(RetryAfter(response) > _options.SendGrid.LongestWait),
                { Exception: HttpRequestException } => true,
                // HttpClient's own timeout; a caller who cancels is obeyed.
                { Exception: TaskCanceledException } => !arguments.Context.CancellationToken.IsCancellationRequested,
                _ => false,
            }),
            DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } response ? RetryAfter(response) : null),
        }).Build();
    }

    private static bool MayPass(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500;

    /// <summary>How long to wait, from seconds or a date (RFC 9110 §10.2.3); null where the provider does not say.</summary>
    private TimeSpan? RetryAfter(Response response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };

    private SendOutcome Done(Email email, SendOutcome outcome)
    {
        Log.Sent(_logger, email.NoticeId, outcome.Code);
        return outcome;
    }

    private static partial class Log
    {
        [LoggerMessage(4101, LogLevel.Information, "SendGrid: notice {NoticeId} ended {Outcome}")]
        public static partial void Sent(ILogger logger, string noticeId, string outcome);

        [LoggerMessage(4102, LogLevel.Error, "SendGrid refuses this account ({Outcome}): check Mail:SendGrid:ApiKey, its permission \"Mail Send\", and that Mail:From is a verified sender. Notice {NoticeId} waits")]
        public static partial void AccountRefused(ILogger logger, string outcome, string noticeId);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace Matchmaking.Functions.Mail;

/// <summary>
/// Sends through SendGrid's v3 Mail Send. 429 and 5xx, lost connections and timeouts are tried again, as late as
/// <c>Retry-After</c> asks; every other refusal stands. SendGrid knows no idempotency key, so a try whose answer was
/// lost may have sent: a doubled letter is the failure we chose over a lost one.
/// </summary>
internal sealed partial class SendGridSender : MailSender
{
    private readonly HttpClient _http;
    private readonly MailOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SendGridSender> _logger;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    /// <summary>A sender over <paramref name="http"/>, whose address, key and timeout it sets.</summary>
    public SendGridSender(HttpClient http, IOptions<MailOptions> options, TimeProvider time, ILogger<SendGridSender> logger)
    {
        (_http, _options, _time, _logger) = (http, options.Value, time, logger);
        _http.BaseAddress = _options.SendGrid.BaseUrl;
        _http.Timeout = _options.SendGrid.Timeout;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _options.SendGrid.ApiKey);
        _pipeline = Pipeline();
    }

    /// <inheritdoc/>
    public override bool RepeatIsHarmless => false;

    /// <inheritdoc/>
    public override async Task<SendOutcome> SendAsync(Email email, CancellationToken cancellationToken)
    {
        if (!AllowList.Allows(_options, email.To))
            return Done(email, new SendOutcome.NotAllowed());

        var body = SendGridMessage.Of(email, _options).ToJson();
        try
        {
            using var response = await _pipeline.ExecuteAsync(async token => await PostAsync(body, token), cancellationToken);
            return Done(email, Outcome(response));
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

    private SendOutcome Outcome(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        // 202: queued. 200: valid, in sandbox mode.
        >= 200 and < 300 => new SendOutcome.Sent(),
        var status when MayPass(response.StatusCode) => new SendOutcome.Unavailable($"http_{status}", RetryAfter(response)),
        var status => new SendOutcome.Rejected($"http_{status}"),
    };

    private async Task<HttpResponseMessage> PostAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v3/mail/send") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new(MediaTypeNames.Application.Json);
        return await _http.SendAsync(request, cancellationToken);
    }

    private ResiliencePipeline<HttpResponseMessage> Pipeline()
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = _time };
        // Polly takes no retry of nought times.
        if (_options.SendGrid.Retries == 0)
            return builder.Build();

        return builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
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
    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
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
    }
}

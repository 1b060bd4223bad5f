using Azure.Storage.Queues.Models;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Mail;
using Matchmaking.Functions.Matching;
using Microsoft.Azure.Functions.Worker;
using static Matchmaking.Functions.Hosting.StorageOptions;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Matchmaking.Functions;

/// <summary>
/// Every way in which the service wakes up, one line each. One word, four places: the function <c>needs</c> answers <c>/api/needs</c>, its code
/// is in <c>Needs/</c>, its tag in the OpenAPI document is <c>needs</c>. No request fits two routes: the host would take the first by name.
/// </summary>
/// <remarks>To the host every function is open: who may call is decided from the API key, once a request has reached the endpoint.</remarks>
internal sealed class Functions(ServicePipeline http, Triggers triggers)
{
    // Pages.
    [Function("home")] public Task Home([HttpTrigger(Anonymous, Route = "{root:maxlength(0)?}")] HttpRequest request) => http.AnswerAsync(request);
    [Function("pages")] public Task Pages([HttpTrigger(Anonymous, Route = "{language:regex(^(en|fr)$)}/{*rest}")] HttpRequest request) => http.AnswerAsync(request);
    [Function("assets")] public Task Assets([HttpTrigger(Anonymous, Route = "assets/{*rest}")] HttpRequest request) => http.AnswerAsync(request);

    // The API, area by area.
    [Function("participants")] public Task Participants([HttpTrigger(Anonymous, Route = "api/participants/{*rest}")] HttpRequest request) => http.AnswerAsync(request);
    [Function("contacts")] public Task Contacts([HttpTrigger(Anonymous, Route = "api/contacts/{*rest}")] HttpRequest request) => http.AnswerAsync(request);
    [Function("needs")] public Task Needs([HttpTrigger(Anonymous, Route = "api/needs/{*rest}")] HttpRequest request) => http.AnswerAsync(request);
    [Function("capacities")] public Task Capacities([HttpTrigger(Anonymous, Route = "api/capacities/{*rest}")] HttpRequest request) => http.AnswerAsync(request);
    [Function("market")] public Task Market([HttpTrigger(Anonymous, Route = "api/market/{*rest}")] HttpRequest request) => http.AnswerAsync(request);
    [Function("policy")] public Task Policy([HttpTrigger(Anonymous, Route = "api/policy/{*rest}")] HttpRequest request) => http.AnswerAsync(request);
    [Function("proposals")] public Task Proposals([HttpTrigger(Anonymous, Route = "api/proposals/{*rest}")] HttpRequest request) => http.AnswerAsync(request);
    [Function("record")] public Task Record([HttpTrigger(Anonymous, Route = "api/record/{*rest}")] HttpRequest request) => http.AnswerAsync(request);
    [Function("audit")] public Task Audit([HttpTrigger(Anonymous, Route = "api/audit/{*rest}")] HttpRequest request) => http.AnswerAsync(request);
    [Function("health")] public Task Health([HttpTrigger(Anonymous, Route = "api/health/{*rest}")] HttpRequest request) => http.AnswerAsync(request);
    [Function("openapi")] public Task OpenApi([HttpTrigger(Anonymous, Route = "api/openapi.json")] HttpRequest request) => http.AnswerAsync(request);

    // Something was declared: the market is brought up to date, and a round matches.
    [Function("match")]
    public Task Match([QueueTrigger(Messages.DeclaredQueue, Connection = Connection)] QueueMessage message, CancellationToken stopping) =>
        triggers.RunAsync("match", Messages.DeclaredQueue, message.Body.ToString(), MatchFunction.RunAsync, stopping);

    // Somebody is to be told: notices are planned, and sent by mail.
    [Function("notify")]
    public Task Notify([QueueTrigger(Messages.NoticeQueue, Connection = Connection)] QueueMessage message, CancellationToken stopping) =>
        triggers.RunAsync("notify", Messages.NoticeQueue, message.Body.ToString(), NotifyFunction.RunAsync, stopping);

    // Every five minutes: what a crash left is sent, digests that fall due, a round that was forgotten.
    [Function("tick")]
    public Task Tick([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken stopping) =>
        triggers.RunAsync("tick", TickFunction.RunAsync, stopping);
}

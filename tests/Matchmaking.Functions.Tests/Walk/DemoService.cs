using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Matchmaking.Functions.Tests.Durability;
using Matchmaking.Local.Mail;

namespace Matchmaking.Functions.Tests.Walk;

/// <summary>The service with the demonstration, the keys that this printed, and the mails.</summary>
internal sealed partial class DemoService(Home home, RunningService service) : IAsyncDisposable
{
    private static readonly TimeSpan DigestInterval = TimeSpan.FromSeconds(5);

    public RunningService Process => service;

    /// <summary>The keys by the names under which they were printed.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; } =
        ExportedKey().Matches(service.Output).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["key"].Value);

    /// <summary>The lines that tell of proposals: a State and a reason.</summary>
    public IReadOnlyList<Match> ProposalLines { get; } = [.. ProposalLine().Matches(service.Output).AsEnumerable()];

    /// <summary>Starts it and waits until it has told everything.</summary>
    public static async Task<DemoService> StartAsync(Home home)
    {
        var service = await home.StartAsync(demo: true, ("Digest__Interval", DigestInterval.ToString("c")));
        await Until.TrueAsync(
            () => Task.FromResult(service.Output.Contains("Stop with Ctrl-C", StringComparison.Ordinal)),
            () => $"the last line of the demonstration, after\n{service.Output}\n{service.Errors}",
            seconds: 120);
        return new DemoService(home, service);
    }

    /// <summary>An answer's JSON, which must be a success.</summary>
    public async Task<JsonElement> GetAsync(string path, string keyName) => (await SendAsync(HttpMethod.Get, path, keyName)).Json;

    /// <summary>Sends a request by one of the printed keys.</summary>
    public async Task<(int Status, JsonElement Json, string? ETag)> SendAsync(HttpMethod method, string path, string keyName, object? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Keys[keyName]) } };
        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var answer = await service.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(method != HttpMethod.Get || answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return ((int)answer.StatusCode, JsonDocument.Parse(text).RootElement, answer.Headers.ETag?.ToString());
    }

    /// <summary>The proposal of a State, approved by the committee with If-Match.</summary>
    public async Task<JsonElement> ApproveAsync(string state)
    {
        // A round may still change it between the reading and the approval: then the committee reads it again.
        for (var tries = 1; ; tries++)
        {
            var id = (await GetAsync("api/proposals", "COMMITTEE")).GetProperty("items").EnumerateArray()
                .Single(proposal => proposal.GetProperty("state").GetString() == state).GetProperty("id").GetString();
            var (_, _, etag) = await SendAsync(HttpMethod.Get, $"api/proposals/{state}/{id}", "COMMITTEE");
            var (status, approved, _) = await SendAsync(HttpMethod.Post, $"api/proposals/{state}/{id}/review", "COMMITTEE", new { verdict = "approve" }, etag);
            if (status == 200)
            {
                return approved;
            }

            Assert.True(status == 412 && tries < 20, $"{status} {approved}");
        }
    }

    /// <summary>The mails in the folder, digests left aside.</summary>
    public IReadOnlyList<StoredMail> Letters() => [.. Mails().Where(mail => !mail.Name.StartsWith("digest-", StringComparison.Ordinal))];

    /// <summary>All mails in the folder.</summary>
    public IReadOnlyList<StoredMail> Mails() => [.. Directory.EnumerateFiles(home.MailFolder, "*.eml").Order(StringComparer.Ordinal)
        .Select(StoredMail.Load)];

    /// <summary>The letter of a notice, once it lies in the folder.</summary>
    public async Task<StoredMail> LetterAsync(string proposal, string kind, string participant)
    {
        StoredMail? found = null;
        var name = $"{proposal}-{kind}-{participant}";
        await Until.TrueAsync(
            () => (found = Letters().FirstOrDefault(mail => mail.Name == name || mail.Name.StartsWith(name + "-", StringComparison.Ordinal))) is not null,
            $"the mail {kind} to {participant}");
        return found!;
    }

    /// <summary>The link to a page of answers that a mail holds.</summary>
    public static Uri LinkIn(StoredMail mail) => new(AnswerLinkInHtml().Match(mail.Html!).Groups["link"].Value.Replace("&amp;", "&", StringComparison.Ordinal));

    /// <summary>Sends an answer page's form.</summary>
    public async Task<int> AnswerAsync(Uri link, string answer)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("answer", answer), KeyValuePair.Create("note", "")]);
        using var said = await service.Http.PostAsync(link, form);
        return (int)said.StatusCode;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => service.DisposeAsync();

    [GeneratedRegex(@"^  export (?<name>\w+)=(?<key>\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex ExportedKey();

    [GeneratedRegex(@"^  (?<state>[^:\n]+): (individualised approach|country coalition), (?<partners>\d+) partners?, [^\n]+: (?<reason>[^\n:]{10,})$", RegexOptions.Multiline)]
    private static partial Regex ProposalLine();

    [GeneratedRegex("href=\"(?<link>http[^\"]+/answer/[^\"]+)\"")]
    private static partial Regex AnswerLinkInHtml();
}

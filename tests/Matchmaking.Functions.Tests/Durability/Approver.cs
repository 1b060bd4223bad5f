using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Matchmaking.Functions.Tests.Durability;

/// <summary>A member of the committee who approves whatever is proposed, for as long as others declare.</summary>
internal sealed class Approver(HttpClient http, string key)
{
    private readonly HashSet<string> approved = [];

    /// <summary>The proposals whose approval was acknowledged, once there is nothing more to wait for.</summary>
    public async Task<IReadOnlySet<string>> ApproveUntilAsync(Task end)
    {
        // On a slow machine the first proposal may come only when all is declared.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        do
        {
            try
            {
                await ApproveAllAsync();
            }
            catch (HttpRequestException)
            {
                // Killed, or not yet back.
            }

            await Task.Delay(500);
        }
        while (!end.IsCompleted || (approved.Count == 0 && !patience.IsCancellationRequested));

        return approved;
    }

    private async Task ApproveAllAsync()
    {
        using var list = await SendAsync(HttpMethod.Get, "api/proposals?status=proposed");
        if (list.StatusCode != HttpStatusCode.OK)
        {
            return;
        }

        using var page = JsonDocument.Parse(await list.Content.ReadAsStringAsync());
        foreach (var proposal in page.RootElement.GetProperty("items").EnumerateArray())
        {
            var (state, id) = (proposal.GetProperty("state").GetString(), proposal.GetProperty("id").GetString()!);
            using var read = await SendAsync(HttpMethod.Get, $"api/proposals/{state}/{id}");
            using var answer = await SendAsync(HttpMethod.Post, $"api/proposals/{state}/{id}/review", read.Headers.ETag);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                approved.Add(id);
            }
        }
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, EntityTagHeaderValue? ifMatch = null)
    {
        var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        if (ifMatch is not null)
        {
            request.Headers.IfMatch.Add(ifMatch);
            request.Content = new StringContent("""{"verdict":"approve"}""", Encoding.UTF8, "application/json");
        }

        return http.SendAsync(request);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Ledger;
using Matchmaking.Mail;
using Matchmaking.Storage;

namespace Matchmaking.Functions.Tests.Durability;

/// <summary>One declaration to be made: where, by whose key, with what body and idempotency key.</summary>
internal sealed record Declaring(string Path, string Key, string Body, string IdempotencyKey, string Title);

/// <summary>
/// Somebody who declares as the documentation asks: with an idempotency key, and again with the same one for as long as there is no answer.
/// </summary>
internal static class Declarer
{
    private static readonly string[] Affected = ["AFG", "AGO", "KHM", "LBN", "MRT", "SDN", "SEN", "SOM", "SSD", "TCD", "UKR", "YEM"];
    private static readonly string[] Partners = ["CHE", "DEU", "FRA", "JPN", "NOR", "SWE"];

    /// <summary>Gives every participant a key and a contact, and the committee two members. What a secretariat does before anybody declares.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> PrepareAsync(Home home)
    {
        var store = await home.OpenAsync();
        await using var account = store.Account;
        var apiKeys = new ApiKeys(store, TimeProvider.System);
        var keys = new Dictionary<string, string>();
        foreach (var code in Affected.Concat(Partners))
        {
            var participant = ParticipantId.Parse(code, null);
            keys[code] = (await apiKeys.CreateAsync(Role.FocalPoint, participant, "test")).Text;
            await AddAsync(code, new Contact("focal-point", participant, "Point focal", $"{code.ToLowerInvariant()}@example.org", code is "SEN" or "FRA" ? "fr" : "en", Active: true));
        }

        keys["committee"] = (await apiKeys.CreateAsync(Role.Committee, ParticipantId.Parse("CHE", null), "test")).Text;
        await AddAsync(Keys.Committee, new Contact("member-che", ParticipantId.Parse("CHE", null), "Member", "member@example.org", "fr", Active: true));
        await AddAsync(Keys.Committee, new Contact("member-nor", ParticipantId.Parse("NOR", null), "Member", "other@example.org", "en", Active: true));
        return keys;

        Task AddAsync(string partition, Contact contact) => store.States.SubmitAsync(
            [RowChange.Upsert(Documents.ToRow(partition, Keys.Contact(contact.Id), contact))]);
    }

    /// <summary>Needs and capacities, two to one, over all States, partners and pillars.</summary>
    public static IReadOnlyList<Declaring> Mix(IReadOnlyDictionary<string, string> keys, int count, int seed)
    {
        var random = new Random(seed);
        var pillars = Enum.GetValues<Pillar>().Select(Json.Code).ToArray();
        return [.. Enumerable.Range(0, count).Select(index =>
        {
            var title = $"Declaration {index}";
            var period = new { from = "2027-01-01", to = "2029-12-31" };
            if (index % 3 < 2)
            {
                var state = random.GetItems(Affected, 1)[0];
                object need = new
                {
                    conventions = new[] { "apmbc" }, pillar = random.GetItems(pillars, 1)[0], title = new { en = title, fr = $"Déclaration {index}" },
                    kinds = new[] { "funding" }, amountUsd = random.Next(1, 100) * 10_000, period, languages = new[] { "en", "fr" }, visibility = "public",
                };
                return new Declaring($"api/needs/{state}", keys[state], JsonSerializer.Serialize(need), $"key-{index}", title);
            }

            var partner = random.GetItems(Partners, 1)[0];
            object capacity = new
            {
                title = new { en = title }, pillars = random.GetItems(pillars, 2).Distinct(), places = new { anywhere = true },
                kind = "funding", amountUsd = random.Next(1, 100) * 10_000, period, languages = new[] { "en" }, visibility = "public",
            };
            return new Declaring($"api/capacities/{partner}", keys[partner], JsonSerializer.Serialize(capacity), $"key-{index}", title);
        })];
    }

    /// <summary>Declares until it is acknowledged; returns the id, and how many tries it took.</summary>
    public static async Task<(string Id, int Tries)> DeclareAsync(HttpClient http, Declaring declaring, CancellationToken patience)
    {
        for (var tries = 1; ; tries++)
        {
            patience.ThrowIfCancellationRequested();
            using var request = new HttpRequestMessage(HttpMethod.Post, declaring.Path)
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", declaring.Key) },
                Content = new StringContent(declaring.Body, Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Idempotency-Key", declaring.IdempotencyKey);
            try
            {
                using var answer = await http.SendAsync(request, patience);
                var text = await answer.Content.ReadAsStringAsync(patience);
                if (answer.StatusCode == HttpStatusCode.Created)
                {
                    return (JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!, tries);
                }

                // The Functions host says so, and no more, where its worker was killed.
                var killed = answer.StatusCode == HttpStatusCode.InternalServerError && text.Length == 0;
                Assert.True(killed || answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{(int)answer.StatusCode} {text}");
            }
            catch (HttpRequestException)
            {
                // Killed, or not yet back.
            }

            await Task.Delay(500, patience);
        }
    }
}

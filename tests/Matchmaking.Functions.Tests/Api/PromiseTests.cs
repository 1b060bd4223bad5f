using Matchmaking.Local.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Functions.Tests.Api;

/// <summary>A partner said yes, and then its capacity no longer bears it: who is told what.</summary>
public sealed class PromiseTests : IAsyncLifetime
{
    private readonly Promised promised = new();

    private ApiService Api => promised.Api;

    public ValueTask InitializeAsync() => promised.InitializeAsync();

    public ValueTask DisposeAsync() => promised.DisposeAsync();

    public static TheoryData<string, string[], string, string, string> Cases => new()
    {
        {
            "cut", ["amountUsd", "200000"],
            "Norway: Clearance in the east (survey and clearance): promised US$500,000, still borne US$200,000. The capacity is US$200,000 in all; after what its partner said yes to before, US$200,000 of it is left.",
            "Dépollution dans l’est (enquête et déminage) : promis 500 000 dollars des États-Unis, encore couvert 200 000 dollars des États-Unis. La capacité est de 200 000 dollars des États-Unis au total ; après ce que son partenaire a déjà accepté, il en reste 200 000 dollars des États-Unis.",
            "promise.part_left"
        },
        {
            "closed", [],
            "Norway: Clearance in the east (survey and clearance): promised US$500,000, of which nothing is borne any more. Norway has withdrawn this capacity.",
            "Dépollution dans l’est (enquête et déminage) : promis 500 000 dollars des États-Unis, dont plus rien n’est couvert. La Norvège a retiré cette capacité.",
            "capacity_open.withdrawn"
        },
        {
            "moved to another pillar", ["pillars", """["victim_assistance"]"""],
            "Norway: Clearance in the east (survey and clearance): promised US$500,000, of which nothing is borne any more. The need is in survey and clearance; the capacity serves victim assistance.",
            "Dépollution dans l’est (enquête et déminage) : promis 500 000 dollars des États-Unis, dont plus rien n’est couvert. Le besoin relève du pilier suivant : enquête et déminage ; la capacité sert : assistance aux victimes.",
            "pillar.not_served"
        },
        {
            "no longer for the State", ["places", """{ "states": ["KHM"] }"""],
            "Norway: Clearance in the east (survey and clearance): promised US$500,000, of which nothing is borne any more. The capacity is meant for Cambodia, not for Sudan.",
            "Dépollution dans l’est (enquête et déminage) : promis 500 000 dollars des États-Unis, dont plus rien n’est couvert. La capacité est prévue pour le Cambodge ; le Soudan n’en fait pas partie.",
            "place.elsewhere"
        },
        {
            "unwanted", [],
            "Norway: Clearance in the east (survey and clearance): promised US$500,000, of which nothing is borne any more. Sudan does not wish to have Norway as a partner for this need.",
            "Dépollution dans l’est (enquête et déminage) : promis 500 000 dollars des États-Unis, dont plus rien n’est couvert. Le besoin a changé et cette capacité n’y répond plus.",
            "unwanted_partner.listed"
        },
        {
            "ended", ["period", """{ "from": "2024-01-01", "to": "2025-12-31" }"""],
            "Norway: Clearance in the east (survey and clearance): promised US$500,000, of which nothing is borne any more. The capacity's period ended on 31 December 2025.",
            "Dépollution dans l’est (enquête et déminage) : promis 500 000 dollars des États-Unis, dont plus rien n’est couvert. La période de la capacité a pris fin le 31 décembre 2025.",
            "period.capacity_over"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task State_partner_and_committee_are_told_once_which_promise_no_longer_holds_and_why(string what, string[] change, string english, string french, string code)
    {
        var before = Mails();
        await (what switch
        {
            "closed" => promised.CloseAsync(),
            "unwanted" => promised.PutAsync("needs/SDN", "SDN", promised.Need, Bodies.Need("unwantedPartners", """["NOR"]""")),
            _ => promised.PutAsync("capacities/NOR", "NOR", promised.Capacity, Bodies.Capacity(change)),
        });

        var mails = Mails().Except(before).Select(name => Api.Services.GetRequiredService<MailFolder>().Read(name)!).ToList();
        Assert.Equal(["committee@example.org", "norvege@example.org", "sudan@example.org"], mails.Select(mail => mail.To.Split('<', '>')[^2]).Order());
        var (committee, partner, state) = (Of(mails, "committee"), Of(mails, "norvege"), Of(mails, "sudan"));
        Assert.Equal(("What was promised no longer holds: Sudan", "Ce qui était promis ne tient plus : Soudan"), (state.Subject, Plain(partner.Subject)));
        Assert.Contains(english, Plain(committee.Text!), StringComparison.Ordinal);
        Assert.Contains(english, Plain(state.Text!), StringComparison.Ordinal);
        Assert.Contains(french, Plain(partner.Text!), StringComparison.Ordinal);
        Assert.Contains("Vous (Norvège) avez accepté", Plain(partner.Text!), StringComparison.Ordinal);
        Assert.Contains("open again", Plain(state.Text!), StringComparison.Ordinal);
        Assert.Contains("/api/proposals/SDN/", committee.Text!, StringComparison.Ordinal);

        foreach (var reader in new[] { "committee", "SDN" })
        {
            var seen = (await Api.GetAsync($"proposals/SDN/{promised.Proposal}", reader)).Json;
            var line = Assert.Single(seen["broken"]!.AsArray())!;
            Assert.Equal((code, true), ((string)line["why"]!["code"]!, (bool)line["promised"]!));
            Assert.Equal(reader == "committee", seen["roundNotes"]!.AsArray().TakeLast(2).FirstOrDefault() is { } note && (string)note["code"]! == "note.promise_broken");
        }

        // A further round finds the same, tells nobody and writes nothing.
        var digest = await DigestAsync();
        await Api.DeclareAsync("needs/COL", "COL", Bodies.Need("pillar", "\"advocacy\"", "title", """{ "en": "Other" }"""));
        await Api.QuietAsync();
        Assert.Equal(mails.Count + before.Count, Mails().Count);
        Assert.Equal(digest, await DigestAsync());

        async Task<string> DigestAsync() => (await Api.GetAsync($"proposals/SDN/{promised.Proposal}", "committee")).Text;
    }

    [Fact]
    public async Task What_holds_again_is_noted_and_nobody_gets_a_mail()
    {
        await promised.PutAsync("capacities/NOR", "NOR", promised.Capacity, Bodies.Capacity("amountUsd", "200000"));
        var before = Mails();
        await promised.PutAsync("capacities/NOR", "NOR", promised.Capacity, Bodies.Capacity());
        var seen = (await Api.GetAsync($"proposals/SDN/{promised.Proposal}", "committee")).Json;
        Assert.Empty(seen["broken"]!.AsArray());
        Assert.Equal("note.borne_again", (string)seen["roundNotes"]!.AsArray()[^1]!["code"]!);
        Assert.Equal(before, Mails());
    }

    [Fact]
    public async Task The_State_does_not_read_what_its_partner_keeps_to_the_committee()
    {
        var before = Mails();
        await promised.PutAsync("capacities/NOR", "NOR", promised.Capacity, Bodies.Capacity("amountUsd", "200000", "visibility", "\"committee\""));
        var mails = Mails().Except(before).Select(name => Api.Services.GetRequiredService<MailFolder>().Read(name)!).ToList();
        var letter = Plain(Of(mails, "sudan").Text!);
        Assert.Contains("Norway: Clearance in the east (survey and clearance). The capacity has changed, and no longer serves this need, or not in full.", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("US$", letter, StringComparison.Ordinal);
        Assert.Contains("US$200,000", Plain(Of(mails, "committee").Text!), StringComparison.Ordinal);
        var line = Assert.Single((await Api.GetAsync($"proposals/SDN/{promised.Proposal}", "SDN")).Json["broken"]!.AsArray())!;
        Assert.Equal(("promise.capacity_changed", null), ((string)line["why"]!["code"]!, line["borne"]));
    }

    private HashSet<string> Mails() =>
        [.. Api.Services.GetRequiredService<MailFolder>().List().Select(mail => mail.Name).Where(name => !name.StartsWith("digest-", StringComparison.Ordinal))];

    private static StoredMail Of(IEnumerable<StoredMail> mails, string name) => mails.Single(mail => mail.To.Contains(name + "@", StringComparison.Ordinal));

    /// <summary>On one line, and every space a plain one.</summary>
    private static string Plain(string text) => string.Join(' ', text.Split([' ', '\u00a0', '\u202f', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Sudan has a need, Norway has said yes to half of it; each has a contact, and the committee one.</summary>
    private sealed class Promised : IAsyncLifetime
    {
        public ApiService Api { get; } = new();

        public string Need { get; private set; } = "";

        public string Capacity { get; private set; } = "";

        public string Proposal { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await Api.InitializeAsync();
            foreach (var (path, key, body) in new[]
            {
                ("contacts/SDN/one", "SDN", """{"name":"A. Sudan","email":"sudan@example.org","language":"en"}"""),
                ("contacts/NOR/two", "NOR", """{"name":"B. Norvège","email":"norvege@example.org","language":"fr"}"""),
                ("contacts/committee/JPN/three", "secretariat", """{"name":"C. Committee","email":"committee@example.org","language":"en"}"""),
            })
            {
                var answer = await Api.SendAsync("PUT", path, key, body);
                Assert.True(answer.Status is 200 or 201, answer.Text);
            }

            Capacity = await Api.DeclareAsync("capacities/NOR", "NOR", Bodies.Capacity("largestShare", "500000"));
            Need = await Api.DeclareAsync("needs/SDN", "SDN", Bodies.Need());
            Proposal = await Api.ApproveAsync("SDN");
            Assert.Equal(200, (await Api.SendAsync("POST", $"proposals/SDN/{Proposal}/answer", "SDN", """{"yes":true}""")).Status);
            Assert.Equal(200, (await Api.SendAsync("POST", $"proposals/SDN/{Proposal}/partners/NOR/answer", "NOR", """{"answer":"yes"}""")).Status);
            await Api.QuietAsync();
        }

        public async Task PutAsync(string path, string key, string id, string body)
        {
            var now = await Api.GetAsync($"{path}/{id}", key);
            var answer = await Api.SendAsync("PUT", $"{path}/{id}", key, body, $"If-Match: {now.ETag}");
            Assert.True(answer.Status == 200, answer.Text);
            await Api.QuietAsync();
        }

        public async Task CloseAsync()
        {
            var answer = await Api.SendAsync("POST", $"capacities/NOR/{Capacity}/withdraw", "NOR", """{"reason":"Given elsewhere."}""");
            Assert.True(answer.Status == 200, answer.Text);
            await Api.QuietAsync();
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}

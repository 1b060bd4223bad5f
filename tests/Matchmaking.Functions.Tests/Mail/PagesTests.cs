using System.Net;
using AngleSharp.Html.Parser;
using Matchmaking.Functions.Answers;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Mail;
using Matchmaking.Functions.Mail.Letters;
using Matchmaking.Functions.Pages;
using Matchmaking.Local.Mail;
using Matchmaking.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Matchmaking.Functions.Tests.Mail;

/// <summary>The mail, answer and home pages over HTTP, on a server that maps nothing else.</summary>
public sealed class PagesTests : IAsyncLifetime
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private readonly string _path = Directory.CreateTempSubdirectory("mail-pages").FullName;

    private readonly List<string> _acts = [];

    private WebApplication _app = null!;

    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(new RunMode(UnderHost: false, Demo: true)).AddMail().AddMailFolder();
        builder.Configuration["Mail:Folder"] = _path;
        _app = builder.Build();
        _app.MapMail().MapAssets().MapHome();
        foreach (var route in Site.Languages.Select(AnswerPages.Route))
        {
            _app.MapGet(route, (string token, HttpResponse response) => Ask(token, response));
            _app.MapPost(route, async (string token, HttpRequest request, HttpResponse response) =>
            {
                _acts.Add(token);
                var form = AnswerForm.Read(await request.ReadFormAsync(), AnswerQuestion.State);
                return AnswerPages.Say(response, form is null ? AnswerResult.Invalid : AnswerResult.StateYes, "fr", demo: true);
            });
        }

        await _app.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        var composer = _app.Services.GetRequiredService<LetterComposer>();
        var folder = _app.Services.GetRequiredService<MailSender>();
        await folder.SendAsync(await composer.ComposeAsync(DemoLetters.PartnerInvitation("fr")), default);
        await folder.SendAsync(await composer.ComposeAsync(DemoLetters.StateInvitation("en")), default);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_path, recursive: true);
    }

    [Fact]
    public async Task The_list_leads_to_each_mail_and_its_parts()
    {
        var list = await PageAsync("/mail");
        Assert.Equal(2, list.QuerySelectorAll("tbody tr").Length);
        var mail = await PageAsync("/mail/notice-partner_invitation");
        Assert.DoesNotContain("allow-s", mail.QuerySelector("iframe")!.GetAttribute("sandbox"), StringComparison.Ordinal);
        Assert.Contains("Le Tchad a dit oui", mail.QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
        using var html = await _http.GetAsync(mail.QuerySelector("iframe")!.GetAttribute("src"));
        Assert.StartsWith("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'", html.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var calendar = await _http.GetAsync("/mail/notice-partner_invitation/attachments/0");
        Assert.Equal("meeting.ics", calendar.Content.Headers.ContentDisposition?.FileName);
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", await calendar.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var eml = await _http.GetAsync("/mail/notice-partner_invitation.eml");
        Assert.Equal("message/rfc822", eml.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:7071", HttpStatusCode.OK)]
    [InlineData("[::1]:7071", HttpStatusCode.OK)]
    [InlineData("mine.example", HttpStatusCode.NotFound)]
    [InlineData("localhost.mine.example", HttpStatusCode.NotFound)]
    public async Task The_mails_are_read_under_the_names_of_this_machine_only(string host, HttpStatusCode status)
    {
        foreach (var path in new[] { "/mail", "/mail/notice-partner_invitation", "/mail/notice-partner_invitation.eml" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
            using var answer = await _http.SendAsync(request);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    public async Task The_mails_are_not_read_through_a_proxy_on_this_machine(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/mail") { Headers = { { header, "for=192.0.2.1" } } };
        using var answer = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/mail/none")]
    [InlineData("/mail/none.eml")]
    [InlineData("/mail/none/html")]
    [InlineData("/mail/notice-state_invitation/attachments/0")]
    [InlineData("/mail/..%2f..%2fetc%2fpasswd")]
    [InlineData("/mail/..%2fsecret.eml")]
    public async Task What_is_not_there_is_not_found(string address)
    {
        using var answer = await _http.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Opening_a_link_acts_on_nothing_and_marks_the_answer_it_stood_beside()
    {
        var page = await PageAsync(Link(AnswerQuestion.State, OfferedAnswer.No));
        Assert.Empty(_acts);
        Assert.Equal(["yes", "no"], page.QuerySelectorAll("form[method=post] button").Select(b => b.GetAttribute("value")));
        Assert.Equal("no", page.QuerySelector("button.offered")!.GetAttribute("value"));
        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.All(page.QuerySelectorAll("input, textarea"), field => Assert.NotNull(page.QuerySelector($"label[for={field.Id}]")));
    }

    [Fact]
    public async Task A_partner_is_asked_with_three_answers_and_sees_its_own_cover_only()
    {
        var page = await PageAsync(Link(AnswerQuestion.Partner, OfferedAnswer.Later));
        Assert.Equal(["yes", "no", "later"], page.QuerySelectorAll("button").Select(b => b.GetAttribute("value")));
        Assert.Contains("formation", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Gambie", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task An_answer_page_is_kept_by_nobody_and_tells_nobody_its_address()
    {
        using var answer = await _http.GetAsync(Link(AnswerQuestion.State, OfferedAnswer.Yes));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.StartsWith("noindex", answer.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("answer=yes&day=2027-04-01&note=x", HttpStatusCode.OK)]
    [InlineData("answer=yes&day=&note=", HttpStatusCode.OK)]
    [InlineData("answer=later", HttpStatusCode.BadRequest)]
    [InlineData("answer=yes&day=01/04/2027", HttpStatusCode.BadRequest)]
    [InlineData("note=x", HttpStatusCode.BadRequest)]
    public async Task A_button_answers_with_what_the_form_can_hold(string form, HttpStatusCode status)
    {
        using var content = new StringContent(form, new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var answer = await _http.PostAsync(Link(AnswerQuestion.State, OfferedAnswer.Yes), content);
        Assert.Equal(status, answer.StatusCode);
        Assert.Single(_acts);
    }

    [Fact]
    public void Every_result_has_its_words_in_every_language() => Assert.All(
        typeof(AnswerTexts).GetFields().Select(f => Assert.IsType<LocalText>(f.GetValue(null))),
        text => Assert.Equal(["en", "fr"], text.Versions.Keys));

    [Fact]
    public async Task The_home_page_says_what_this_is_in_each_language()
    {
        var page = await PageAsync("/");
        Assert.Equal(["en", "fr"], page.QuerySelectorAll("section").Select(s => s.GetAttribute("lang")));
        using var css = await _http.GetAsync(page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"));
        Assert.Equal("text/css", css.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("Mail:From", "not an address")]
    [InlineData("Mail:From", "a b@demo.example")]
    [InlineData("Mail:ReplyTo", "a..b@demo.example")]
    [InlineData("Mail:SendGrid:Timeout", "00:00:00")]
    [InlineData("Mail:SendGrid:ApiKey", "SG.key")]
    [InlineData("Mail:SendGrid:BaseUrl", "http://far.example/")]
    [InlineData("Mail:SendGrid:Retries", "11")]
    [InlineData("Mail:AllowedRecipients:0", "demo.example")]
    public void A_wrong_setting_stops_the_start(string name, string value)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton(TimeProvider.System).AddMail();
        builder.Configuration[name] = value;
        using var app = (IDisposable)builder.Build();
        var options = ((WebApplication)app).Services.GetRequiredService<IOptions<MailOptions>>();
        Assert.Throws<OptionsValidationException>(() => options.Value);
    }

    private static string Link(AnswerQuestion question, OfferedAnswer offered)
    {
        var claim = new AnswerClaim(
            DemoLetters.Chad,
            "p-demo-1",
            question,
            question == AnswerQuestion.State ? DemoLetters.Chad : DemoLetters.Trust,
            "c-1",
            "notice-1",
            null,
            DemoLetters.Now.AddDays(30).ToUnixTimeSeconds());
        var links = AnswerPages.Links(claim, Key, new Uri("https://mine.example/"), "fr");
        return (offered switch { OfferedAnswer.Yes => links.Yes, OfferedAnswer.No => links.No, _ => links.Later! }).PathAndQuery;
    }

    private static IResult Ask(string token, HttpResponse response) => AnswerLink.Read(token, Key, DemoLetters.Now) switch
    {
        AnswerLinkReading.Valid { Claim: var claim } => AnswerPages.Ask(
            response,
            new AnswerModel(claim, DemoLetters.Proposal, DemoLetters.Declared, new Reader("fr", DemoLetters.Organisations))),
        AnswerLinkReading.Expired => AnswerPages.Say(response, AnswerResult.Expired, "fr"),
        _ => AnswerPages.Say(response, AnswerResult.Forged, "fr"),
    };

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> PageAsync(string address)
    {
        using var answer = await _http.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }
}

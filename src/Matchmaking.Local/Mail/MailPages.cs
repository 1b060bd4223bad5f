using System.Net;
using Matchmaking.Functions.Mail;
using Matchmaking.Functions.Pages;
using Microsoft.Extensions.Options;

namespace Matchmaking.Local.Mail;

/// <summary>
/// The mail folder in the browser, for a service that runs on its own. Never mapped under the Functions host: it shows
/// contacts to whoever can open it.
/// </summary>
internal static class MailPages
{
    // Same-origin frames only, and the framed part itself is sandboxed twice over: by the frame and by its own header.
    private const string Frames = "'self'";

    private static readonly string[] ProxyHeaders =
        ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "X-Original-Host", "X-Real-IP"];

    /// <summary>What the framed part may do: open its links beside, as a mail program does. No script, no form, no origin.</summary>
    internal const string FrameMay = "allow-popups allow-popups-to-escape-sandbox";

    /// <summary>Maps <c>/mail</c>, <c>/mail/{name}</c>, its HTML part, its attachments and the file itself.</summary>
    public static IEndpointRouteBuilder MapMail(this IEndpointRouteBuilder app)
    {
        var mail = app.MapGroup("/mail").ExcludeFromDescription().AddEndpointFilter(OnThisMachineOnly);
        mail.MapGet("", List);
        mail.MapGet("/{name}", Show);
        mail.MapGet("/{name}.eml", Raw);
        mail.MapGet("/{name}/html", Html);
        mail.MapGet("/{name}/attachments/{index:int}", Attachment);
        return app;
    }

    /// <summary>
    /// Contacts and working answer links are read here without a key, so only from this machine, and only under a name that
    /// is this machine's: a page of another site must not reach it by giving its own name this address. A proxy on this
    /// machine brings strangers in under that name, and says so in a header; and production's mail is nobody's to read.
    /// </summary>
    private static ValueTask<object?> OnThisMachineOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var headers = http.Request.Headers;
        var isHere = !http.RequestServices.GetRequiredService<IOptions<MailOptions>>().Value.Production
            && !ProxyHeaders.Any(headers.ContainsKey)
            && http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
            && http.Request.Host.Host is ("localhost" or "127.0.0.1" or "[::1]");
        return isHere ? next(context) : ValueTask.FromResult<object?>(TypedResults.NotFound());
    }

    private static HtmlPage<MailListPage> List(HttpResponse response, MailFolder folder)
    {
        Site.Protect(response);
        return Site.Page<MailListPage>(new() { [nameof(MailListPage.Mails)] = folder.List() });
    }

    private static IResult Show(string name, HttpResponse response, MailFolder folder)
    {
        Site.Protect(response, Frames);
        return folder.Read(name) is { } mail
            ? Site.Page<MailPage>(new() { [nameof(MailPage.Mail)] = mail })
            : TypedResults.NotFound();
    }

    private static IResult Raw(string name, HttpResponse response, MailFolder folder)
    {
        Site.Protect(response);
        return folder.PathOf(name) is { } path
            ? TypedResults.PhysicalFile(path, "message/rfc822", name + ".eml")
            : TypedResults.NotFound();
    }

    private static IResult Html(string name, HttpResponse response, MailFolder folder)
    {
        Site.Protect(response);
        // Mails style themselves inline; nothing else of theirs is allowed, not even an image.
        response.Headers.ContentSecurityPolicy = $"sandbox {FrameMay}; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        return folder.Read(name)?.Html is { } html
            ? TypedResults.Content(html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.Ordinal), "text/html; charset=utf-8")
            : TypedResults.NotFound();
    }

    private static IResult Attachment(string name, int index, HttpResponse response, MailFolder folder)
    {
        Site.Protect(response);
        return folder.Read(name)?.Attachments.ElementAtOrDefault(index) is { } attachment
            ? TypedResults.File(attachment.Content, attachment.Type, attachment.Name)
            : TypedResults.NotFound();
    }
}

using Matchmaking.Functions.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.Net.Http.Headers;

namespace Matchmaking.Functions.Pages;

/// <summary>What all pages share: languages, style sheet and the headers that keep them safe.</summary>
internal static class Site
{
    /// <summary>The languages that pages have addresses in. A reader of another language gets the first.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "fr"];

    private static readonly byte[] Css = ReadCss();

    // Of the program, which the file is a part of: a hash of the file would load a library for cryptography before the first page.
    private static readonly string CssVersion = typeof(Site).Module.ModuleVersionId.ToString("N");

    /// <summary>The style sheet's address; another one with each version of the program, so it may be kept for a year.</summary>
    public static string StyleSheet => $"/assets/site.css?v={CssVersion}";

    /// <summary>The language of the pages that a reader of <paramref name="language"/> gets.</summary>
    public static string LanguageFor(string language) => Languages.Contains(language) ? language : Languages[0];

    /// <summary>
    /// The headers of a personal or internal page: kept by nobody, indexed by nobody, and telling no other site its
    /// address. No script runs; forms post to this site only.
    /// </summary>
    /// <param name="response">The response.</param>
    /// <param name="frames">Sources that the page may frame.</param>
    public static void Protect(HttpResponse response, string frames = "'none'")
    {
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; img-src data:; frame-src {frames}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    /// <summary>Maps <c>/assets/site.css</c>. The file is in the program, so it is found wherever the program runs from.</summary>
    public static IEndpointRouteBuilder MapAssets(this IEndpointRouteBuilder app)
    {
        app.MapGet("/assets/site.css", (HttpResponse response) =>
        {
            response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return TypedResults.Bytes(Css, "text/css; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{CssVersion}\""));
        }).ExcludeFromDescription();
        return app;
    }

    /// <summary>Maps <c>/</c>: 200 and no storage, whatever happens elsewhere.</summary>
    public static IEndpointRouteBuilder MapHome(this IEndpointRouteBuilder app)
    {
        // Handed the context itself: for this first page of a process no code is made that would find a handler's parameters.
        app.MapGet("/", context =>
        {
            var mode = context.RequestServices.GetRequiredService<RunMode>();
            return Page<Home>(new() { [nameof(Home.Demo)] = mode.Demo, [nameof(Home.HasMailFolder)] = !mode.UnderHost }).ExecuteAsync(context);
        }).ExcludeFromDescription();
        return app;
    }

    /// <summary>A page from its component and its parameters.</summary>
    public static HtmlPage<TPage> Page<TPage>(Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new(parameters, status);

    private static byte[] ReadCss()
    {
        using var stream = typeof(Site).Assembly.GetManifestResourceStream("site.css")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}

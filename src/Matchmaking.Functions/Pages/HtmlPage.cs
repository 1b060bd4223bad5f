using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Matchmaking.Functions.Pages;

/// <summary>
/// A page: a component, rendered whole and then sent. Pages are documents, and use nothing of what <c>AddRazorComponents</c> would start
/// with the process: keys for forms, navigation, state that a browser takes over.
/// </summary>
/// <typeparam name="TComponent">The component.</typeparam>
/// <param name="parameters">Its parameters.</param>
/// <param name="status">The answer's status.</param>
internal sealed class HtmlPage<TComponent>(Dictionary<string, object?> parameters, int status) : IResult where TComponent : IComponent
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var renderer = new HtmlRenderer(httpContext.RequestServices, httpContext.RequestServices.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        await httpContext.Response.WriteAsync(html, httpContext.RequestAborted);
    }
}

/// <summary>Makes components, which take no services, by their constructors: at once, where the framework would first make code that does.</summary>
internal sealed class ComponentActivator : IComponentActivator
{
    /// <inheritdoc/>
    public IComponent CreateInstance(Type componentType) => (IComponent)Activator.CreateInstance(componentType)!;
}

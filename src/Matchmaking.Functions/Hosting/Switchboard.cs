using Matchmaking.Functions.Mail;
using Matchmaking.Functions.Matching;

namespace Matchmaking.Functions.Hosting;

/// <summary>Every way in which the service wakes up, one line each; a test compares it with the <c>function.json</c> folders.</summary>
/// <param name="functions">The functions.</param>
internal sealed class Switchboard(IReadOnlyList<Function> functions)
{
    /// <summary>The functions of this app.</summary>
    public static Switchboard Default { get; } = new(
    [
        new Function.Http("root", "{root:maxlength(0)?}"),
        new Function.Http("api", "api/{*path}"),
        new Function.Http("en", "en/{*path}"),
        new Function.Http("fr", "fr/{*path}"),
        new Function.Http("assets", "assets/{*path}"),
        new Function.Http("webhooks", "webhooks/{*path}"),
        new Function.Queue("on-declared", "declared", DeclaredFunction.RunAsync),
        new Function.Queue("on-notice", "notice", NoticeFunction.RunAsync),
        new Function.Timer("on-tick", 5, TickFunction.RunAsync),
    ]);

    /// <summary>The functions.</summary>
    public IReadOnlyList<Function> Functions { get; } = functions;

    /// <summary>The functions behind queues and timers.</summary>
    public IEnumerable<Function.Trigger> Triggers => Functions.OfType<Function.Trigger>();
}

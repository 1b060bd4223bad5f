using Microsoft.Extensions.Logging;

namespace Matchmaking.FunctionsHost;

/// <summary>A line that the worker sent to the host's log, or that the host wrote itself.</summary>
/// <param name="Level">How grave it is.</param>
/// <param name="Category">Who wrote it; <c>Host</c> for the host.</param>
/// <param name="Message">What it says.</param>
/// <param name="Exception">The exception's text, if there was one.</param>
/// <param name="InvocationId">The call during which it was written, if any.</param>
public sealed record LogLine(LogLevel Level, string Category, string Message, string? Exception = null, string? InvocationId = null);

namespace Matchmaking.Functions.Errors;

/// <summary>
/// A failure with a stable code that may be logged, stored and shown to an operator. The message may hold ids, never contacts or free text.
/// </summary>
/// <param name="code">The stable code, snake case.</param>
/// <param name="message">A sentence for the operator.</param>
/// <param name="innerException">What led to it.</param>
internal class CodedException(string code, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The stable code.</summary>
    public string Code { get; } = code;

    /// <summary>The code of any exception: its own, or <c>unexpected</c>.</summary>
    public static string CodeOf(Exception exception) => exception is CodedException coded ? coded.Code : "unexpected";
}

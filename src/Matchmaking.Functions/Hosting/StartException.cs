using Matchmaking.Functions.Errors;

namespace Matchmaking.Functions.Hosting;

/// <summary>The program cannot start, for a reason that the person who started it can remedy.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="innerException">What led to it.</param>
internal sealed class StartException(string message, Exception? innerException = null)
    : CodedException("cannot_start", message, innerException);

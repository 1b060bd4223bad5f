namespace Matchmaking.Benchmarks.Allocating;

/// <summary>An instance that cannot be read.</summary>
/// <param name="message">Why, with the line where one is to blame.</param>
internal sealed class InstanceException(string message) : Exception(message);

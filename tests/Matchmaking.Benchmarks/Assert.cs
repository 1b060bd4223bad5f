using System.Diagnostics.CodeAnalysis;

namespace Matchmaking.Testing;

/// <summary>What the shared start of Azurite asks of a test framework, where there is none.</summary>
internal static class Assert
{
    [DoesNotReturn]
    public static void Fail(string message) => throw new InvalidOperationException(message);
}

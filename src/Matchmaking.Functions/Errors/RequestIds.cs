namespace Matchmaking.Functions.Errors;

/// <summary>Ids in addresses: those of this service have 1 to 64 letters, digits and hyphens.</summary>
internal static class RequestIds
{
    private const int MaxLength = 64;

    /// <summary>The id itself.</summary>
    /// <exception cref="Refused">Of another shape, so nothing can be there (404).</exception>
    public static string Require(string id) => IsId(id) ? id : throw new Refused(ErrorCatalogue.NotFound);

    /// <summary>Whether it is of that shape.</summary>
    public static bool IsId(string id) => id.Length is > 0 and <= MaxLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}

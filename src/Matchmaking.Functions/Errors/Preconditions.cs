namespace Matchmaking.Functions.Errors;

/// <summary>ETags of the API: a version in quotes, <c>"3"</c>. Storage's own ETags stay inside.</summary>
internal static class Preconditions
{
    public static string ETagOf(int version) => FormattableString.Invariant($"\"{version}\"");

    /// <summary>A change must name the version that it changes.</summary>
    /// <exception cref="Refused">No If-Match (428), or another version (412).</exception>
    public static void RequireVersion(HttpRequest request, int version)
    {
        var given = request.Headers.IfMatch.ToString();
        if (given.Length == 0)
        {
            throw new Refused(ErrorCatalogue.IfMatchRequired, "If-Match", null, "the ETag as read");
        }

        if (given != ETagOf(version))
        {
            throw new Refused(ErrorCatalogue.Stale, "If-Match", given.Length > 100 ? given[..100] : given, ETagOf(version));
        }
    }
}

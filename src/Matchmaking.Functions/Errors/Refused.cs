using Matchmaking.Declaring;

namespace Matchmaking.Functions.Errors;

/// <summary>
/// A request that is turned away before anything is stored. Thrown at the edge only, where a request is read, so that
/// an endpoint's own path stays load → pure function → write → answer; the domain answers with values.
/// </summary>
internal class Refused(Error error, IReadOnlyList<FieldError>? errors = null) : Exception(error.Code)
{
    public Refused(Error error, string field, string? given, string expected)
        : this(error, [new FieldError(field, error.Code, given, expected)])
    {
    }

    public Error Error => error;

    public IReadOnlyList<FieldError>? Errors => errors;
}

using System.Text.Json.Serialization;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// What the Functions host is told. Always a JSON object of type <c>application/json</c>: on an empty answer the host would wait until its
/// timeout and then kill the process, and any other content type it takes for a failure.
/// </summary>
/// <param name="Outputs">Output bindings: none.</param>
/// <param name="Logs">Lines for the function's log.</param>
/// <param name="ReturnValue">None.</param>
/// <param name="Code">The stable code of a failure; null on success.</param>
internal sealed record TriggerAnswer(
    [property: JsonPropertyName("Outputs")] IReadOnlyDictionary<string, string> Outputs,
    [property: JsonPropertyName("Logs")] IReadOnlyList<string> Logs,
    [property: JsonPropertyName("ReturnValue")] string? ReturnValue,
    [property: JsonPropertyName("code"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code)
{
    /// <summary>Done; the message may be deleted.</summary>
    public static TriggerAnswer Success { get; } = new(new Dictionary<string, string>(), [], null, null);

    /// <summary>Whether it is done.</summary>
    [JsonIgnore]
    public bool Succeeded => Code is null;

    /// <summary>Not done; try again.</summary>
    public static TriggerAnswer Failure(string functionName, string code) =>
        new(new Dictionary<string, string>(), [$"{functionName} failed: {code}"], null, code);

    /// <summary>As an HTTP answer.</summary>
    public IResult ToResult(int failureStatus = StatusCodes.Status500InternalServerError) =>
        TypedResults.Json(this, TriggerAnswerJson.Default.TriggerAnswer, "application/json", Succeeded ? StatusCodes.Status200OK : failureStatus);
}

/// <summary>How answers are written.</summary>
[JsonSerializable(typeof(TriggerAnswer))]
internal sealed partial class TriggerAnswerJson : JsonSerializerContext;

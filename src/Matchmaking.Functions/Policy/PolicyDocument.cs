using System.Text.Json;
using System.Text.Json.Serialization;
using Matchmaking.Matching;

namespace Matchmaking.Functions.Policy;

/// <summary>A policy in the form in which it is read and changed: name, version and every number at its path.</summary>
[JsonConverter(typeof(PolicyDocumentConverter))]
internal sealed record PolicyDocument(MatchPolicy Policy);

/// <summary>What is sent to change the policy: any part of a <see cref="PolicyDocument"/>, with the reason.</summary>
[JsonConverter(typeof(PolicyDocumentConverter))]
internal sealed record PolicyChangeBody(MatchPolicy Policy);

internal sealed class PolicyDocumentConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(PolicyDocument) || typeToConvert == typeof(PolicyChangeBody);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        typeToConvert == typeof(PolicyDocument) ? new Writing<PolicyDocument>(document => document.Policy) : new Writing<PolicyChangeBody>(body => body.Policy);

    /// <summary>A body is read by <see cref="PolicyReader"/>, which tells all that is wrong with it.</summary>
    private sealed class Writing<T>(Func<T, MatchPolicy> policy) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => PolicyWriter.ToJson(policy(value)).WriteTo(writer);
    }
}

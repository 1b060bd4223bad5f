using System.Text.Json;

namespace Matchmaking.Declaring;

/// <summary>Turns a question about one more capacity into an <see cref="Addition"/>, or into all that is wrong with it.</summary>
public static class AdditionReader
{
    /// <summary>Reads <c>{ "pillar", "place", "kind", "amountUsd" or "slots" }</c>; the kind is funding unless said otherwise, and the amount as of a capacity.</summary>
    /// <param name="body">The body.</param>
    /// <param name="known">The codes that exist.</param>
    public static Reading<Addition> Read(JsonElement body, KnownPlaces known)
    {
        var reader = FieldReader.Of(body);
        var pillar = reader.Code<Pillar>("pillar");
        var place = reader.Place("place", known, Addition.Anywhere);
        var kind = reader.OptionalCode<AssistanceKind>("kind") ?? AssistanceKind.Funding;
        var (amount, slots) = CapacityReader.AmountOrSlots(reader, kind);
        return reader.Finish(() => new Addition(pillar, place, kind, (amount ?? slots)!.Value));
    }
}

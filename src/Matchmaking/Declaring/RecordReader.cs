using System.Text.Json;
using Matchmaking.Field;

namespace Matchmaking.Declaring;

/// <summary>Turns what the secretariat sent of the record of assistance into an entry, or into all that is wrong with it.</summary>
public static class RecordReader
{
    /// <summary>The first year of which anything can be entered; the last is the present one.</summary>
    public const int FirstYear = 1990;

    private const int MostYears = 100;

    /// <summary>Reads what a line says; which line it is stands in the address.</summary>
    public static Reading<RecordedGift> Read(JsonElement body)
    {
        var reader = FieldReader.Of(body);
        return Read(reader, gift => gift);
    }

    /// <summary>Reads a line with what it says, but for the partner.</summary>
    /// <param name="body">The body.</param>
    /// <param name="partner">Who gave; cannot be who received.</param>
    /// <param name="isState">True for a State of the list.</param>
    /// <param name="thisYear">The present year, the last of which anything can be known.</param>
    public static Reading<(RecordLine Line, RecordedGift Gift)> ReadLine(JsonElement body, ParticipantId partner, Func<ParticipantId, bool> isState, int thisYear)
    {
        var reader = FieldReader.Of(body);
        var state = reader.State("state", isState);
        if (state == partner && !reader.HasErrors("state"))
            reader.Refuse("state", FieldErrorCodes.IsSelf, state.Value, "another than the partner");
        var year = (int)reader.Whole("year", FirstYear, thisYear);
        return Read(reader, gift => (new RecordLine(partner, state, year), gift));
    }

    /// <summary>Reads of which years all is known; an empty list says that of none.</summary>
    /// <param name="body">The body.</param>
    /// <param name="thisYear">The present year.</param>
    public static Reading<HeldDeclaration> ReadHeld(JsonElement body, int thisYear)
    {
        var reader = FieldReader.Of(body);
        var years = reader.Wholes("years", FirstYear, thisYear, MostYears);
        var source = reader.SourceOwed();
        return reader.Finish(() => new HeldDeclaration([.. years.Order().Select(year => (int)year)], source!));
    }

    private static Reading<T> Read<T>(FieldReader reader, Func<RecordedGift, T> make)
    {
        var usd = reader.Whole("usd", 1, SharedFields.MostUsd);
        var pillars = reader.Codes<Pillar>("pillars", required: false);
        var source = reader.SourceOwed();
        return reader.Finish(() => make(new(usd, [.. pillars.Order()], source!)));
    }
}

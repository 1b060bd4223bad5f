using System.Globalization;
using System.Text;
using Matchmaking.Declaring;

namespace Matchmaking.Functions.Declarations;

/// <summary>Filters and paging of a list; parsed from the query string.</summary>
/// <param name="Pillars">The pillars to list: one, or all.</param>
/// <param name="Participant">Only this State's or partner's.</param>
/// <param name="Area">Only within this M49 region or subregion.</param>
/// <param name="Kind">Only with this kind of assistance.</param>
/// <param name="Limit">Rows a page, 1 to 200.</param>
/// <param name="After">Where to go on: a pillar and a row key.</param>
internal sealed record ListFilter(
    IReadOnlyList<Pillar> Pillars,
    ParticipantId? Participant,
    string? Area,
    AssistanceKind? Kind,
    int Limit,
    (Pillar Pillar, string RowKey)? After)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    /// <summary>Reads the query; every malformed parameter is an error that names it. Others are let pass: gateways add their own.</summary>
    public static (ListFilter? Filter, IReadOnlyList<FieldError> Errors) Read(IQueryCollection query)
    {
        var errors = new List<FieldError>();
        Pillar? pillar = Code<Pillar>("pillar");
        AssistanceKind? kind = Code<AssistanceKind>("kind");
        var participant = One("participant") is not { } code ? (ParticipantId?)null
            : ParticipantId.TryParse(code, null, out var id) ? id
            : Wrong<ParticipantId?>("participant", code, "an ISO3 code or org-…");
        var area = One("area") is not { } area1 ? null
            : Field.Areas.Find(area1) is not null ? area1
            : Wrong<string>("area", area1, "an M49 region or subregion of three digits");
        var limit = One("limit") is not { } number ? DefaultLimit
            : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= MaxLimit ? n
            : Wrong<int>("limit", number, $"a whole number from 1 to {MaxLimit}");
        var after = One("cursor") is not { } cursor ? null : Cursor(cursor) ?? Wrong<(Pillar, string)?>("cursor", cursor, "a cursor of this list");

        return errors.Count > 0
            ? (null, errors)
            : (new(pillar is { } p ? [p] : Enum.GetValues<Pillar>(), participant, area, kind, limit, after), []);

        string? One(string name) => query[name] is { Count: > 0 } values ? values.ToString() : null;

        TCode? Code<TCode>(string name) where TCode : struct, Enum
        {
            if (One(name) is not { } given)
            {
                return null;
            }

            var values = Enum.GetValues<TCode>();
            var found = Array.FindIndex(values, value => Json.Code(value) == given);
            return found >= 0 ? values[found] : Wrong<TCode?>(name, given, "one of " + string.Join(", ", values.Select(Json.Code)));
        }

        TValue? Wrong<TValue>(string name, string given, string expected)
        {
            errors.Add(new(name, "invalid_parameter", given.Length > 100 ? given[..100] : given, expected));
            return default;
        }
    }

    public static string CursorOf(Pillar pillar, string rowKey) =>
        System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Json.Code(pillar)} {rowKey}"));

    private static (Pillar, string)? Cursor(string text)
    {
        if (!System.Buffers.Text.Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(text)).Split(' ', 2);
        var values = Enum.GetValues<Pillar>();
        var found = Array.FindIndex(values, value => Json.Code(value) == parts[0]);
        return found >= 0 && parts.Length == 2 ? (values[found], parts[1]) : null;
    }
}

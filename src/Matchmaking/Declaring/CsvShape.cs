using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matchmaking.Declaring;

/// <summary>
/// The columns of one kind of file, in order, and the way between a row and the JSON that the API takes. Both
/// ways follow the one list of columns, and rows go through the reader of the API, so that a rule stands once.
/// </summary>
/// <param name="declarer">The column of the one who declares, which is no field of the body.</param>
/// <param name="groups">The groups of fields that a body must have.</param>
/// <param name="columns">All other columns.</param>
internal sealed class CsvShape(string declarer, IReadOnlyList<string> groups, IReadOnlyList<CsvColumn> columns)
{
    private readonly Dictionary<string, CsvColumn> _byName = columns.ToDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>The columns that every file may have, in order.</summary>
    public IReadOnlyList<string> Standard { get; } = [declarer, .. columns.SelectMany(c => c.Standard)];

    /// <summary>The columns of a file that holds these rows: the standard ones, further languages after their own.</summary>
    public IReadOnlyList<string> Header(IEnumerable<IReadOnlyDictionary<string, string>> rows)
    {
        var given = rows.SelectMany(r => r.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return [declarer, .. columns.SelectMany(c => c.Cell == CsvCell.Texts
            ? c.Standard.Concat(given.Where(g => Find(g) == c)).Distinct(StringComparer.Ordinal)
            : c.Standard)];
    }

    /// <summary>What is wrong with a file's first line.</summary>
    public IReadOnlyList<FieldError> Check(IReadOnlyList<string> header)
    {
        var twice = header.GroupBy(h => h, StringComparer.Ordinal).Where(g => g.Count() > 1)
            .Select(g => new FieldError(CleanText.Shorten(g.Key), FieldErrorCodes.DuplicateField, null, "this column once only"));
        var missing = columns.Where(c => c.Required && !header.Any(h => Find(h) == c)).Select(c => c.Standard.First());
        if (!header.Contains(declarer)) missing = missing.Prepend(declarer);
        return
        [
            .. twice,
            .. missing.Select(m => new FieldError(m, FieldErrorCodes.MissingColumn, null, "a column of this name")),
            .. Unknown(header.Distinct(StringComparer.Ordinal)),
        ];
    }

    /// <summary>An error for each column that there is no field for.</summary>
    public IEnumerable<FieldError> Unknown(IEnumerable<string> header) =>
        from name in header
        where name != declarer && Find(name) is null
        let near = Nearest.To(name, Standard)
        select new FieldError(
            CleanText.Shorten(name),
            FieldErrorCodes.UnknownField,
            null,
            near is null ? "one of " + string.Join(", ", Standard) : $"'{near}', perhaps; no column has this name");

    /// <summary>The body that a row means; columns without a field are left out.</summary>
    public JsonObject ToJson(IReadOnlyDictionary<string, string> row)
    {
        var body = new JsonObject();
        foreach (var (name, text) in row)
        {
            if (Find(name) is not { } column || string.IsNullOrWhiteSpace(text)) continue;

            var path = column.Cell == CsvCell.Texts ? $"{column.Field}.{name[^2..]}" : column.Field;
            var dot = path.IndexOf('.', StringComparison.Ordinal);
            var target = dot < 0 ? body : Group(body, path[..dot]);
            target[path[(dot + 1)..]] = CsvCells.ToJson(column.Cell, text);
        }

        // A group that must be there is always made, so that it is its members that are missing, each in its column.
        foreach (var group in groups) Group(body, group);
        return body;
    }

    /// <summary>The row of what was declared: every standard column, "" where there is nothing, and the further languages that it has.</summary>
    public Dictionary<string, string> ToRow<T>(ParticipantId who, T declaration)
    {
        var body = JsonSerializer.SerializeToNode(declaration, Json.Options)!.AsObject();
        var row = Standard.ToDictionary(name => name, _ => "", StringComparer.Ordinal);
        row[declarer] = who.Value;
        foreach (var column in columns)
        {
            var node = column.Field.Split('.').Aggregate((JsonNode?)body, (parent, name) => parent?[name]);
            if (column.Cell == CsvCell.Texts)
            {
                foreach (var (language, text) in node?.AsObject() ?? []) row[$"{column.Name}_{language}"] = CsvCells.ToText(text);
            }
            else
            {
                row[column.Name] = CsvCells.ToText(node);
            }
        }

        return row;
    }

    /// <summary>
    /// Reads a row: who declares, by <paramref name="who"/> in its own column, then the body by <paramref name="read"/>.
    /// Errors name columns, not fields.
    /// </summary>
    public Reading<TRow> Read<T, TRow>(
        IReadOnlyDictionary<string, string> row,
        Func<FieldReader, ParticipantId> who,
        Func<JsonElement, ParticipantId, Reading<T>> read,
        Func<ParticipantId, T, TRow> make)
    {
        var first = new JsonObject();
        var code = row.GetValueOrDefault(declarer, "");
        if (!string.IsNullOrWhiteSpace(code)) first[declarer] = CsvCells.ToJson(CsvCell.Text, code);
        var reader = FieldReader.Of(JsonSerializer.SerializeToElement(first));
        var participant = who(reader);
        var reading = read(JsonSerializer.SerializeToElement(ToJson(row)), participant);

        FieldError[] errors =
        [
            .. reader.Finish(() => participant) is Reading<ParticipantId>.Rejected nobody ? nobody.Errors : [],
            .. reading is Reading<T>.Rejected rejected ? rejected.Errors.Select(e => e with { Field = Column(e.Field) }) : [],
            .. Unknown(row.Keys),
        ];
        return errors.Length == 0 && reading is Reading<T>.Accepted accepted
            ? new Reading<TRow>.Accepted(make(participant, accepted.Value))
            : new Reading<TRow>.Rejected(errors);
    }

    /// <summary>The column that a field's path stands for: <c>amountUsd</c> is <c>amount_usd</c>, <c>kinds[1]</c> is <c>kinds</c>.</summary>
    public string Column(string field)
    {
        var path = field.Split('[')[0];
        var dot = path.LastIndexOf('.');
        var family = dot < 0 ? null : columns.FirstOrDefault(c => c.Cell == CsvCell.Texts && c.Field == path[..dot]);
        return columns.FirstOrDefault(c => c.Cell != CsvCell.Texts && c.Field == path)?.Name
            ?? (family is null ? null : $"{family.Name}_{path[(dot + 1)..]}")
            ?? columns.FirstOrDefault(c => c.Field == path || c.Field.StartsWith(path + ".", StringComparison.Ordinal))?.Standard.First()
            ?? field;
    }

    private CsvColumn? Find(string name)
    {
        if (_byName.TryGetValue(name, out var column) && column.Cell != CsvCell.Texts) return column;

        var isLanguage = name.Length > 3 && name[^3] == '_' && LanguageCodes.Contains(name[^2..]);
        return isLanguage && _byName.TryGetValue(name[..^3], out column) && column.Cell == CsvCell.Texts ? column : null;
    }

    private static JsonObject Group(JsonObject body, string name)
    {
        if (body[name] is JsonObject group) return group;

        var made = new JsonObject();
        body[name] = made;
        return made;
    }
}

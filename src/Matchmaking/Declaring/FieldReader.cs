using System.Text.Json;

namespace Matchmaking.Declaring;

/// <summary>
/// Reads the fields of one JSON object and collects all that is wrong, each with the path of its field. A value that
/// is wrong or missing reads as an empty one, so reading goes on to the end; <see cref="Finish{T}"/> then makes
/// the value or hands back the errors, the names that nobody asked for among them.
/// </summary>
/// <example>
/// <code>
/// var body = FieldReader.Of(json);
/// var name = body.Text("name", 1, 200);
/// var email = body.Email("email");
/// var language = body.Language("language");
/// var until = body.OptionalDate("until");
/// return body.Finish(() => new Contact(name, email, language, until));   // Accepted or Rejected
/// </code>
/// Rules between fields come after both are read, in field order, and only where both could be read:
/// <code>
/// if (until &lt; from &amp;&amp; !body.HasErrors("from")) body.Refuse("until", FieldErrorCodes.PeriodReversed, …);
/// </code>
/// </example>
public sealed partial class FieldReader
{
    /// <summary>Errors that one body reports at most; a body with more is no honest mistake.</summary>
    public const int MostErrors = 100;

    private const string AnObject = "an object, {…}";

    private readonly string _path;
    private readonly List<FieldError> _errors;
    private readonly Dictionary<string, JsonElement> _given = new(StringComparer.Ordinal);
    private readonly HashSet<string> _twice = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];
    private readonly bool _isObject;

    private FieldReader(string path, JsonElement value, List<FieldError> errors, string expected = AnObject)
    {
        _path = path;
        _errors = errors;
        _isObject = value.ValueKind == JsonValueKind.Object;
        if (!_isObject)
        {
            Add(path.Length == 0 ? "$" : path, FieldErrorCodes.WrongType, CleanText.Shown(value), expected);
            return;
        }

        foreach (var property in value.EnumerateObject())
        {
            if (NameOf(property) is not { } name)
            {
                Add(path.Length == 0 ? "$" : path, FieldErrorCodes.BrokenText, null, "names of fields in Unicode");
            }
            else if (!_given.TryAdd(name, property.Value))
            {
                _twice.Add(name);
            }
        }
    }

    /// <summary>Starts on a body. One that is not an object is refused at <c>$</c>, whatever is read after.</summary>
    public static FieldReader Of(JsonElement body) => new("", body, []);

    /// <summary>Adds an error of the caller's own.</summary>
    /// <param name="name">The field in this object, such as <c>slots</c> or <c>kinds[1]</c>.</param>
    /// <param name="code">One of <see cref="FieldErrorCodes"/>.</param>
    /// <param name="given">What was given; null for nothing and for what must not be repeated.</param>
    /// <param name="expected">What is expected, in English.</param>
    public void Refuse(string name, string code, string? given, string expected) => Add(PathOf(name), code, given, expected);

    /// <summary>True where this field, or anything in it, has been refused.</summary>
    public bool HasErrors(string name)
    {
        var path = PathOf(name);
        return _errors.Exists(e => e.Field.StartsWith(path, StringComparison.Ordinal)
            && (e.Field.Length == path.Length || e.Field[path.Length] is '.' or '['));
    }

    /// <summary>True where the field was given and is not null.</summary>
    public bool IsGiven(string name) => _given.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A group of fields that must be given; <paramref name="read"/> reads it. Null where it is refused.</summary>
    public T? Group<T>(string name, Func<FieldReader, T> read, string expected = AnObject) =>
        ReadGroup(name, required: true, read, expected);

    /// <summary>A group of fields that may be missing or null; <paramref name="read"/> reads it.</summary>
    public T? OptionalGroup<T>(string name, Func<FieldReader, T> read) => ReadGroup(name, required: false, read, AnObject);

    /// <summary>Ends the reading: names that nobody asked for are refused, then the value is made if nothing is wrong.</summary>
    public Reading<T> Finish<T>(Func<T> make)
    {
        RefuseUnknown();
        return _errors.Count == 0 ? new Reading<T>.Accepted(make()) : new Reading<T>.Rejected(_errors);
    }

    private T? ReadGroup<T>(string name, bool required, Func<FieldReader, T> read, string expected)
    {
        if (!TryTake(name, required, expected, out var value)) return default;

        var group = new FieldReader(PathOf(name), value, _errors, expected);
        if (!group._isObject) return default;

        var result = read(group);
        group.RefuseUnknown();
        return result;
    }

    private bool TryTake(string name, bool required, string expected, out JsonElement value)
    {
        _known.Add(name);
        value = default;
        if (!_isObject) return false;

        if (_twice.Contains(name))
        {
            Refuse(name, FieldErrorCodes.DuplicateField, null, "this field once only");
            return false;
        }

        if (_given.TryGetValue(name, out value) && value.ValueKind != JsonValueKind.Null) return true;

        if (required) Refuse(name, FieldErrorCodes.Required, null, expected);
        return false;
    }

    private void RefuseUnknown()
    {
        foreach (var name in _given.Keys.Except(_known))
        {
            if (_errors.Count == MostErrors) return;

            var expected = Nearest.To(name, _known) is { } near
                ? $"'{near}', perhaps; no field has this name"
                : "one of " + string.Join(", ", _known);
            Refuse(CleanText.Shorten(name), FieldErrorCodes.UnknownField, null, expected);
        }
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private void Add(string path, string code, string? given, string expected)
    {
        if (_errors.Count < MostErrors) _errors.Add(new FieldError(path, code, given, expected));
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

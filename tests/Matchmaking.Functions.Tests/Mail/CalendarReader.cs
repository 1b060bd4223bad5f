using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Matchmaking.Functions.Tests.Mail;

/// <summary>
/// Reads a published calendar file as strictly as RFC 5545 and RFC 5546 §3.2.1 are written, and knows nothing of how it was
/// made: what they do not allow throws.
/// </summary>
internal static partial class CalendarReader
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>A property: its parameters by name, and its value as it stands.</summary>
    public sealed record Property(IReadOnlyDictionary<string, string> Parameters, string Value)
    {
        /// <summary>The value of type TEXT.</summary>
        public string Text => TextValue().IsMatch(Value)
            ? Escape().Replace(Value, escape => escape.Groups[1].Value is "n" or "N" ? "\n" : escape.Groups[1].Value)
            : throw new FormatException($"no TEXT: {Value}");

        /// <summary>The moment, and whether it is a whole day.</summary>
        public (DateTime At, bool IsDay) Time => Parameters.GetValueOrDefault("VALUE") == "DATE"
            ? (DateTime.ParseExact(Value, "yyyyMMdd", CultureInfo.InvariantCulture), true)
            : (DateTime.ParseExact(Value, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture), false);
    }

    /// <summary>The properties of the calendar and of its one event, the event's under <c>VEVENT.</c>.</summary>
    public static IReadOnlyDictionary<string, Property> Read(byte[] file)
    {
        var properties = new Dictionary<string, Property>();
        var inside = new Stack<string>();
        foreach (var line in Unfold(file))
        {
            var match = Line().Match(line);
            Require(match.Success, $"no content line: {line}");
            var name = match.Groups["name"].Value.ToUpperInvariant();
            var value = match.Groups["value"].Value;
            if (name == "BEGIN")
                inside.Push(value);
            else if (name == "END")
                Require(inside.TryPop(out var begun) && begun == value, $"END:{value} ends nothing");
            else
                properties.Add(Key(inside, name), new(Parameters(match), value));
        }

        Require(inside.Count == 0, "a component does not end");
        RequireEvent(properties);
        return properties;
    }

    // Twice the same property, or a third component, is refused by the dictionary or here: our files have one event with each once.
    private static string Key(Stack<string> inside, string name) => (inside.Count, inside.LastOrDefault(), inside.FirstOrDefault()) switch
    {
        (1, "VCALENDAR", _) => name,
        (2, "VCALENDAR", "VEVENT") => "VEVENT." + name,
        _ => throw new FormatException($"{name} stands in {string.Join('/', inside.Reverse())}"),
    };

    private static IEnumerable<string> Unfold(byte[] file)
    {
        var lines = Encoding.Latin1.GetString(file).Split("\r\n");
        Require(lines.Length > 1 && lines[^1].Length == 0, "the last line does not end");
        string? whole = null;
        foreach (var line in lines[..^1])
        {
            Require(line.Length is >= 1 and <= 75, $"a line of {line.Length} octets");
            // Each by itself: no character may be cut in two.
            var text = Strict.GetString(Encoding.Latin1.GetBytes(line));
            Require(!text.Any(c => char.IsControl(c) && c != '\t'), "a control character");
            if (line[0] is ' ' or '\t')
            {
                Require(whole is not null, "the first line is a folded one");
                whole += text[1..];
                continue;
            }

            if (whole is not null)
                yield return whole;

            whole = text;
        }

        yield return whole!;
    }

    private static Dictionary<string, string> Parameters(Match line) => line.Groups["parameter"].Captures
        .Select(capture => capture.Value.Split('=', 2))
        .ToDictionary(pair => pair[0].ToUpperInvariant(), pair => pair[1].StartsWith('"') ? pair[1][1..^1] : pair[1]);

    private static void RequireEvent(Dictionary<string, Property> properties)
    {
        string[] needed = ["PRODID", "VERSION", "METHOD", "VEVENT.UID", "VEVENT.DTSTAMP", "VEVENT.DTSTART", "VEVENT.ORGANIZER", "VEVENT.SUMMARY"];
        Require(needed.All(properties.ContainsKey), "a property is missing");
        string[] known = [.. needed, "VEVENT.DTEND", "VEVENT.SEQUENCE", "VEVENT.STATUS", "VEVENT.TRANSP", "VEVENT.DESCRIPTION", "VEVENT.LOCATION"];
        Require(properties.Keys.All(known.Contains), "a property that was not asked for");
        Require(properties["VERSION"].Value == "2.0" && properties["METHOD"].Value == "PUBLISH", "another version or method");
        Require(!properties["VEVENT.DTSTAMP"].Time.IsDay, "the stamp is no moment");
        var (start, end) = (properties["VEVENT.DTSTART"].Time, properties["VEVENT.DTEND"].Time);
        Require(start.IsDay == end.IsDay && start.At < end.At, "the end is not after the start");
        Require(properties["VEVENT.STATUS"].Value is "TENTATIVE" or "CONFIRMED" or "CANCELLED", "another status");
        Require(properties["VEVENT.TRANSP"].Value is "OPAQUE" or "TRANSPARENT", "another transparency");
        Require(int.Parse(properties["VEVENT.SEQUENCE"].Value, NumberStyles.None, CultureInfo.InvariantCulture) >= 0, "no sequence");
        Require(Uri.TryCreate(properties["VEVENT.ORGANIZER"].Value, UriKind.Absolute, out var organizer) && organizer.Scheme == "mailto", "no address of the organiser");
    }

    private static void Require(bool kept, string broken)
    {
        if (!kept)
            throw new FormatException(broken);
    }

    [GeneratedRegex("""^(?<name>[A-Za-z0-9-]+)(;(?<parameter>[A-Za-z0-9-]+=("[^"]*"|[^";:,]*)))*:(?<value>.*)$""", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    [GeneratedRegex(@"^([^\\;,]|\\[\\;,nN])*$", RegexOptions.Singleline)]
    private static partial Regex TextValue();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}

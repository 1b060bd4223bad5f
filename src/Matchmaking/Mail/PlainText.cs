using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Matchmaking.Mail;

/// <summary>
/// Lays out the text part of a letter. Its components write blocks, each begun by a mark and holding HTML-encoded text:
/// a mark typed by somebody is encoded, so it cannot begin a block.
/// </summary>
public static partial class PlainText
{
    /// <summary>Begins every block; followed by one character for its kind.</summary>
    public const char Mark = '\u001E';

    /// <summary>The letter's title.</summary>
    public const char Title = 'T';

    /// <summary>A section's heading.</summary>
    public const char Heading = 'H';

    /// <summary>A paragraph.</summary>
    public const char Paragraph = 'P';

    /// <summary>An item of a list.</summary>
    public const char Item = 'I';

    /// <summary>An address, alone on its line and never broken.</summary>
    public const char Address = 'A';

    /// <summary>The most columns of a line; only an address or a word longer than this passes it.</summary>
    public const int Columns = 78;

    /// <summary>The text of the blocks, its lines ended by LF.</summary>
    public static string FromBlocks(string blocks)
    {
        var text = new StringBuilder();
        var before = '\0';
        foreach (var block in blocks.Split(Mark).Skip(1))
        {
            var kind = block[0];
            // Only ordinary white space is folded: a no-break space in « 5 000 » must stay one.
            var words = WhiteSpace().Replace(WebUtility.HtmlDecode(block[1..]), " ").Trim(' ');
            if (before != '\0' && !(kind == Address || (kind == Item && before == Item)))
                text.Append('\n');

            text.Append(LayOut(kind, words));
            before = kind;
        }

        return text.ToString();
    }

    /// <summary>Breaks words into lines of at most <paramref name="columns"/> UTF-16 units at ordinary spaces.</summary>
    public static IEnumerable<string> Wrap(string words, int columns)
    {
        var line = new StringBuilder();
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > columns)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        if (line.Length > 0)
            yield return line.ToString();
    }

    private static string LayOut(char kind, string words) => kind switch
    {
        Title => Underlined(words, '='),
        Heading => Underlined(words, '-'),
        Item => "- " + string.Join("\n  ", Wrap(words, Columns - 2)) + "\n",
        Address => words + "\n",
        _ => string.Join('\n', Wrap(words, Columns)) + "\n",
    };

    private static string Underlined(string words, char with)
    {
        var lines = Wrap(words, Columns).ToList();
        return string.Join('\n', lines) + "\n" + new string(with, lines.Max(l => (int?)l.Length) ?? 0) + "\n";
    }

    [GeneratedRegex("[ \\t\\r\\n]+")]
    private static partial Regex WhiteSpace();
}

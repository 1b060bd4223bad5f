namespace Matchmaking.Functions.Mail.Letters;

/// <summary>Which part of the mail is being written.</summary>
public enum LetterFormat
{
    /// <summary>The HTML part.</summary>
    Html,

    /// <summary>The text part: blocks that <c>PlainText</c> lays out.</summary>
    Text,
}

/// <summary>How a letter is being written.</summary>
/// <param name="Reader">For whom.</param>
/// <param name="Format">Which part.</param>
/// <param name="Subject">The subject, which is also the HTML document's title.</param>
public sealed record LetterView(Reader Reader, LetterFormat Format, string Subject)
{
    /// <summary>True for the HTML part.</summary>
    public bool IsHtml => Format == LetterFormat.Html;
}

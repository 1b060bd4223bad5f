using System.Globalization;
using Matchmaking.Mail;

namespace Matchmaking.Functions.Answers;

/// <summary>What somebody sent with a button.</summary>
/// <param name="Answer">The button.</param>
/// <param name="Day">Another day; only a State may give one.</param>
/// <param name="Note">A note; null where none.</param>
internal sealed record AnswerForm(OfferedAnswer Answer, DateOnly? Day, string? Note)
{
    /// <summary>The most characters of a note.</summary>
    public const int MaxNote = 2000;

    /// <summary>The buttons' name.</summary>
    public const string AnswerField = "answer";

    /// <summary>The day's name.</summary>
    public const string DayField = "day";

    /// <summary>The note's name.</summary>
    public const string NoteField = "note";

    /// <summary>Reads the form of a question; null where it is not one that the page could have sent.</summary>
    public static AnswerForm? Read(IFormCollection form, AnswerQuestion question)
    {
        OfferedAnswer? answer = form[AnswerField].ToString() switch
        {
            "yes" => OfferedAnswer.Yes,
            "no" => OfferedAnswer.No,
            "later" when question == AnswerQuestion.Partner => OfferedAnswer.Later,
            _ => null,
        };

        // A browser sends each line end of a text area as two characters and counts it as one.
        var note = form[NoteField].ToString().ReplaceLineEndings("\n").Trim();
        var dayText = question == AnswerQuestion.State ? form[DayField].ToString().Trim() : "";
        var day = DateOnly.TryParseExact(dayText, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : (DateOnly?)null;
        return answer is null || note.Length > MaxNote || (dayText.Length > 0 && day is null)
            ? null
            : new AnswerForm(answer.Value, day, note.Length == 0 ? null : note);
    }
}

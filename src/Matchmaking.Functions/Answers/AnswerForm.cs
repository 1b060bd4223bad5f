using System.Text.Json;
using Matchmaking.Declaring;
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

    /// <summary>Reads the form of a question by the same rules as the API's bodies; null where it is not one that the page could have sent.</summary>
    public static AnswerForm? Read(IFormCollection form, AnswerQuestion question)
    {
        // A browser sends each line end of a text area as two characters and counts it as one; a field left empty it sends empty.
        var note = form[NoteField].ToString().ReplaceLineEndings("\n").Trim();
        var day = question == AnswerQuestion.State ? form[DayField].ToString().Trim() : "";
        var given = new Dictionary<string, string?>
        {
            [AnswerField] = form[AnswerField],
            [DayField] = day.Length > 0 ? day : null,
            [NoteField] = note.Length > 0 ? note : null,
        };
        var reader = FieldReader.Of(JsonSerializer.SerializeToElement(given));
        var answer = reader.Code<OfferedAnswer>(AnswerField);
        var (otherDay, words) = (reader.OptionalDate(DayField), reader.OptionalText(NoteField, 1, MaxNote, lines: true));
        return reader.Finish(() => new AnswerForm(answer, otherDay, words)) is Reading<AnswerForm>.Accepted { Value: var read }
            && (read.Answer != OfferedAnswer.Later || question == AnswerQuestion.Partner)
            ? read
            : null;
    }
}

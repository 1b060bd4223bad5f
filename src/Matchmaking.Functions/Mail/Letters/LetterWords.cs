using Matchmaking.Matching;

namespace Matchmaking.Functions.Mail.Letters;

/// <summary>Turns that letters and pages share.</summary>
internal static class LetterWords
{
    private const int ReasonsShown = 3;

    /// <summary>Why a pair was suggested: the criteria that earned it most, as sentences.</summary>
    public static string Why(Reader reader, PlanLine line) =>
        string.Join(' ', line.Points.Where(p => p.Points > 0).Take(ReasonsShown).Select(p => reader.Sentence(p.Reason)));
}

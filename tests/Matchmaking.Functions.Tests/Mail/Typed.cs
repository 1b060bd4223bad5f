using FsCheck;
using FsCheck.Fluent;

namespace Matchmaking.Functions.Tests.Mail;

/// <summary>What somebody may type into a name, a subject or a text, and what a mail or a calendar file could stumble over.</summary>
internal static class Typed
{
    private static readonly string[] Pieces =
    [
        "a", "Bc", "word ", " ", "  ", "\t", "\n", "\r\n", "\r", "\0", "\u007f", "\u0085", "\u2028",
        ",", ";", ":", "\"", "\\", "\\n", "'", "^", "(", ")", "<b@demo.example>", "@", ".", "\n.\n", "=", "=3D", "_", "?", "=?", "?=",
        "=?utf-8?q?evil?=", "=?utf-8?b?ZXZpbA==?=", "=?iso-8859-1?Q?=E9?= =?us-ascii?q?x?=", "BEGIN:VALARM", "\r\nBcc: x@demo.example\r\n\r\n", "--=_mixed--",
        "é", "e\u0301", "œ", "€", "😀", "👩🏽‍🚒", "שלום", "\u202Eعربي\u202C", "漢字", "\u00a0", "\u200b", "\uFEFF", "\U0010FFFD",
        new string('x', 80), new string('é', 70), string.Concat(Enumerable.Repeat("😀", 40)), string.Concat(Enumerable.Repeat("word ", 300)), new string('y', 1100),
    ];

    /// <summary>Texts of such pieces, from empty to long.</summary>
    public static Arbitrary<string> Text { get; } = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary();
}

using Matchmaking.Declaring;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

public sealed class DueDatesTests
{
    private static readonly Deadline[] Two = [new(Convention.Apmbc, 5, Today.AddDays(-1), Certainty.Found), new(Convention.Ccm, 4, Today, Certainty.Uncertain)];

    [Fact]
    public void Dates_are_one_fact_and_what_has_passed_is_marked()
    {
        Assert.Equal("apmbc.5.2026-11-19.found.passed,ccm.4.2026-11-20.uncertain,expected.2026-11-18.passed", DueDates.Of(Two, Today.AddDays(-2), Today));
        Assert.Equal("", DueDates.Of([], null, Today));
    }

    [Theory]
    [InlineData("en", "19 November 2026 (article 5 of the Anti-Personnel Mine Ban Convention; confirmed; passed) and 1 July 2027 (expected by the State)")]
    [InlineData("fr", "19 novembre 2026 (article 5, Convention sur l’interdiction des mines antipersonnel\u202f; date confirmée\u202f; passée) et 1er juillet 2027 (date prévue par l’État)")]
    public void They_are_said_in_the_readers_language(string language, string words) =>
        Assert.Equal(words, DueDates.In(DueDates.Of(Two[..1], new(2027, 7, 1), Today), Wording.For(language)));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("expected.2027")]
    [InlineData("apmbc.5.2027-04-01")]
    [InlineData("apmbc.5.2027-04-31.found")]
    public void What_a_stored_reason_says_otherwise_stands_as_it_is(string fact) => Assert.Equal(fact, DueDates.In(fact, Wording.For("en")));
}

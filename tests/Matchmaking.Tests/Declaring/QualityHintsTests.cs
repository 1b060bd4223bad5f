using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Declaring;

namespace Matchmaking.Tests.Declaring;

public class QualityHintsTests
{
    [Fact]
    public void A_bare_need_is_told_all_that_a_donor_would_ask()
    {
        var need = Read("""{"-":"amountUsd,nationalContributionUsd,slots,quantity,people,deadline,languages,source","title":{"fr":"Dépollution"}}""");

        Assert.Equal(
            [
                "cost", "national_contribution", "slots", "description", "quantity", "deadline", "people_by_sex_and_age", "gender_and_diversity",
                "environment", "source", "second_language", "languages_of_work",
            ],
            QualityHints.For(need).Select(h => h.Code));
        Assert.Equal(0, QualityHints.Score(need));
    }

    [Fact]
    public void A_complete_need_has_no_hints()
    {
        var need = Read(
            """
            {"description":{"en":"Clearance","fr":"Dépollution"},"genderAndDiversity":{"en":"Mixed teams"},"environment":{"en":"Topsoil is kept"}}
            """);

        Assert.Empty(QualityHints.For(need));
        Assert.Equal(100, QualityHints.Score(need));
    }

    [Fact]
    public void Only_what_goes_with_the_need_is_asked_for()
    {
        var need = Read("""{"pillar":"national_legislation","kinds":["expertise"],"-":"amountUsd,nationalContributionUsd,quantity,people,deadline,slots"}""");

        Assert.Equal(["slots", "description", "gender_and_diversity"], QualityHints.For(need).Select(h => h.Code));
        Assert.Equal(50, QualityHints.Score(need));
    }

    [Fact]
    public void People_who_are_not_counted_by_sex_and_age_are_asked_for_again()
    {
        var need = Read("""{"people":{"notDisaggregated":900}}""");
        Assert.Equal("003-05", QualityHints.For(need).Single(h => h.Code == "people_by_sex_and_age").Basis);
    }

    [Theory]
    [InlineData("""{"title":{"en":"Clearance"}}""", true)]
    [InlineData("""{"description":{"en":"Clearance of fields"}}""", true)]
    [InlineData("""{}""", false)]
    public void A_need_in_one_language_is_asked_for_a_second(string fragment, bool hinted) =>
        Assert.Equal(hinted, QualityHints.For(Read(fragment)).Any(h => h.Code == "second_language"));

    [Fact]
    public void Hints_are_in_both_languages_and_the_score_is_full_without_hints_only() =>
        Prop.ForAll(Declared.Need.ToArbitrary(), need =>
        {
            var hints = QualityHints.For(need);
            Assert.All(hints, h => Assert.Equal(["en", "fr"], h.Text.Versions.Keys));
            Assert.InRange(QualityHints.Score(need), 0, 100);
            Assert.Equal(hints.Count == 0, QualityHints.Score(need) == 100);
        }).QuickCheckThrowOnFailure();

    private static NeedDeclaration Read(string fragment) =>
        Readings.Value(NeedReader.Read(Bodies.With(Bodies.Need, fragment), Known.Sudan, Known.Places));
}

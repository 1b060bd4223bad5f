using Matchmaking.Field;

namespace Matchmaking.Tests.Field;

public sealed class StateNamesTests
{
    private static State Of(string iso3) => States.Find(ParticipantId.Parse(iso3, null))!;

    [Theory]
    [InlineData("SDN", "le Soudan", "au Soudan", "au Soudan", "du Soudan")]
    [InlineData("ZMB", "la Zambie", "en Zambie", "à la Zambie", "de la Zambie")]
    [InlineData("ETH", "l'Éthiopie", "en Éthiopie", "à l'Éthiopie", "de l'Éthiopie")]
    [InlineData("AGO", "l'Angola", "en Angola", "à l'Angola", "de l'Angola")]
    [InlineData("COM", "les Comores", "aux Comores", "aux Comores", "des Comores")]
    [InlineData("CUB", "Cuba", "à Cuba", "à Cuba", "de Cuba")]
    [InlineData("HTI", "Haïti", "en Haïti", "à Haïti", "d'Haïti")]
    [InlineData("ISR", "Israël", "en Israël", "à Israël", "d'Israël")]
    [InlineData("OMN", "Oman", "à Oman", "à Oman", "d'Oman")]
    [InlineData("HUN", "la Hongrie", "en Hongrie", "à la Hongrie", "de la Hongrie")]
    [InlineData("HND", "le Honduras", "au Honduras", "au Honduras", "du Honduras")]
    [InlineData("PSE", "l'État de Palestine", "dans l'État de Palestine", "à l'État de Palestine", "de l'État de Palestine")]
    [InlineData("GNB", "la Guinée-Bissau", "en Guinée-Bissau", "à la Guinée-Bissau", "de la Guinée-Bissau")]
    [InlineData("LAO", "la République démocratique populaire lao", "en République démocratique populaire lao", "à la République démocratique populaire lao", "de la République démocratique populaire lao")]
    [InlineData("BRB", "la Barbade", "à la Barbade", "à la Barbade", "de la Barbade")]
    public void French_takes_the_right_article_contracted_and_elided(string iso3, string none, string place, string to, string of) =>
        Assert.Equal(
            [none, place, to, of],
            [
                FrenchNames.With(Of(iso3), Preposition.None), FrenchNames.With(Of(iso3), Preposition.In),
                FrenchNames.With(Of(iso3), Preposition.To), FrenchNames.With(Of(iso3), Preposition.Of),
            ]);

    [Fact]
    public void An_article_is_elided_before_a_vowel_and_only_there() =>
        Assert.All(States.All, s =>
        {
            var vowel = "AEIOUÉÎ".Contains(s.Name.In("fr")[0], StringComparison.Ordinal);
            Assert.Contains(s.Grammar.FrenchArticle, new[] { "les", "none" }.Concat(vowel ? ["l'"] : ["le", "la"]));
            Assert.Contains(s.Grammar.FrenchIn, new[] { "en", "au", "aux", "à", "à la", "dans l'" });
        });

    [Theory]
    [InlineData("COD", "in the Democratic Republic of the Congo")]
    [InlineData("GMB", "in the Gambia")]
    [InlineData("NLD", "in the Netherlands (Kingdom of the)")]
    [InlineData("SDN", "in Sudan")]
    public void English_says_the_where_it_is_usual(string iso3, string place) => Assert.Equal(place, EnglishNames.With(Of(iso3), Preposition.In));

    [Fact]
    public void Both_languages_come_together()
    {
        Assert.Equal(LocalText.Of("of the Philippines", "des Philippines"), Of("PHL").With(Preposition.Of));
        Assert.Equal("to Chad", Of("TCD").With(Preposition.To).In("en"));
        Assert.Equal("the Holy See", Of("VAT").With(Preposition.None).In("en"));
    }
}

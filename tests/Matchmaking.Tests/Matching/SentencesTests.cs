using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

public sealed partial class SentencesTests
{
    private static readonly SentenceNames Names = new(
        id => id.Value switch { "SDN" => "Sudan", "NOR" => "Norway", var other => other },
        area => area switch { "015" => "Northern Africa", var other => other });

    public static TheoryData<string> EveryCode => [.. Sentences.Codes];

    [Theory]
    [MemberData(nameof(EveryCode))]
    public void Every_language_says_every_code_with_the_same_facts(string code)
    {
        foreach (var language in Wording.Languages)
        {
            // Languages may show the same fact in another form, never another fact.
            Assert.Equal(FactNames(code, "en"), FactNames(code, language));
            Assert.Matches(@"[.]$", Sentences.Template(code, language));
        }
    }

    [Fact]
    public void The_catalogue_holds_the_codes_that_the_rules_use_and_no_others()
    {
        var sources = new[] { "Matching", "Proposals" }.SelectMany(folder => Directory.GetFiles(Path.Combine(SourceRoot(), "src", "Matchmaking", folder), "*.cs"))
            .Where(file => !file.EndsWith("Sentences.cs", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("Wording.", StringComparison.Ordinal))
            .Select(File.ReadAllText).ToList();
        var written = sources.SelectMany(s => CodeLiteral().Matches(s)).Select(m => m.Groups[1].Value);
        var suffixed = sources.SelectMany(s => SuffixLiteral().Matches(s)).SelectMany(m => new[] { "change", "note" }.Select(prefix => prefix + m.Groups[1].Value));
        Assert.Equal(Sentences.Codes, written.Concat(suffixed).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_reader_of_English_sees_names_amounts_and_days()
    {
        Assert.Equal("Norway has named Sudan.", En("place.state_named", ("partner", "NOR"), ("state", "SDN")));
        Assert.Equal("The smallest share that the partner gives is US$1,000,000; what is still open is US$250,000.",
            En("size.above_gap", ("smallest", "1000000"), ("gap", "250000"), ("unit", "funding")));
        Assert.Equal("The need is in survey and clearance; the capacity serves advocacy and risk education.",
            En("pillar.not_served", ("asked", "survey_clearance"), ("offered", "advocacy,risk_education")));
        Assert.Equal("The capacity is meant for Northern Africa and Norway, not for Sudan.", En("place.elsewhere", ("state", "SDN"), ("places", "015,NOR")));
    }

    [Fact]
    public void A_reader_of_French_sees_them_in_French()
    {
        Assert.Equal("La période du besoin a pris fin le 1er mars 2026.", Fr("period.need_over", ("to", "2026-03-01")));
        Assert.Equal("La plus petite part que donne le partenaire est de 3\u00a0places de formation\u202f; il ne manque plus que 1\u00a0place de formation.",
            Fr("size.above_gap", ("smallest", "3"), ("gap", "1"), ("unit", "training")));
        Assert.Equal("La Norvège pourrait couvrir 2\u202f000\u00a0dollars des États-Unis au lieu de 1\u202f000\u00a0dollars des États-Unis (Déminage).",
            Sentences.Render(Of("change.amount", ("partner", "NOR"), ("title.en", "Clearance"), ("title.fr", "Déminage"), ("unit", "funding"), ("from", "1000"), ("to", "2000")), "fr", MatchingPageTables.NamesIn("fr")));
    }

    [Fact]
    public void Participants_stand_with_their_articles_and_verbs_agree_with_them()
    {
        var names = new SentenceNames(id => id.IsOrganisation ? "Union européenne" : Matchmaking.Field.States.Find(id)!.Name.In("fr"), area => area);
        string French(string partner, string state = "SEN") => Sentences.Render(Of("place.state_named", ("partner", partner), ("state", state)), "fr", names);
        Assert.Equal("Les États-Unis d’Amérique ont nommé le Sénégal.", French("USA"));
        Assert.Equal("La Norvège a nommé l’Angola.", French("NOR", "AGO"));
        Assert.Equal("L’Union européenne a nommé Cuba.", French("org-european-union", "CUB"));
        Assert.Equal("Les Comores devraient lever l’exclusion du Sénégal.",
            Sentences.Render(Of("place.change_state_exclusion", ("partner", "COM"), ("state", "SEN")), "fr", names));
        var english = new SentenceNames(id => id.IsOrganisation ? "European Union" : Matchmaking.Field.States.Find(id)!.Name.In("en"), area => area);
        Assert.Equal("The European Union has named the Gambia.", Sentences.Render(Of("place.state_named", ("partner", "org-european-union"), ("state", "GMB")), "en", english));
        Assert.Equal("org-eu has named SDN.", Sentences.Render(Of("place.state_named", ("partner", "org-eu"), ("state", "SDN")), "en", SentenceNames.Codes).Replace("Org", "org", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("019,029,TCD", "the Americas, the Caribbean and Chad", "les Amériques, les Caraïbes et le Tchad")]
    [InlineData("011,145,GMB", "Western Africa, Western Asia and the Gambia", "l’Afrique occidentale, l’Asie occidentale et la Gambie")]
    [InlineData("054,NLD", "Melanesia and the Netherlands (Kingdom of the)", "la Mélanésie et les Pays-Bas (Royaume des)")]
    public void Every_place_of_a_list_stands_with_its_article(string places, string english, string french)
    {
        var elsewhere = Of("place.elsewhere", ("state", "SDN"), ("places", places));
        Assert.Equal($"The capacity is meant for {english}, not for Sudan.", Sentences.Render(elsewhere, "en", MatchingPageTables.NamesIn("en")));
        Assert.Equal($"La capacité est prévue pour {french}\u202f; le Soudan n’en fait pas partie.", Sentences.Render(elsewhere, "fr", MatchingPageTables.NamesIn("fr")));
    }

    [Fact]
    public void An_excluded_area_stands_with_its_article_too()
    {
        string In(string language, string code, string area) => Sentences.Render(Of(code, ("partner", "NLD"), ("state", "HTI"), ("area", area)), language, MatchingPageTables.NamesIn(language));
        Assert.Equal("The capacity excludes the Caribbean, where Haiti lies.", In("en", "place.area_excluded", "029"));
        Assert.Equal("La capacité exclut les Caraïbes, où se trouve Haïti.", In("fr", "place.area_excluded", "029"));
        Assert.Equal("Les Pays-Bas (Royaume des) devraient lever l’exclusion des Amériques.", In("fr", "place.change_area_exclusion", "019"));
        Assert.Equal("Les Pays-Bas (Royaume des) devraient lever l’exclusion de l’Afrique.", In("fr", "place.change_area_exclusion", "002"));
    }

    [Theory]
    [InlineData("change.amount", "The Netherlands (Kingdom of the) could cover US$2,000 instead of US$1,000 (Ateliers).", "Les Pays-Bas (Royaume des) pourraient couvrir 2\u202f000\u00a0dollars des États-Unis au lieu de 1\u202f000\u00a0dollars des États-Unis (Ateliers).")]
    [InlineData("change.line_removed", "A capacity of the Netherlands (Kingdom of the) is no longer suggested (Ateliers).", "Une capacité des Pays-Bas (Royaume des) n’est plus suggérée (Ateliers).")]
    [InlineData("change.partner_added", "The Netherlands (Kingdom of the) has been added.", "Les Pays-Bas (Royaume des) s’ajoutent aux partenaires.")]
    [InlineData("trial.freed", "This capacity of the Netherlands (Kingdom of the) would cover less for the Gambia (Ateliers): US$2,000 instead of US$1,000.", "Cette capacité des Pays-Bas (Royaume des) couvrirait moins pour la Gambie (Ateliers)\u00a0: 2\u202f000\u00a0dollars des États-Unis au lieu de 1\u202f000\u00a0dollars des États-Unis.")]
    [InlineData("trial.others_cover", "The Netherlands (Kingdom of the) would cover more of the same need (Ateliers): US$2,000 instead of US$1,000.", "Les Pays-Bas (Royaume des) couvriraient davantage du même besoin (Ateliers)\u00a0: 2\u202f000\u00a0dollars des États-Unis au lieu de 1\u202f000\u00a0dollars des États-Unis.")]
    [InlineData("note.partner_could_help", "Another capacity could help with this need now (Ateliers): that of the Netherlands (Kingdom of the).", "Une autre capacité pourrait à présent aider pour ce besoin (Ateliers)\u00a0: celle des Pays-Bas (Royaume des).")]
    public void Changes_name_their_partner_with_its_article(string code, string english, string french)
    {
        var change = Of(code, ("partner", "NLD"), ("state", "GMB"), ("title.fr", "Ateliers"), ("unit", "funding"), ("from", "1000"), ("to", "2000"));
        Assert.Equal(english, Sentences.Render(change, "en", MatchingPageTables.NamesIn("en")));
        Assert.Equal(french, Sentences.Render(change, "fr", MatchingPageTables.NamesIn("fr")));
    }

    [Fact]
    public void One_partner_is_said_in_the_singular()
    {
        Assert.Equal("More partners could help, but at most 1\u00a0partner may be invited for one need.", En("cover.partner_limit", ("limit", "1")));
        Assert.Equal("D’autres partenaires pourraient aider, mais un même besoin compte 1\u00a0partenaire au plus.", Fr("cover.partner_limit", ("limit", "1")));
        Assert.Equal("All capacities that fit this need, those of 1\u00a0partner in all, are used for it or for other needs.", En("cover.nothing_left", ("partners", "1")));
        Assert.Equal("Eligible, but at most 1\u00a0partner may be invited for one need, and the plan earns more with others than with Norway.", En("outweighed.better_partners", ("partner", "NOR"), ("limit", "1")));
    }

    [Fact]
    public void Years_in_a_row_are_shown_as_a_span() =>
        Assert.Equal("Norway has helped Sudan up to the last year on record for the two: 2012, 2016–2018, 2020 and 2021 (confirmed). Source: A report.",
            En("partnership.continuing", ("partner", "NOR"), ("state", "SDN"), ("years", "2012,2016,2017,2018,2020,2021"), ("certainty", "found"), ("source", "A report")));

    [Fact]
    public void A_title_is_shown_in_the_nearest_language_there_is()
    {
        Assert.Equal("A need has been added: Déminage.", En("change.need_added", ("title.fr", "Déminage")));
        Assert.Equal("Un besoin s’ajoute\u00a0: Clearance.", Fr("change.need_added", ("title.en", "Clearance")));
    }

    [Fact]
    public void What_cannot_be_said_does_not_break_a_page()
    {
        Assert.Equal("no.such_code", En("no.such_code"));
        Assert.Equal("… has named Sudan.", En("place.state_named", ("state", "SDN")));
        Assert.Equal(["no.such_code"], Sentences.Missing(Of("no.such_code"), "fr"));
        Assert.Equal(["{partner:the}", "{partner?a/ont}"], Sentences.Missing(Of("place.state_named", ("state", "SDN")), "fr"));
    }

    [Fact]
    public void The_machines_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            Assert.Equal("The need's period ended on 1 March 2026.", En("period.need_over", ("to", "2026-03-01")));
            var input = Input([Need()], [Capacity()]);
            var text = MatcherProperties.Text(Matcher.Match(input, MatchPolicy.Standard, Today));
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Assert.Equal(text, MatcherProperties.Text(Matcher.Match(input, MatchPolicy.Standard, Today)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    internal static string SourceRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    private static IEnumerable<string> FactNames(string code, string language) =>
        Sentences.FactsOf(code, language).Select(fact => fact.Trim('{', '}').Split(':', '?')[0]).Distinct().Order(StringComparer.Ordinal);

    private static string En(string code, params (string, string)[] facts) => Sentences.Render(Of(code, facts), "en", Names);

    private static string Fr(string code, params (string, string)[] facts) => Sentences.Render(Of(code, facts), "fr", Names);

    private static Reason Of(string code, params (string Name, string Value)[] facts) => new(code, facts.ToDictionary(f => f.Name, f => f.Value));

    [GeneratedRegex("""
        "([a-z_]+\.[a-z_]+)"
        """)]
    private static partial Regex CodeLiteral();

    [GeneratedRegex("""
        prefix \+ "(\.[a-z_]+)"
        """)]
    private static partial Regex SuffixLiteral();
}

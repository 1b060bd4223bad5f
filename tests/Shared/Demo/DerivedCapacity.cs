using System.Globalization;
using Matchmaking.Field;

namespace Matchmaking.Testing;

/// <summary>
/// A funding capacity derived from published giving: one for each partner and set of pillars that its rows of the
/// chosen year name together, with their whole amount. The rule in words stands in docs/demo-data.md.
/// </summary>
internal sealed record DerivedCapacity(string Partner, int Year, IReadOnlyList<Pillar> Pillars, bool NoPillarNamed, IReadOnlyList<Giving> Rows)
{
    private const long LargeUsd = 10_000_000;
    private const long SmallestShareOfLarge = 100_000;

    /// <summary>The pillars under which money is published; national implementation measures are never among them.</summary>
    private static readonly IReadOnlyList<Pillar> Published = [.. Enum.GetValues<Pillar>().Where(p => p != Pillar.NationalLegislation)];

    /// <summary>Those of the demonstration.</summary>
    public static IReadOnlyList<DerivedCapacity> All() => From(ChosenYear.OfEveryPartner());

    /// <summary>Those of these partners.</summary>
    public static IReadOnlyList<DerivedCapacity> From(IEnumerable<ChosenYear> years) =>
    [
        .. years.SelectMany(chosen => chosen.Used
            .GroupBy(row => string.Join(';', row.Pillars.Select(Json.Code)))
            .OrderBy(set => set.Key, StringComparer.Ordinal)
            .Select(set => new DerivedCapacity(chosen.Partner, chosen.Year, set.Key == "" ? Published : set.First().Pillars, set.Key == "", [.. set]))),
    ];

    public long Usd => Rows.Sum(r => r.Usd);

    public long? SmallestShare => Usd >= LargeUsd ? SmallestShareOfLarge : null;

    public IEnumerable<State> Recipients => Rows.Select(r => r.State!).Distinct().OrderBy(s => s.Id);

    public IEnumerable<string> Subregions => Recipients.Select(s => s.Subregion.Code).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The line of capacities.csv, column by column.</summary>
    public IReadOnlyDictionary<string, string> Cells() => new Dictionary<string, string>
    {
        ["partner"] = Partner,
        ["title_en"] = Title("en", "Funding for ", " (as given in ", ")"),
        ["title_fr"] = Title("fr", "Financement : ", " (comme donné en ", ")"),
        ["pillars"] = string.Join(';', Pillars.Select(Json.Code)),
        ["states"] = string.Join(';', Recipients.Select(s => s.Id)),
        ["subregions"] = string.Join(';', Subregions),
        ["kind"] = "funding",
        ["amount_usd"] = Usd.ToString(CultureInfo.InvariantCulture),
        ["smallest_share"] = SmallestShare?.ToString(CultureInfo.InvariantCulture) ?? "",
        ["period_from"] = "2026-01-01",
        ["period_to"] = "2030-12-31",
        ["conditions_en"] = Conditions("en"),
        ["conditions_fr"] = Conditions("fr"),
        ["source_title"] = SourceTitle(),
        ["source_url"] = Rows[0].SourceUrl,
        ["source_as_of"] = Year.ToString(CultureInfo.InvariantCulture),
        ["source_certainty"] = "derived",
        ["visibility"] = "partners",
    };

    private string Title(string language, string before, string asIn, string after)
    {
        var any = language == "fr" ? "piliers non précisés" : "pillars not stated";
        return before + (NoPillarNamed ? any : string.Join(", ", Pillars.Select(p => Names.Of(p).In(language)))) + asIn + Year + after;
    }

    private string Conditions(string language)
    {
        var french = language == "fr";
        var to = string.Join(", ", Recipients.Select(s => s.With(Preposition.To).In(language)));
        var sentences = new List<string>
        {
            french
                ? $"Démonstration, non une offre : calculé d'après l'aide publiée pour {Year}, donnée {to}. À confirmer par le partenaire."
                : $"Demonstration, not an offer: derived from giving published for {Year}, given {to}. To be confirmed by the partner.",
        };
        if (NoPillarNamed)
        {
            sentences.Add(french ? "Les chiffres publiés ne disent pas pour quels piliers." : "The published figures do not say for which pillars.");
        }
        else if (Rows.Any(r => r.Undivided))
        {
            sentences.Add(french ? "Une partie des chiffres publiés vaut aussi pour des travaux non ventilés." : "Some of the published figures also hold work that is not broken down.");
        }

        if (Partner == "GBR" && Pillars.Contains(Pillar.VictimAssistance))
        {
            sentences.Add(french
                ? "Le Royaume-Uni tient depuis longtemps que l'assistance aux victimes passe au mieux par les services généraux de santé et de handicap."
                : "The United Kingdom has long held that victim assistance is best given through general health and disability services.");
        }

        return string.Join(' ', sentences);
    }

    private string SourceTitle()
    {
        var others = Rows.Select(r => r.SourceTitle).Distinct().Count() - 1;
        return Rows[0].SourceTitle + (others == 0 ? "" : $"; and {others} more, by row in capacities-provenance.csv");
    }
}

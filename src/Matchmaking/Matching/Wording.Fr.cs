using System.Collections.Frozen;

namespace Matchmaking.Matching;

public sealed partial class Wording
{
    private static Wording French() => new()
    {
        Language = "fr",
        GroupSeparator = "\u202f",
        And = "et",
        UsdFormat = "#\u00a0dollars des États-Unis",
        UsdOneFormat = "#\u00a0dollar des États-Unis",
        FirstOfMonth = "1er",
        Months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        IsOne = value => value is 0 or 1,
        // A sign of two parts is kept with the word before it.
        Templates = FrenchSentences.Templates.ToFrozenDictionary(
            t => t.Key,
            t => t.Value.Replace(" :", "\u00a0:", StringComparison.Ordinal).Replace(" ;", "\u202f;", StringComparison.Ordinal)
                .Replace("« ", "«\u00a0", StringComparison.Ordinal).Replace(" »", "\u00a0»", StringComparison.Ordinal),
            StringComparer.Ordinal),
        Terms = new Dictionary<string, string>(FieldTerms("fr"))
        {
            ["found"] = "confirmée",
            ["found_partly"] = "confirmée en partie",
            ["derived"] = "calculée, à confirmer",
            ["general_knowledge"] = "à confirmer",
            ["uncertain"] = "incertaine, à confirmer",
            ["criterion.place"] = "précision du lieu",
            ["criterion.kind"] = "forme d’assistance",
            ["criterion.period"] = "couverture de la période",
            ["criterion.language"] = "langue commune",
            ["criterion.convention"] = "convention visée",
            ["criterion.multi_year"] = "engagement sur plusieurs années",
            ["criterion.same_subregion"] = "même sous-région ou frontière commune",
            ["criterion.visibility"] = "visibilité",
            ["criterion.deadline"] = "échéance",
            ["criterion.uncovered"] = "part non encore promise",
            ["criterion.small"] = "besoin assez petit pour être achevé",
            ["criterion.partnership"] = "partenariat antérieur",
            ["criterion.giving"] = "ampleur des dons",
            ["criterion.modality"] = "modalité de financement",
            ["criterion.south_south"] = "coopération Sud-Sud",
            ["criterion.people"] = "personnes touchées",
            ["criterion.no_partner"] = "absence récente de partenaire",
            ["criterion.extension"] = "échéance passée sans prolongation connue",
            ["criterion.left_behind"] = "besoin délaissé",
            ["days.one"] = "jour",
            ["days.many"] = "jours",
            ["partners.one"] = "partenaire",
            ["partners.many"] = "partenaires",
            ["slots.one"] = "unité",
            ["slots.many"] = "unités",
            ["equipment.one"] = "envoi d’équipement",
            ["equipment.many"] = "envois d’équipement",
            ["expertise.one"] = "mission d’expertise",
            ["expertise.many"] = "missions d’expertise",
            ["training.one"] = "place de formation",
            ["training.many"] = "places de formation",
            ["exchange_visit.one"] = "visite d’échange",
            ["exchange_visit.many"] = "visites d’échange",
            ["in_kind.one"] = "contribution en nature",
            ["in_kind.many"] = "contributions en nature",
            ["language.ar"] = "arabe",
            ["language.en"] = "anglais",
            ["language.es"] = "espagnol",
            ["language.fr"] = "français",
            ["language.pt"] = "portugais",
            ["language.ru"] = "russe",
            ["language.zh"] = "chinois",
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };
}

using System.Collections.Frozen;

namespace Matchmaking.Matching;

public sealed partial class Wording
{
    private static Wording English() => new()
    {
        Language = "en",
        GroupSeparator = ",",
        And = "and",
        UsdFormat = "US$#",
        FirstOfMonth = "1",
        Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        IsOne = value => value == 1,
        Templates = EnglishSentences.Templates.ToFrozenDictionary(StringComparer.Ordinal),
        Terms = new Dictionary<string, string>(FieldTerms("en"))
        {
            ["found"] = "confirmed",
            ["found_partly"] = "partly confirmed",
            ["derived"] = "computed, to be confirmed",
            ["general_knowledge"] = "to be confirmed",
            ["uncertain"] = "uncertain, to be confirmed",
            ["criterion.place"] = "precision of place",
            ["criterion.kind"] = "kind of assistance",
            ["criterion.period"] = "cover of the period",
            ["criterion.language"] = "a shared language",
            ["criterion.convention"] = "being meant for the convention",
            ["criterion.multi_year"] = "commitment over several years",
            ["criterion.same_subregion"] = "the same subregion",
            ["criterion.visibility"] = "visibility",
            ["criterion.deadline"] = "the deadline",
            ["criterion.uncovered"] = "what is not yet promised",
            ["criterion.small"] = "being small enough to be finished",
            ["criterion.left_behind"] = "being left behind",
            ["days.one"] = "day",
            ["days.many"] = "days",
            ["partners.one"] = "partner",
            ["partners.many"] = "partners",
            ["slots.one"] = "slot",
            ["slots.many"] = "slots",
            ["equipment.one"] = "consignment of equipment",
            ["equipment.many"] = "consignments of equipment",
            ["expertise.one"] = "expert deployment",
            ["expertise.many"] = "expert deployments",
            ["training.one"] = "training place",
            ["training.many"] = "training places",
            ["exchange_visit.one"] = "exchange visit",
            ["exchange_visit.many"] = "exchange visits",
            ["in_kind.one"] = "contribution in kind",
            ["in_kind.many"] = "contributions in kind",
            ["language.ar"] = "Arabic",
            ["language.en"] = "English",
            ["language.es"] = "Spanish",
            ["language.fr"] = "French",
            ["language.pt"] = "Portuguese",
            ["language.ru"] = "Russian",
            ["language.zh"] = "Chinese",
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };
}

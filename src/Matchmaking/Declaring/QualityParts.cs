namespace Matchmaking.Declaring;

/// <summary>One thing that a donor wants to know of a need.</summary>
/// <param name="Hint">What is said where it is missing.</param>
/// <param name="Applies">True where it goes with the need.</param>
/// <param name="IsThere">True where the need has it.</param>
internal sealed record QualityPart(QualityHint Hint, Func<NeedDeclaration, bool> Applies, Func<NeedDeclaration, bool> IsThere);

/// <summary>The things that a donor wants to know of a need, most needed first.</summary>
internal static class QualityParts
{
    public static readonly IReadOnlyList<QualityPart> All =
    [
        Part("cost", "001-12", AsksForFunding, n => n.AmountUsd is not null,
            "Say what it costs in all: a budget is the first thing that a donor asks for.",
            "Indiquez le coût total : un budget est la première chose que demande un donateur."),
        Part("national_contribution", "001-26", AsksForFunding, n => n.NationalContributionUsd is not null,
            "Say what the State pays itself, even if that is nothing, and how it mobilises the rest.",
            "Indiquez ce que l’État paie lui-même, fût-ce rien, et comment il mobilise le reste."),
        Part("slots", "001-09", n => n.Kinds.Any(k => k != AssistanceKind.Funding), n => n.Slots is not null,
            "Say how many places, visits, deployments or consignments are asked for.",
            "Indiquez combien de places, de visites, de missions ou de livraisons sont demandées."),
        Part("description", "002-31", Always, n => !n.Description.IsEmpty,
            "Describe what is needed and why: its social and economic effects and the situation of survivors.",
            "Décrivez le besoin et ses raisons : ses effets sociaux et économiques et la situation des survivants."),
        Part("quantity", "003-16", IsFieldWork, n => n.Quantity is not null,
            "Say how much work remains: square metres, items or people.",
            "Indiquez ce qu’il reste à faire : mètres carrés, engins ou personnes."),
        Part("deadline", "003-16", n => n.Pillar is Pillar.SurveyClearance or Pillar.StockpileDestruction, n => n.Deadlines.Any(d => d.IsOf(n.Pillar)),
            "Name the treaty deadline that it serves.",
            "Indiquez l’échéance conventionnelle que ce besoin sert."),
        Part("people_by_sex_and_age", "003-05", ReachesPeople, n => n.People is { } p && (p.Women ?? p.Girls ?? p.Men ?? p.Boys) is not null,
            "Give the people that it would reach by sex and age: women, girls, men and boys.",
            "Indiquez les personnes atteintes par sexe et par âge : femmes, filles, hommes et garçons."),
        Part("gender_and_diversity", "001-06", Always, n => !n.GenderAndDiversity.IsEmpty,
            "Say how gender and the diversity of the communities are taken into account.",
            "Indiquez comment le genre et la diversité des communautés sont pris en compte."),
        Part("environment", "003-05", n => n.Pillar is Pillar.SurveyClearance or Pillar.StockpileDestruction, n => !n.Environment.IsEmpty,
            "Say how the environment is protected while the work is done.",
            "Indiquez comment l’environnement est protégé pendant les travaux."),
        Part("source", "000-31", Always, n => n.Source is not null,
            "Name the document that the figures come from, such as the Article 7 report.",
            "Indiquez le document d’où viennent les chiffres, par exemple le rapport au titre de l’article 7."),
        Part("second_language", "000-32", Always, IsInTwoLanguages,
            "Give the title and the description in a second language: partners read English or French, not always both.",
            "Donnez le titre et la description dans une deuxième langue : les partenaires lisent le français ou l’anglais, pas toujours les deux."),
        Part("languages_of_work", null, Always, n => n.Languages.Count > 0,
            "Say in which languages you can work with a partner.",
            "Indiquez dans quelles langues vous pouvez travailler avec un partenaire."),
    ];

    private static QualityPart Part(
        string code, string? basis, Func<NeedDeclaration, bool> applies, Func<NeedDeclaration, bool> isThere, string en, string fr) =>
        new(new QualityHint(code, basis, LocalText.Of(en, fr)), applies, isThere);

    private static bool Always(NeedDeclaration need) => true;

    private static bool AsksForFunding(NeedDeclaration need) => need.Kinds.Contains(AssistanceKind.Funding);

    private static bool IsFieldWork(NeedDeclaration need) =>
        need.Pillar is Pillar.SurveyClearance or Pillar.StockpileDestruction or Pillar.RiskEducation or Pillar.VictimAssistance;

    private static bool ReachesPeople(NeedDeclaration need) =>
        need.Pillar is Pillar.SurveyClearance or Pillar.RiskEducation or Pillar.VictimAssistance or Pillar.CapacityBuilding;

    // A missing description has its own hint, so it is not asked for here a second time.
    private static bool IsInTwoLanguages(NeedDeclaration need) =>
        need.Title.Versions.Count > 1 && need.Description.Versions.Count != 1;
}

namespace Matchmaking.Functions.Mail;

/// <summary>What letters and pages say alike, each language beside the other.</summary>
internal static class Texts
{
    public static readonly LocalText OneInKind = LocalText.Of("{0}\u00a0contribution in kind", "{0}\u00a0contribution en nature");

    public static readonly LocalText ManyInKind = LocalText.Of("{0}\u00a0contributions in kind", "{0}\u00a0contributions en nature");

    public static readonly LocalText Labelled = LocalText.Of("{0}: {1}", "{0} : {1}");

    public static readonly LocalText Separator = LocalText.Of("; ", " ; ");

    public static readonly LocalText Demo = LocalText.Of("Demonstration", "Démonstration");

    public static readonly LocalText DemoMeans = LocalText.Of(
        "Demonstration: the people, needs and offers below only show how the service works. Nothing is asked of anyone.",
        "Démonstration : les personnes, besoins et offres ci-dessous montrent seulement comment fonctionne le service. Rien n’est demandé à personne.");

    public static readonly LocalText DemoSubject = LocalText.Of("[Demonstration] {0}", "[Démonstration] {0}");

    public static readonly LocalText DayOpen = LocalText.Of("to be agreed", "à convenir");

    public static readonly LocalText ToBeDiscussed = LocalText.Of("to be discussed at the meeting", "à discuter lors de la réunion");
}

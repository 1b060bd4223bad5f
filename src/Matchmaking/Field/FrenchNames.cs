
namespace Matchmaking.Field;

/// <summary>
/// States' names in French sentences. Article and locative are data (<c>fr_article</c>, <c>fr_in</c> in
/// <c>states.csv</c>), for no rule knows that Cuba and Chypre take none. The full article is kept after "de":
/// "de la Hongrie", not "de Hongrie".
/// </summary>
public static class FrenchNames
{
    /// <summary>The name with its article and what comes before it, contracted and elided, in lower case.</summary>
    public static string With(State state, Preposition preposition) =>
        Join(state.Name.In("fr"), state.Grammar.FrenchArticle, preposition, state.Grammar.FrenchIn);

    /// <summary>True where French agrees with it in the plural: <c>les Pays-Bas</c>.</summary>
    public static bool IsPlural(State state) => state.Grammar.FrenchArticle == "les";

    internal static string Join(string name, string article, Preposition preposition, string where) =>
        Join(
            preposition switch
            {
                Preposition.In => where,
                Preposition.To => article switch { "le" => "au", "les" => "aux", "none" => "à", _ => "à " + article },
                Preposition.Of => article switch { "le" => "du", "les" => "des", "none" => Elides(name) ? "d'" : "de", _ => "de " + article },
                _ => article == "none" ? "" : article,
            },
            name);

    private static string Join(string before, string name) =>
        before.Length == 0 || before.EndsWith('\'') ? before + name : $"{before} {name}";

    // Listed with their accents: where a program runs without ICU, nothing takes a letter apart.
    /// <summary>Among the names without an article, those in H (Haïti) have a mute one.</summary>
    private static bool Elides(string name) => "AEIOUHÀÂÉÈÊËÎÏÔÛÙ".Contains(name[0], StringComparison.Ordinal);
}

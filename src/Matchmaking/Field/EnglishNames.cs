namespace Matchmaking.Field;

/// <summary>States' names in English sentences. The article is data: <c>en_article</c> in <c>states.csv</c>.</summary>
public static class EnglishNames
{
    /// <summary>The name with its article and what comes before it, in lower case.</summary>
    public static string With(State state, Preposition preposition)
    {
        var name = (state.Grammar.TakesThe ? "the " : "") + state.Name.In("en");
        return preposition switch
        {
            Preposition.In => "in " + name,
            Preposition.To => "to " + name,
            Preposition.Of => "of " + name,
            _ => name,
        };
    }
}

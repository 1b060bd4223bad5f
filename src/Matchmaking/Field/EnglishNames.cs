namespace Matchmaking.Field;

/// <summary>States' names in English sentences. The article is data: <c>en_article</c> in <c>states.csv</c>.</summary>
public static class EnglishNames
{
    /// <summary>The name with its article and what comes before it, in lower case.</summary>
    public static string With(State state, Preposition preposition) => Join(state.Name.In("en"), state.Grammar.TakesThe, preposition);

    internal static string Join(string name, bool takesThe, Preposition preposition)
    {
        var whole = (takesThe ? "the " : "") + name;
        return preposition switch
        {
            Preposition.In => "in " + whole,
            Preposition.To => "to " + whole,
            Preposition.Of => "of " + whole,
            _ => whole,
        };
    }
}

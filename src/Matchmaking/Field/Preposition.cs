namespace Matchmaking.Field;

/// <summary>The word that a sentence puts before a State's name, in the terms of every language.</summary>
public enum Preposition
{
    /// <summary>None: the name with its article, as a subject: <c>the Gambia</c>, <c>la Gambie</c>.</summary>
    None,

    /// <summary>Where something is: <c>in the Gambia</c>, <c>en Gambie</c>, <c>au Tchad</c>, <c>à Cuba</c>.</summary>
    In,

    /// <summary>To whom something is given or said: <c>to the Gambia</c>, <c>à la Gambie</c>, <c>au Tchad</c>.</summary>
    To,

    /// <summary>Whose something is: <c>of the Gambia</c>, <c>de la Gambie</c>, <c>du Tchad</c>, <c>de Cuba</c>.</summary>
    Of,
}

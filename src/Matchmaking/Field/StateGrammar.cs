namespace Matchmaking.Field;

/// <summary>How a State's name behaves in sentences.</summary>
/// <param name="TakesThe">True where English puts "the" before it.</param>
/// <param name="FrenchArticle"><c>le</c>, <c>la</c>, <c>l'</c>, <c>les</c> or <c>none</c>.</param>
/// <param name="FrenchIn">What French puts before it to say where: <c>en</c>, <c>au</c>, <c>aux</c>, <c>à</c>, <c>à la</c>, <c>dans l'</c>.</param>
public sealed record StateGrammar(bool TakesThe, string FrenchArticle, string FrenchIn);

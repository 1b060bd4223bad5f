using Matchmaking.Declaring;

namespace Matchmaking.Field;

/// <summary>A State's deadline under an article of a convention, as known; it may have passed or been extended since.</summary>
/// <param name="Convention">The convention.</param>
/// <param name="Article">The article: 5 of the APMBC or 4 of the CCM, both for clearance.</param>
/// <param name="Date">The day, or the year where no more is known.</param>
/// <param name="Certainty">How sure it is.</param>
public sealed record TreatyDeadline(Convention Convention, int Article, PartialDate Date, Certainty Certainty)
{
    /// <summary>The same as a need declares it: with a day, the last that it can be.</summary>
    public Deadline AsDeclared => new(Convention, Article, Date.Latest, Certainty);
}

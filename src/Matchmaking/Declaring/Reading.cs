namespace Matchmaking.Declaring;

/// <summary>What came of reading what a client sent: a value that obeys every rule, or all that is wrong with it.</summary>
public abstract record Reading<T>
{
    private Reading()
    {
    }

    /// <summary>It obeys every rule.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Accepted(T Value) : Reading<T>;

    /// <summary>It breaks at least one rule; nothing may be stored.</summary>
    /// <param name="Errors">All that is wrong, in field order; at least one, at most <see cref="FieldReader.MostErrors"/>.</param>
    public sealed record Rejected(IReadOnlyList<FieldError> Errors) : Reading<T>;

    /// <summary>Reads on with the value; errors stay as they are.</summary>
    public Reading<TNext> Then<TNext>(Func<T, Reading<TNext>> next) => this switch
    {
        Accepted accepted => next(accepted.Value),
        Rejected rejected => new Reading<TNext>.Rejected(rejected.Errors),
        _ => throw new InvalidOperationException(),
    };
}

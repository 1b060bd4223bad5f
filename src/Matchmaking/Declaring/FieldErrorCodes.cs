namespace Matchmaking.Declaring;

/// <summary>The codes of <see cref="FieldError"/>. Programs rely on them, so none changes or goes; new ones may come.</summary>
public static class FieldErrorCodes
{
    /// <summary>The field must be given and is missing or null.</summary>
    public const string Required = "required";

    /// <summary>No field has this name.</summary>
    public const string UnknownField = "unknown_field";

    /// <summary>The field stands more than once in one object.</summary>
    public const string DuplicateField = "duplicate_field";

    /// <summary>Text where a number is expected, a list where a text is expected, and the like.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>A list or group is given and holds nothing where it must hold something.</summary>
    public const string Empty = "empty";

    /// <summary>The list has too many elements.</summary>
    public const string TooMany = "too_many";

    /// <summary>The list has too few elements, though it is not empty.</summary>
    public const string TooFew = "too_few";

    /// <summary>The element stands in the list already.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>The text has too few characters once blanks at its ends are cut.</summary>
    public const string TooShort = "too_short";

    /// <summary>The text has too many characters.</summary>
    public const string TooLong = "too_long";

    /// <summary>The text holds a control character, or a line break where one line is expected.</summary>
    public const string ControlCharacter = "control_character";

    /// <summary>The text is not Unicode: half of a surrogate pair, bytes that are not UTF-8, or the mark (U+FFFD) that a program left in their place.</summary>
    public const string BrokenText = "broken_text";

    /// <summary>The number is not whole, or not written in plain digits (12.5, 12.0, 1e3).</summary>
    public const string NotWhole = "not_whole";

    /// <summary>The number is below zero.</summary>
    public const string Negative = "negative";

    /// <summary>The number is below the least that is allowed, though not below zero.</summary>
    public const string TooSmall = "too_small";

    /// <summary>The number is above the most that is allowed.</summary>
    public const string TooLarge = "too_large";

    /// <summary>The text is not a day of the calendar written yyyy-MM-dd.</summary>
    public const string NotADate = "not_a_date";

    /// <summary>The year is not between 1990 and 2100.</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>The period ends before it starts.</summary>
    public const string PeriodReversed = "period_reversed";

    /// <summary>The period is longer than 30 years.</summary>
    public const string PeriodTooLong = "period_too_long";

    /// <summary>The code is not one of the list; what is expected names them all.</summary>
    public const string UnknownCode = "unknown_code";

    /// <summary>Not a language code of ISO 639-1.</summary>
    public const string UnknownLanguage = "unknown_language";

    /// <summary>The text has neither the shape of a State's code nor that of an organisation.</summary>
    public const string NotAParticipant = "not_a_participant";

    /// <summary>An organisation's code where only a State can stand.</summary>
    public const string NotAState = "not_a_state";

    /// <summary>No State or registered organisation has this code.</summary>
    public const string UnknownParticipant = "unknown_participant";

    /// <summary>No M49 region or subregion has this code.</summary>
    public const string UnknownArea = "unknown_area";

    /// <summary>The participant names itself where only another can stand.</summary>
    public const string IsSelf = "is_self";

    /// <summary>The address is not an absolute http or https one.</summary>
    public const string NotAUrl = "not_a_url";

    /// <summary>The text is not an email address.</summary>
    public const string NotAnEmail = "not_an_email";

    /// <summary>The field does not go with what is asked for or offered: an amount without funding, slots for money.</summary>
    public const string NotApplicable = "not_applicable";

    /// <summary>The part is larger than the whole.</summary>
    public const string AboveAmount = "above_amount";

    /// <summary>The smallest share is above the largest.</summary>
    public const string AboveLargest = "above_largest";

    /// <summary>Areas are named although it is anywhere.</summary>
    public const string AnywhereAndNamed = "anywhere_and_named";

    /// <summary>The same State or area is both named and excluded.</summary>
    public const string NamedAndExcluded = "named_and_excluded";

    /// <summary>The number is within its range and breaks a rule between numbers; what is expected states the rule.</summary>
    public const string Inconsistent = "inconsistent";

    /// <summary>A CSV lacks a column that it must have, though its cells may be empty.</summary>
    public const string MissingColumn = "missing_column";
}

using System.Reflection;
using Matchmaking.Declaring;

namespace Matchmaking.Tests.Declaring;

public class FieldErrorCodesTests
{
    [Fact]
    public void Codes_that_programs_rely_on_stay_as_they_are() => Assert.Equal(
        [
            "above_amount", "above_largest", "anywhere_and_named", "broken_text", "control_character", "duplicate", "duplicate_field",
            "empty", "inconsistent", "is_self", "missing_column", "named_and_excluded", "negative", "not_a_date", "not_a_participant", "not_a_state",
            "not_a_url", "not_an_email", "not_applicable", "not_whole", "out_of_range", "period_reversed", "period_too_long", "required",
            "too_few", "too_large", "too_long", "too_many", "too_short", "too_small", "unknown_area", "unknown_code", "unknown_field",
            "unknown_language", "unknown_participant", "wrong_type",
        ],
        typeof(FieldErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (string)f.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void A_code_is_its_constant_s_name_in_snake_case() => Assert.All(
        typeof(FieldErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static),
        f => Assert.Equal(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(f.Name), f.GetRawConstantValue()));
}

using System.Text;
using System.Text.Json;
using Matchmaking.Declaring;

namespace Matchmaking.Tests.Declaring;

public class FieldReaderTests
{
    [Fact]
    public void All_that_is_wrong_is_told_at_once_in_field_order()
    {
        var body = Parse(
            """
            { "colour": 1, "interest": "x", "period": { "to": "2027-02-30", "until": 1, "from": 3 }, "kinds": ["x", "funding", null],
              "title": { "xx": "abc", "en": "ab" }, "amountUsd": -4 }
            """);

        Assert.Equal(
            [
                ("conventions", "required"), ("pillar", "required"), ("title.xx", "unknown_language"), ("title.en", "too_short"),
                ("kinds[0]", "unknown_code"), ("kinds[2]", "required"), ("amountUsd", "negative"), ("period.from", "wrong_type"),
                ("period.to", "not_a_date"), ("period.until", "unknown_field"), ("interest", "unknown_code"), ("colour", "unknown_field"),
            ],
            Readings.Errors(NeedReader.Read(body, Known.Sudan, Known.Places)).Select(e => (e.Field, e.Code)));
    }

    [Theory]
    [InlineData("amountUSD", "'amountUsd'")]
    [InlineData("amount_usd", "'amountUsd'")]
    [InlineData("piller", "'pillar'")]
    [InlineData("titel", "'title'")]
    [InlineData("colour", "one of ")]
    public void A_misspelt_field_is_told_the_one_that_it_may_mean(string name, string expected)
    {
        var body = Bodies.With(Bodies.Need, $$"""{"{{name}}":1}""");
        var error = Assert.Single(Readings.Errors(NeedReader.Read(body, Known.Sudan, Known.Places)));
        Assert.StartsWith(expected, error.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_that_is_unknown_is_told_those_that_are_known()
    {
        var body = Bodies.With(Bodies.Need, """{"pillar":"demining"}""");
        var error = Assert.Single(Readings.Errors(NeedReader.Read(body, Known.Sudan, Known.Places)));
        Assert.Equal("demining", error.Given);
        Assert.Equal(
            "one of survey_clearance, risk_education, victim_assistance, stockpile_destruction, national_legislation, capacity_building, coordination, advocacy",
            error.Expected);
    }

    [Fact]
    public void A_body_of_countless_mistakes_reports_a_hundred()
    {
        var body = Parse($"{{{string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"field{i}\":1"))}}}");
        Assert.Equal(100, Readings.Errors(NeedReader.Read(body, Known.Sudan, Known.Places)).Count);
    }

    [Fact]
    public void What_was_given_is_shortened_and_no_character_is_halved()
    {
        var reader = FieldReader.Of(Parse($$"""{"reason":"{{new string('x', 98)}}😀{{new string('y', 5000)}}"}"""));
        reader.Text("reason", 1, 2000);
        var given = Assert.Single(Readings.Errors(reader.Finish(() => 0))).Given!;
        Assert.Equal(new string('x', 98) + "…", given);
    }

    [Fact]
    public void Text_is_trimmed_and_normalised_and_keeps_its_lines()
    {
        var reader = FieldReader.Of(Parse("""{"name":" \u00a0De\u0301minage\t","reason":"one\r\n\ttwo\u2028three\n"}"""));
        Assert.Equal("D\u00e9minage", reader.Text("name", 1, 8));
        Assert.Equal("one\n\ttwo\nthree", reader.Text("reason", 1, 2000, lines: true));
    }

    [Fact]
    public void Characters_are_counted_as_people_count_them()
    {
        var reader = FieldReader.Of(Parse("""{"four":"😀😀😀😀"}"""));
        Assert.Equal("😀😀😀😀", reader.Text("four", 4, 4));
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_an_error_and_no_exception()
    {
        byte[] json = [.. "{\"pillar\":\""u8, 0xC3, 0x28, .. "\",\""u8, 0xFF, .. "\":1}"u8];
        var errors = Readings.Errors(NeedReader.Read(JsonDocument.Parse(json).RootElement, Known.Sudan, Known.Places));
        Assert.Contains(errors, e => (e.Field, e.Code) == ("pillar", "broken_text"));
        Assert.Contains(errors, e => (e.Field, e.Code) == ("$", "broken_text"));
    }

    [Fact]
    public void A_name_that_is_half_a_surrogate_pair_is_an_error_and_no_exception()
    {
        var errors = Readings.Errors(NeedReader.Read(Parse("""{"\ud800":1}"""), Known.Sudan, Known.Places));
        Assert.Equal(("$", "broken_text"), (errors[0].Field, errors[0].Code));
    }

    [Fact]
    public void Another_body_is_read_in_the_same_way()
    {
        var reader = FieldReader.Of(Parse("""{"name":"Amina","email":"amina.b+x@mine-action.example.org","language":"fr","from":"FRA","role":"x"}"""));
        var contact = (reader.Text("name", 1, 200), reader.Email("email"), reader.Language("language"), reader.OptionalDate("until"), reader.Participant("from", Known.Places.IsParticipant));
        reader.OptionalText("role", 1, 10);
        Assert.Equal(("Amina", "amina.b+x@mine-action.example.org", "fr", null, ParticipantId.Parse("FRA", null)), Readings.Value(reader.Finish(() => contact)));
    }

    [Theory]
    [InlineData("amina")]
    [InlineData("amina@example")]
    [InlineData("@example.org")]
    [InlineData("a b@example.org")]
    [InlineData("a@b@example.org")]
    [InlineData("a..b@example.org")]
    [InlineData(".a@example.org")]
    [InlineData("a@-example.org")]
    [InlineData("a@example..org")]
    [InlineData("Amina <a@example.org>")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("amína@example.org")]
    [InlineData("amina@exampleſ.org")]
    public void What_is_no_email_address_is_refused_and_not_repeated(string text)
    {
        var reader = FieldReader.Of(Parse(JsonSerializer.Serialize(new { email = text })));
        reader.Email("email");
        Assert.Equal(("email", "not_an_email", null), Only(reader));
    }

    [Theory]
    [InlineData("a@example.org\nBcc: b@example.org")]
    [InlineData("a@example.org\u0000")]
    public void A_line_break_never_gets_into_an_email_address(string text)
    {
        var reader = FieldReader.Of(Parse(JsonSerializer.Serialize(new { email = text })));
        reader.Email("email");
        Assert.Equal(("email", "control_character", null), Only(reader));
    }

    [Fact]
    public void An_optional_field_may_be_null_or_missing()
    {
        var reader = FieldReader.Of(Parse("""{"a":null,"b":null,"c":null,"d":null,"e":null,"f":null}"""));
        Assert.Null(reader.OptionalText("a", 1, 5));
        Assert.Null(reader.OptionalWhole("b", 1, 5));
        Assert.Null(reader.OptionalDate("c"));
        Assert.Null(reader.OptionalCode<Pillar>("d"));
        Assert.Null(reader.OptionalParticipant("e", Known.Places.IsParticipant));
        Assert.Null(reader.OptionalGroup("f", g => g.Text("x", 1, 1)));
        Assert.Null(reader.OptionalUrl("g"));
        Assert.Equal(1, Readings.Value(reader.Finish(() => 1)));
    }

    [Fact]
    public void A_period_of_thirty_years_is_long_enough()
    {
        var reader = FieldReader.Of(Parse("""{"period":{"from":"2027-01-01","to":"2056-12-31"}}"""));
        reader.Period("period");
        Assert.Empty(Readings.Errors(reader.Finish(() => 0)));
    }

    [Fact]
    public void There_are_183_languages_in_two_lower_case_letters()
    {
        Assert.Equal(183, LanguageCodes.All.Count);
        Assert.All(LanguageCodes.All, code => Assert.True(code.Length == 2 && code.All(char.IsAsciiLetterLower)));
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(Encoding.UTF8.GetBytes(json)).RootElement;

    private static (string Field, string Code, string? Given) Only(FieldReader reader)
    {
        var error = Assert.Single(Readings.Errors(reader.Finish(() => 0)));
        return (error.Field, error.Code, error.Given);
    }
}

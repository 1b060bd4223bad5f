using System.Text.Json;
using Matchmaking.Declaring;

namespace Matchmaking.Tests.Declaring;

public class BadNeedTests
{
    private static readonly string Long200 = new('x', 201);
    private static readonly string Long4000 = new('x', 4001);

    /// <summary>What is wrong, the members that make it so, and the one error that must come of it.</summary>
    public static TheoryData<string, string, string, string> Bodies => new()
    {
        { "no conventions", """{"-":"conventions"}""", "conventions", "required" },
        { "conventions null", """{"conventions":null}""", "conventions", "required" },
        { "conventions empty", """{"conventions":[]}""", "conventions", "empty" },
        { "conventions as text", """{"conventions":"apmbc"}""", "conventions", "wrong_type" },
        { "convention twice", """{"conventions":["apmbc","apmbc"]}""", "conventions[1]", "duplicate" },
        { "three conventions", """{"conventions":["apmbc","ccm","apmbc"]}""", "conventions", "too_many" },
        { "convention unknown", """{"conventions":["apmbc","ottawa"]}""", "conventions[1]", "unknown_code" },
        { "convention in capitals", """{"conventions":["APMBC"]}""", "conventions[0]", "unknown_code" },
        { "convention as number", """{"conventions":[0]}""", "conventions[0]", "wrong_type" },
        { "convention null", """{"conventions":[null]}""", "conventions[0]", "required" },
        { "no pillar", """{"-":"pillar"}""", "pillar", "required" },
        { "pillar unknown", """{"pillar":"demining"}""", "pillar", "unknown_code" },
        { "pillar empty", """{"pillar":""}""", "pillar", "unknown_code" },
        { "pillar as list", """{"pillar":["advocacy"]}""", "pillar", "wrong_type" },
        { "no title", """{"-":"title"}""", "title", "required" },
        { "title without language", """{"title":{}}""", "title", "empty" },
        { "title as text", """{"title":"Clearance"}""", "title", "wrong_type" },
        { "title too short", """{"title":{"en":"ab"}}""", "title.en", "too_short" },
        { "title blank", """{"title":{"fr":"   \n "}}""", "title.fr", "too_short" },
        { "title too short once trimmed", """{"title":{"en":"  ab  "}}""", "title.en", "too_short" },
        { "title that does not show", """{"title":{"en":"\u200b\u200b \u200b"}}""", "title.en", "too_short" },
        { "title too long", $$$"""{"title":{"en":"{{{Long200}}}"}}""", "title.en", "too_long" },
        { "title with a line break", """{"title":{"en":"one\ntwo"}}""", "title.en", "control_character" },
        { "title with a null character", """{"title":{"en":"one\u0000two"}}""", "title.en", "control_character" },
        { "title with a line separator", """{"title":{"en":"one\u2028two"}}""", "title.en", "control_character" },
        { "title with half a surrogate pair", """{"title":{"en":"abc\ud800def"}}""", "title.en", "broken_text" },
        { "title with a non-character", """{"title":{"en":"abc\uffffdef"}}""", "title.en", "control_character" },
        { "title in no known language", """{"title":{"en":"Clearance","xx":"Clearance"}}""", "title.xx", "unknown_language" },
        { "title in a language in capitals", """{"title":{"EN":"Clearance"}}""", "title.EN", "unknown_language" },
        { "title twice in one language", """{"title":{"en":"Clearance","en":"Clearing"}}""", "title.en", "duplicate_field" },
        { "description too long", $$$"""{"description":{"en":"{{{Long4000}}}"}}""", "description.en", "too_long" },
        { "description blank", """{"description":{"en":" "}}""", "description.en", "too_short" },
        { "description with an escape character", """{"description":{"en":"a\u001bb"}}""", "description.en", "control_character" },
        { "description as number", """{"description":{"en":7}}""", "description.en", "wrong_type" },
        { "no kinds", """{"-":"kinds"}""", "kinds", "required" },
        { "kinds empty", """{"kinds":[]}""", "kinds", "empty" },
        { "kind twice", """{"kinds":["funding","training","funding"]}""", "kinds[2]", "duplicate" },
        { "kind unknown", """{"kinds":["money"]}""", "kinds[0]", "unknown_code" },
        { "amount negative", """{"-":"nationalContributionUsd","amountUsd":-1}""", "amountUsd", "negative" },
        { "amount zero", """{"-":"nationalContributionUsd","amountUsd":0}""", "amountUsd", "too_small" },
        { "amount absurd", """{"amountUsd":100000000001}""", "amountUsd", "too_large" },
        { "amount beyond 64 bit", """{"amountUsd":99999999999999999999999}""", "amountUsd", "too_large" },
        { "amount far below 64 bit", """{"amountUsd":-99999999999999999999999}""", "amountUsd", "negative" },
        { "amount with cents", """{"amountUsd":12.5}""", "amountUsd", "not_whole" },
        { "amount with a zero decimal", """{"amountUsd":5000000.0}""", "amountUsd", "not_whole" },
        { "amount with an exponent", """{"amountUsd":5e6}""", "amountUsd", "not_whole" },
        { "amount as text", """{"amountUsd":"5000000"}""", "amountUsd", "wrong_type" },
        { "amount with separators", """{"amountUsd":"5,000,000"}""", "amountUsd", "wrong_type" },
        { "amount as flag", """{"amountUsd":true}""", "amountUsd", "wrong_type" },
        { "amount without funding", """{"kinds":["training"],"-":"nationalContributionUsd"}""", "amountUsd", "not_applicable" },
        { "contribution above amount", """{"nationalContributionUsd":5000001}""", "nationalContributionUsd", "above_amount" },
        { "contribution without amount", """{"-":"amountUsd"}""", "nationalContributionUsd", "not_applicable" },
        { "contribution negative", """{"nationalContributionUsd":-5}""", "nationalContributionUsd", "negative" },
        { "slots for funding alone", """{"kinds":["funding"]}""", "slots", "not_applicable" },
        { "slots zero", """{"slots":0}""", "slots", "too_small" },
        { "slots absurd", """{"slots":10001}""", "slots", "too_large" },
        { "no period", """{"-":"period"}""", "period", "required" },
        { "period as text", """{"period":"2027"}""", "period", "wrong_type" },
        { "period without start", """{"period":{"to":"2027-01-01"}}""", "period.from", "required" },
        { "period without end", """{"period":{"from":"2027-01-01"}}""", "period.to", "required" },
        { "period reversed", """{"period":{"from":"2027-01-02","to":"2027-01-01"}}""", "period.to", "period_reversed" },
        { "period of thirty years and a day", """{"period":{"from":"2027-01-01","to":"2057-01-01"}}""", "period.to", "period_too_long" },
        { "day that does not exist", """{"period":{"from":"2027-02-29","to":"2027-12-31"}}""", "period.from", "not_a_date" },
        { "day the American way", """{"period":{"from":"01/31/2027","to":"2027-12-31"}}""", "period.from", "not_a_date" },
        { "day with a time", """{"period":{"from":"2027-01-01T00:00:00Z","to":"2027-12-31"}}""", "period.from", "not_a_date" },
        { "day in short", """{"period":{"from":"2027-1-1","to":"2027-12-31"}}""", "period.from", "not_a_date" },
        { "day as number", """{"period":{"from":20270101,"to":"2027-12-31"}}""", "period.from", "wrong_type" },
        { "day before 1990", """{"period":{"from":"1989-12-31","to":"1990-12-31"}}""", "period.from", "out_of_range" },
        { "day after 2100", """{"period":{"from":"2100-12-31","to":"2101-01-01"}}""", "period.to", "out_of_range" },
        { "period with days", """{"period":{"from":"2027-01-01","to":"2027-12-31","days":365}}""", "period.days", "unknown_field" },
        { "quantity without unit", """{"quantity":{"amount":5}}""", "quantity.unit", "required" },
        { "quantity of nothing", """{"quantity":{"amount":0,"unit":"items"}}""", "quantity.amount", "too_small" },
        { "quantity in hectares", """{"quantity":{"amount":5,"unit":"hectares"}}""", "quantity.unit", "unknown_code" },
        { "people negative", """{"people":{"women":-1}}""", "people.women", "negative" },
        { "people without a count", """{"people":{}}""", "people", "empty" },
        { "people unknown group", """{"people":{"woman":3,"men":1}}""", "people.woman", "unknown_field" },
        { "deadline without date", """{"deadline":{"convention":"ccm","article":4,"certainty":"found"}}""", "deadline.date", "required" },
        { "deadline of article 24", """{"deadline":{"convention":"ccm","article":24,"date":"2028-01-01","certainty":"found"}}""", "deadline.article", "too_large" },
        { "deadline sure in an unknown way", """{"deadline":{"convention":"ccm","article":4,"date":"2028-01-01","certainty":"yes"}}""", "deadline.certainty", "unknown_code" },
        { "deadlines as one", """{"-":"deadline","deadlines":{"convention":"ccm","article":4,"date":"2028-01-01","certainty":"found"}}""", "deadlines", "wrong_type" },
        { "deadline beside deadlines", """{"deadlines":[{"convention":"ccm","article":4,"date":"2028-01-01","certainty":"found"}]}""", "deadline", "not_applicable" },
        { "deadlines twice for one article", """{"-":"deadline","deadlines":[{"convention":"ccm","article":4,"date":"2028-01-01","certainty":"found"},{"convention":"ccm","article":4,"date":"2029-01-01","certainty":"found"}]}""", "deadlines[1]", "duplicate" },
        { "deadlines without certainty", """{"-":"deadline","deadlines":[{"convention":"ccm","article":4,"date":"2028-01-01"}]}""", "deadlines[0].certainty", "required" },
        { "five deadlines", """{"-":"deadline","deadlines":[{},{},{},{},{}]}""", "deadlines", "too_many" },
        { "expected by a year", """{"expectedBy":"2028"}""", "expectedBy", "not_a_date" },
        { "people without services of clearance", """{"peopleWithoutServices":5}""", "peopleWithoutServices", "not_applicable" },
        { "people without services below zero", """{"pillar":"victim_assistance","peopleWithoutServices":-1}""", "peopleWithoutServices", "negative" },
        { "gender note as text", """{"genderAndDiversity":"none"}""", "genderAndDiversity", "wrong_type" },
        { "environment note too long", $$$"""{"environment":{"fr":"{{{Long4000}}}"}}""", "environment.fr", "too_long" },
        { "language unknown", """{"languages":["en","zz"]}""", "languages[1]", "unknown_language" },
        { "language by name", """{"languages":["english"]}""", "languages[0]", "unknown_language" },
        { "language twice", """{"languages":["en","en"]}""", "languages[1]", "duplicate" },
        { "eleven languages", """{"languages":["en","fr","es","ar","ru","zh","pt","de","it","sv","nl"]}""", "languages", "too_many" },
        { "unwanted partner of no shape", """{"unwantedPartners":["France"]}""", "unwantedPartners[0]", "not_a_participant" },
        { "unwanted State unknown", """{"unwantedPartners":["XXX"]}""", "unwantedPartners[0]", "unknown_participant" },
        { "unwanted organisation unknown", """{"unwantedPartners":["org-nobody"]}""", "unwantedPartners[0]", "unknown_participant" },
        { "unwanted partner itself", """{"unwantedPartners":["FRA","SDN"]}""", "unwantedPartners", "is_self" },
        { "unwanted partner twice", """{"unwantedPartners":["FRA"," FRA"]}""", "unwantedPartners[1]", "duplicate" },
        { "source without title", """{"source":{"certainty":"found"}}""", "source.title", "required" },
        { "source without certainty", """{"source":{"title":"Report"}}""", "source.certainty", "required" },
        { "source at a relative address", """{"source":{"title":"Report","url":"/report","certainty":"found"}}""", "source.url", "not_a_url" },
        { "source at a script", """{"source":{"title":"Report","url":"javascript:alert(1)","certainty":"found"}}""", "source.url", "not_a_url" },
        { "source at a file", """{"source":{"title":"Report","url":"file:///etc/passwd","certainty":"found"}}""", "source.url", "not_a_url" },
        { "source with a password", """{"source":{"title":"Report","url":"https://a:b@example.org","certainty":"found"}}""", "source.url", "not_a_url" },
        { "source at a long address", $$$"""{"source":{"title":"Report","url":"https://example.org/{{{new string('x', 481)}}}","certainty":"found"}}""", "source.url", "too_long" },
        { "source as of spring", """{"source":{"title":"Report","asOf":"spring 2024","certainty":"found"}}""", "source.asOf", "not_a_date" },
        { "source as of month 13", """{"source":{"title":"Report","asOf":"2024-13","certainty":"found"}}""", "source.asOf", "not_a_date" },
        { "source as of 1789", """{"source":{"title":"Report","asOf":"1789","certainty":"found"}}""", "source.asOf", "out_of_range" },
        { "visibility unknown", """{"visibility":"everybody"}""", "visibility", "unknown_code" },
        { "interest as number", """{"interest":1}""", "interest", "wrong_type" },
        { "a field unknown", """{"colour":"red"}""", "colour", "unknown_field" },
        { "a field misspelt", """{"amountUSD":5}""", "amountUSD", "unknown_field" },
        { "a computed field", """{"gapUsd":5}""", "gapUsd", "unknown_field" },
        { "a field twice", """{"interest":"none","interest":"none"}""", "interest", "duplicate_field" },
        { "an unknown field twice", """{"x":1,"x":2}""", "x", "unknown_field" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Each_mistake_in_a_need_is_the_one_error_that_it_is(string mistake, string fragment, string field, string code)
    {
        var reading = NeedReader.Read(Declaring.Bodies.With(Declaring.Bodies.Need, fragment), Known.Sudan, Known.Places);

        var errors = Readings.Errors(reading);
        Assert.True(errors is [{ } error] && (error.Field, error.Code) == (field, code), $"{mistake}: {string.Join(" | ", errors)}");
        Assert.True(errors[0].Given is null or { Length: <= 100 });
        Assert.NotEmpty(errors[0].Expected);
    }

    [Fact]
    public void The_body_that_the_mistakes_are_made_in_is_right() =>
        Readings.Value(NeedReader.Read(JsonDocument.Parse(Declaring.Bodies.Need).RootElement, Known.Sudan, Known.Places));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"need\"")]
    [InlineData("12")]
    public void A_body_that_is_no_object_is_one_error(string json)
    {
        var errors = Readings.Errors(NeedReader.Read(JsonDocument.Parse(json).RootElement, Known.Sudan, Known.Places));
        Assert.Equal(("$", "wrong_type"), (Assert.Single(errors).Field, errors[0].Code));
    }
}

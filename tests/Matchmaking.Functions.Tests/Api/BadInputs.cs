using System.Text;
using static Matchmaking.Functions.Tests.Api.Bodies;

namespace Matchmaking.Functions.Tests.Api;

/// <summary>One bad input and what must come of it.</summary>
/// <param name="Name">What is bad.</param>
/// <param name="Key">Who sends it; names of <see cref="ApiService"/>.</param>
/// <param name="Call">Method and path, with names of <see cref="BadInputTests.Prepared"/> in braces.</param>
/// <param name="Body">The body; null for none.</param>
/// <param name="Status">The status.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Field">The field that is named, or null.</param>
/// <param name="FieldCode">Its stable code.</param>
/// <param name="Headers">Further headers.</param>
internal sealed record BadInput(
    string Name, string Key, string Call, Content? Body, int Status, string Code, string? Field = null, string? FieldCode = null, string Headers = "");

/// <summary>The bad inputs, one a line.</summary>
internal static class BadInputs
{
    private const string PostNeed = "POST needs/SDN";
    private const string PutNeed = "PUT needs/SDN/{need}";
    private const string PostCapacity = "POST capacities/JPN";
    private const string Import = "POST needs/SDN/import";
    private const string Review = "POST proposals/SDN/{proposal}/review";
    private const string StateAnswer = "POST proposals/SDN/{proposal}/answer";
    private const string PartnerAnswer = "POST proposals/COL/{accepted}/partners/JPN/answer";
    private const string Trial = "POST policy/trial";
    private const string Adopt = "PUT policy";
    private const string WhatIf = "POST market/what-if";
    private const string V1 = "If-Match: \"1\"";
    private const string InForce = "If-Match: {policy}";

    private static readonly string Long201 = new('x', 201);
    private static readonly string Long4001 = new('x', 4001);

    public static IReadOnlyList<BadInput> All { get; } =
    [
        // The shape of a body.
        new("broken JSON", "SDN", PostNeed, Content.Json("""{"pillar": """), 400, "broken_json", "", "broken_json"),
        new("an empty body", "SDN", PostNeed, Content.Json(""), 400, "broken_json", "", "broken_json"),
        new("two JSON values", "SDN", PostNeed, Content.Json("{} {}"), 400, "broken_json", "", "broken_json"),
        new("JSON with a comment", "SDN", PostNeed, Content.Json("{ /* a need */ }"), 400, "broken_json", "", "broken_json"),
        new("deep nesting", "SDN", PostNeed, Content.Json(string.Concat(Enumerable.Repeat("[", 5000))), 400, "broken_json", "", "broken_json"),
        new("a list instead of an object", "SDN", PostNeed, Content.Json("[]"), 400, "invalid_fields", "$", "wrong_type"),
        new("null instead of an object", "SDN", PostNeed, Content.Json("null"), 400, "invalid_fields", "$", "wrong_type"),
        new("broken UTF-8", "SDN", PostNeed, new(Encoding.Latin1.GetBytes(Need("title.en", "\"Déminage\"").Replace("\\u00E9", "é", StringComparison.Ordinal)), "application/json"), 400, "broken_utf8"),
        new("UTF-16", "SDN", PostNeed, new(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Need())).ToArray(), "application/json"), 400, "broken_utf8"),
        new("half a surrogate pair", "SDN", PostNeed, Content.Json(Need().Replace("Clearance in the east", "\\ud83d", StringComparison.Ordinal)), 400, "invalid_fields", "title.en", "broken_text"),
        new("no content type", "SDN", PostNeed, new(Encoding.UTF8.GetBytes(Need()), null), 415, "wrong_content_type", "Content-Type", "wrong_content_type"),
        new("text instead of JSON", "SDN", PostNeed, new(Encoding.UTF8.GetBytes(Need()), "text/plain"), 415, "wrong_content_type"),
        new("a body over the limit of JSON", "SDN", PostNeed, new(new byte[300_000], "application/json"), 413, "too_large"),
        new("the same in chunks", "SDN", PostNeed, new(new byte[300_000], "application/json", Chunked: true), 413, "too_large"),
        new("a body over every limit", "SDN", PostNeed, new(new byte[17 * 1024 * 1024], "application/json"), 413, "too_large"),
        new("the same in chunks", "SDN", PostNeed, new(new byte[17 * 1024 * 1024], "application/json", Chunked: true), 413, "too_large"),
        new("a field twice", "SDN", PostNeed, Content.Json(Need()[..^1] + ",\"pillar\":\"advocacy\"}"), 400, "invalid_fields", "pillar", "duplicate_field"),
        new("a field that nobody knows", "SDN", PostNeed, Content.Json(Need("ammountUsd", "5")), 400, "invalid_fields", "ammountUsd", "unknown_field"),

        // The fields of a need.
        new("no title", "SDN", PostNeed, Content.Json(Need("title", "")), 400, "invalid_fields", "title", "required"),
        new("a title that is null", "SDN", PostNeed, Content.Json(Need("title", "null")), 400, "invalid_fields", "title", "required"),
        new("a title in no language", "SDN", PostNeed, Content.Json(Need("title", "{}")), 400, "invalid_fields", "title", "empty"),
        new("a title that is text", "SDN", PostNeed, Content.Json(Need("title", "\"Clearance\"")), 400, "invalid_fields", "title", "wrong_type"),
        new("a title in an unknown language", "SDN", PostNeed, Content.Json(Need("title.xx", "\"Clearance\"")), 400, "invalid_fields", "title.xx", "unknown_language"),
        new("a title too short", "SDN", PostNeed, Content.Json(Need("title.en", "\" a \"")), 400, "invalid_fields", "title.en", "too_short"),
        new("a title too long", "SDN", PostNeed, Content.Json(Need("title.en", $"\"{Long201}\"")), 400, "invalid_fields", "title.en", "too_long"),
        new("a title of two lines", "SDN", PostNeed, Content.Json(Need("title.en", "\"Clearance\\nin the east\"")), 400, "invalid_fields", "title.en", "control_character"),
        new("a description too long", "SDN", PostNeed, Content.Json(Need("description", $$"""{"en":"{{Long4001}}"}""")), 400, "invalid_fields", "description.en", "too_long"),
        new("an unknown pillar", "SDN", PostNeed, Content.Json(Need("pillar", "\"demining\"")), 400, "invalid_fields", "pillar", "unknown_code"),
        new("a pillar by number", "SDN", PostNeed, Content.Json(Need("pillar", "1")), 400, "invalid_fields", "pillar", "wrong_type"),
        new("no convention", "SDN", PostNeed, Content.Json(Need("conventions", "[]")), 400, "invalid_fields", "conventions", "empty"),
        new("a kind twice", "SDN", PostNeed, Content.Json(Need("kinds", "[\"funding\",\"funding\"]")), 400, "invalid_fields", "kinds[1]", "duplicate"),
        new("an unknown kind", "SDN", PostNeed, Content.Json(Need("kinds", "[\"funding\",\"money\"]")), 400, "invalid_fields", "kinds[1]", "unknown_code"),
        new("a kind that is no text", "SDN", PostNeed, Content.Json(Need("kinds", "[7]")), 400, "invalid_fields", "kinds[0]", "wrong_type"),
        new("a negative amount", "SDN", PostNeed, Content.Json(Need("amountUsd", "-5")), 400, "invalid_fields", "amountUsd", "negative"),
        new("an amount of nothing", "SDN", PostNeed, Content.Json(Need("amountUsd", "0")), 400, "invalid_fields", "amountUsd", "too_small"),
        new("an absurd amount", "SDN", PostNeed, Content.Json(Need("amountUsd", "100000000001")), 400, "invalid_fields", "amountUsd", "too_large"),
        new("an amount beyond every integer", "SDN", PostNeed, Content.Json(Need("amountUsd", "99999999999999999999999")), 400, "invalid_fields", "amountUsd", "too_large"),
        new("an amount of cents", "SDN", PostNeed, Content.Json(Need("amountUsd", "10.5")), 400, "invalid_fields", "amountUsd", "not_whole"),
        new("an amount with an exponent", "SDN", PostNeed, Content.Json(Need().Replace("1000000", "1e6", StringComparison.Ordinal)), 400, "invalid_fields", "amountUsd", "not_whole"),
        new("an amount as text", "SDN", PostNeed, Content.Json(Need("amountUsd", "\"1000\"")), 400, "invalid_fields", "amountUsd", "wrong_type"),
        new("a national contribution above the amount", "SDN", PostNeed, Content.Json(Need("nationalContributionUsd", "1000001")), 400, "invalid_fields", "nationalContributionUsd", "above_amount"),
        new("slots for money", "SDN", PostNeed, Content.Json(Need("slots", "5")), 400, "invalid_fields", "slots", "not_applicable"),
        new("no period", "SDN", PostNeed, Content.Json(Need("period", "")), 400, "invalid_fields", "period", "required"),
        new("a period reversed", "SDN", PostNeed, Content.Json(Need("period.to", "\"2026-12-31\"")), 400, "invalid_fields", "period.to", "period_reversed"),
        new("a period of a century", "SDN", PostNeed, Content.Json(Need("period.to", "\"2099-12-31\"")), 400, "invalid_fields", "period.to", "period_too_long"),
        new("a day that no calendar has", "SDN", PostNeed, Content.Json(Need("period.from", "\"2027-02-30\"")), 400, "invalid_fields", "period.from", "not_a_date"),
        new("a day written otherwise", "SDN", PostNeed, Content.Json(Need("period.from", "\"01/02/2027\"")), 400, "invalid_fields", "period.from", "not_a_date"),
        new("a day of another age", "SDN", PostNeed, Content.Json(Need("period.from", "\"0001-01-01\"")), 400, "invalid_fields", "period.from", "out_of_range"),
        new("people of no number", "SDN", PostNeed, Content.Json(Need("people", "{}")), 400, "invalid_fields", "people", "empty"),
        new("fewer women than none", "SDN", PostNeed, Content.Json(Need("people", """{"women":-1}""")), 400, "invalid_fields", "people.women", "negative"),
        new("an unknown unit", "SDN", PostNeed, Content.Json(Need("quantity", """{"amount":5,"unit":"hectares"}""")), 400, "invalid_fields", "quantity.unit", "unknown_code"),
        new("an unknown language of work", "SDN", PostNeed, Content.Json(Need("languages", "[\"en\",\"xx\"]")), 400, "invalid_fields", "languages[1]", "unknown_language"),
        new("an unwanted State that is none", "SDN", PostNeed, Content.Json(Need("unwantedPartners", "[\"ZZZ\"]")), 400, "invalid_fields", "unwantedPartners[0]", "unknown_participant"),
        new("an unwanted organisation unknown", "SDN", PostNeed, Content.Json(Need("unwantedPartners", "[\"org-nobody\"]")), 400, "invalid_fields", "unwantedPartners[0]", "unknown_participant"),
        new("an unwanted partner in small letters", "SDN", PostNeed, Content.Json(Need("unwantedPartners", "[\"jpn\"]")), 400, "invalid_fields", "unwantedPartners[0]", "not_a_participant"),
        new("a State that does not want itself", "SDN", PostNeed, Content.Json(Need("unwantedPartners", "[\"SDN\"]")), 400, "invalid_fields", "unwantedPartners", "is_self"),
        new("a source with a script for address", "SDN", PostNeed, Content.Json(Need("source", """{"title":"Report","url":"javascript:alert(1)","certainty":"found"}""")), 400, "invalid_fields", "source.url", "not_a_url"),
        new("an unknown visibility", "SDN", PostNeed, Content.Json(Need("visibility", "\"everyone\"")), 400, "invalid_fields", "visibility", "unknown_code"),

        // The fields of a capacity.
        new("a capacity nowhere", "JPN", PostCapacity, Content.Json(Capacity("places", "{}")), 400, "invalid_fields", "places", "empty"),
        new("an unknown region", "JPN", PostCapacity, Content.Json(Capacity("places", """{"regions":["999"]}""")), 400, "invalid_fields", "places.regions[0]", "unknown_area"),
        new("anywhere and somewhere", "JPN", PostCapacity, Content.Json(Capacity("places", """{"anywhere":true,"subregions":["015"]}""")), 400, "invalid_fields", "places.subregions", "anywhere_and_named"),
        new("a State named and excluded", "JPN", PostCapacity, Content.Json(Capacity("places", """{"states":["SDN"],"excludedStates":["SDN"]}""")), 400, "invalid_fields", "places.excludedStates", "named_and_excluded"),
        new("an unknown State as a place", "JPN", PostCapacity, Content.Json(Capacity("places", """{"states":["XYZ"]}""")), 400, "invalid_fields", "places.states[0]", "unknown_participant"),
        new("an organisation as a place", "JPN", PostCapacity, Content.Json(Capacity("places", """{"states":["org-one"]}""")), 400, "invalid_fields", "places.states[0]", "not_a_state"),
        new("a smallest share above the largest", "JPN", PostCapacity, Content.Json(Capacity("smallestShare", "5", "largestShare", "4")), 400, "invalid_fields", "smallestShare", "above_largest"),
        new("a share above the whole", "JPN", PostCapacity, Content.Json(Capacity("largestShare", "500001")), 400, "invalid_fields", "largestShare", "above_amount"),
        new("funding without an amount", "JPN", PostCapacity, Content.Json(Capacity("amountUsd", "")), 400, "invalid_fields", "amountUsd", "required"),
        new("training with a finance modality", "JPN", PostCapacity, Content.Json(Capacity("kind", "\"training\"", "amountUsd", "", "slots", "5", "modality", "\"grant\"")), 400, "invalid_fields", "modality", "not_applicable"),

        // Who calls.
        new("no key", "", PostNeed, Content.Json(Need()), 401, "key_required"),
        new("a key that is none", "garbage", PostNeed, Content.Json(Need()), 401, "unknown_key"),
        new("an unknown key", "unknown", PostNeed, Content.Json(Need()), 401, "unknown_key"),
        new("a key with a wrong secret", "wrong-secret", PostNeed, Content.Json(Need()), 401, "unknown_key"),
        new("a revoked key", "revoked", PostNeed, Content.Json(Need()), 401, "revoked_key"),
        new("a revoked key where none is needed", "revoked", "GET needs", null, 401, "revoked_key"),
        new("another scheme than Bearer", "", PostNeed, Content.Json(Need()), 401, "unknown_key", Headers: "Authorization: Basic c2RuOnNkbg=="),
        new("another State's key", "COL", PostNeed, Content.Json(Need()), 403, "other_participant", "participant", "other_participant"),
        new("another State's key on a replacement", "COL", PutNeed, Content.Json(Need()), 403, "other_participant", "participant", "other_participant", V1),
        new("another partner's key", "org-one", PostCapacity, Content.Json(Capacity()), 403, "other_participant", "participant", "other_participant"),
        new("an organisation that declares a need", "org-one", "POST needs/org-one", Content.Json(Need()), 403, "forbidden_role"),
        new("a reviewer who declares", "committee", PostNeed, Content.Json(Need()), 403, "forbidden_role"),
        new("an observer who declares", "observer", PostCapacity, Content.Json(Capacity()), 403, "forbidden_role"),
        new("a focal point who registers an organisation", "SDN", "PUT participants/org-new", Content.Json("""{"name":{"en":"New"}}"""), 403, "forbidden_role"),
        new("a committee member who reads contacts", "committee", "GET contacts/SDN", null, 403, "forbidden_role"),
        new("another State's contacts", "COL", "GET contacts/SDN", null, 403, "other_participant", "participant", "other_participant"),
        new("another State's audit", "COL", "GET audit/SDN", null, 403, "other_participant", "state", "other_participant"),

        // Paths and queries.
        new("an unknown State in the path", "SDN", "POST needs/XYZ", Content.Json(Need()), 404, "unknown_participant", "participant", "unknown_participant"),
        new("a State in small letters", "SDN", "POST needs/sdn", Content.Json(Need()), 404, "unknown_participant", "participant", "unknown_participant"),
        new("an unknown organisation in the path", "org-one", "POST capacities/org-nobody", Content.Json(Capacity()), 404, "unknown_participant", "participant", "unknown_participant"),
        new("an unknown need", "SDN", "PUT needs/SDN/0", Content.Json(Need()), 404, "not_found", Headers: V1),
        new("a need with a storage key's signs", "SDN", "GET needs/SDN/%2F%23%3F%7C", null, 404, "not_found"),
        new("a need with an id too long", "SDN", $"GET needs/SDN/{new string('7', 65)}", null, 404, "not_found"),
        new("a proposal with a storage key's signs", "committee", "GET proposals/SDN/%23%7C", null, 404, "not_found"),
        new("a proposal of an organisation", "committee", "GET proposals/org-one/{proposal}", null, 404, "unknown_participant", "state", "unknown_participant"),
        new("an address that is none", "SDN", "POST nothing", Content.Json("{}"), 404, "not_found"),
        new("a method that is none", "SDN", "DELETE needs/SDN/{need}", null, 405, "method_not_allowed"),
        new("an unknown pillar in a filter", "", "GET needs?pillar=demining", null, 400, "invalid_parameter", "pillar", "invalid_parameter"),
        new("a pillar twice in a filter", "", "GET needs?pillar=advocacy&pillar=advocacy", null, 400, "invalid_parameter", "pillar", "invalid_parameter"),
        new("an unknown area in a filter", "", "GET needs?area=999", null, 400, "invalid_parameter", "area", "invalid_parameter"),
        new("a participant of no shape in a filter", "", "GET needs?participant=sudan", null, 400, "invalid_parameter", "participant", "invalid_parameter"),
        new("a limit of nothing", "", "GET needs?limit=0", null, 400, "invalid_parameter", "limit", "invalid_parameter"),
        new("a limit too high", "", "GET capacities?limit=201", null, 400, "invalid_parameter", "limit", "invalid_parameter"),
        new("a limit that is no number", "", "GET needs?limit=ten", null, 400, "invalid_parameter", "limit", "invalid_parameter"),
        new("a cursor that is none", "", "GET needs?cursor=%21%21", null, 400, "invalid_parameter", "cursor", "invalid_parameter"),
        new("a cursor of something else", "", "GET needs?cursor=aGVsbG8", null, 400, "invalid_parameter", "cursor", "invalid_parameter"),
        new("an unknown status of proposals", "committee", "GET proposals?status=new", null, 400, "invalid_parameter", "status", "invalid_parameter"),
        new("why not nobody", "committee", "GET proposals/SDN/{proposal}/why-not", null, 400, "invalid_parameter", "partner", "invalid_parameter"),
        new("why not somebody unknown", "committee", "GET proposals/SDN/{proposal}/why-not?partner=XYZ", null, 404, "unknown_participant", "participant", "unknown_participant"),

        // Versions and repeats.
        new("no If-Match", "SDN", PutNeed, Content.Json(Need()), 428, "if_match_required", "If-Match", "if_match_required"),
        new("a stale If-Match", "SDN", PutNeed, Content.Json(Need()), 412, "stale", "If-Match", "stale", V1),
        new("an If-Match for any version", "SDN", PutNeed, Content.Json(Need()), 412, "stale", "If-Match", "stale", "If-Match: *"),
        new("a withdrawn need replaced", "SDN", "PUT needs/SDN/{withdrawn}", Content.Json(Need()), 409, "withdrawn", Headers: "If-Match: \"2\""),
        new("a withdrawal without a reason", "SDN", "POST needs/SDN/{need}/withdraw", Content.Json("{}"), 400, "invalid_fields", "reason", "required"),
        new("a withdrawal with a blank reason", "SDN", "POST needs/SDN/{need}/withdraw", Content.Json("""{"reason":"  "}"""), 400, "invalid_fields", "reason", "too_short"),
        new("an idempotency key with another body", "SDN", PostNeed, Content.Json(Need("amountUsd", "7")), 422, "idempotency_key_reused", Headers: "Idempotency-Key: used"),
        new("an idempotency key with a body that is wrong", "SDN", PostNeed, Content.Json("{}"), 422, "idempotency_key_reused", Headers: "Idempotency-Key: used"),
        new("an idempotency key with the same body elsewhere", "SDN", "POST needs/SDN?again", Content.Json(Need()), 422, "idempotency_key_reused", Headers: "Idempotency-Key: used"),
        new("an idempotency key too long", "SDN", PostNeed, Content.Json(Need()), 400, "invalid_idempotency_key", Headers: $"Idempotency-Key: {new string('k', 101)}"),
        new("an idempotency key with a blank", "SDN", PostNeed, Content.Json(Need()), 400, "invalid_idempotency_key", Headers: "Idempotency-Key: a b"),
        new("two idempotency keys", "SDN", PostNeed, Content.Json(Need()), 400, "invalid_idempotency_key", Headers: "Idempotency-Key: a\nIdempotency-Key: b"),

        // Files.
        new("a file with one bad line in the middle", "SDN", Import, Content.Csv(NeedHeader, NeedLine(), NeedLine(amount: "-5"), NeedLine()), 400, "invalid_csv"),
        new("a file with an unknown column", "SDN", Import, Content.Csv(NeedHeader + ",colour", NeedLine() + ",red"), 400, "invalid_csv", "colour", "unknown_field"),
        new("a file without a column", "SDN", Import, Content.Csv("state,pillar", "SDN,advocacy"), 400, "invalid_csv", "title_en", "missing_column"),
        new("a file of another State", "SDN", Import, Content.Csv(NeedHeader, NeedLine(), NeedLine("COL")), 400, "invalid_csv"),
        new("a file with too few cells", "SDN", Import, Content.Csv(NeedHeader, "SDN,apmbc"), 400, "invalid_csv"),
        new("a file of a header only", "SDN", Import, Content.Csv(NeedHeader), 400, "invalid_csv"),
        new("an empty file", "SDN", Import, new([], "text/csv"), 400, "invalid_csv"),
        new("a file with too many lines", "SDN", Import, Content.Csv([NeedHeader, .. Enumerable.Repeat(NeedLine(), 96)]), 413, "too_large"),
        new("a file too large", "SDN", Import, new(new byte[1_100_000], "text/csv", Chunked: true), 413, "too_large"),
        new("a file in Latin 1", "SDN", Import, new(Encoding.Latin1.GetBytes(NeedHeader + "\r\n" + NeedLine(title: "Déminage")), "text/csv"), 400, "broken_utf8"),
        new("a file of another type", "SDN", Import, Content.Json("[]"), 415, "wrong_content_type"),
        new("an unknown mode", "SDN", Import + "?mode=some", Content.Csv(NeedHeader, NeedLine()), 400, "invalid_parameter", "mode", "invalid_parameter"),
        new("a file for another State's partition", "COL", Import, Content.Csv(NeedHeader, NeedLine()), 403, "other_participant", "participant", "other_participant"),

        // Reviews and answers.
        new("a review without a verdict", "committee", Review, Content.Json("{}"), 400, "invalid_fields", "verdict", "required", "If-Match: {version}"),
        new("an unknown verdict", "committee", Review, Content.Json("""{"verdict":"maybe"}"""), 400, "invalid_fields", "verdict", "unknown_code", "If-Match: {version}"),
        new("a decline without a reason", "committee", Review, Content.Json("""{"verdict":"decline"}"""), 400, "reason_required", Headers: "If-Match: {version}"),
        new("a sending back without a reason", "chair", Review, Content.Json("""{"verdict":"send_back"}"""), 400, "reason_required", Headers: "If-Match: {version}"),
        new("a review of one's own State", "committee-SDN", Review, Content.Json("""{"verdict":"approve"}"""), 403, "own_state", Headers: "If-Match: {version}"),
        new("a review without If-Match", "committee", Review, Content.Json("""{"verdict":"approve"}"""), 428, "if_match_required", "If-Match", "if_match_required"),
        new("a stale review", "committee", Review, Content.Json("""{"verdict":"approve"}"""), 412, "stale", "If-Match", "stale", "If-Match: \"999\""),
        new("the secretariat that decides", "secretariat", Review, Content.Json("""{"verdict":"approve"}"""), 403, "forbidden_role", Headers: "If-Match: {version}"),
        new("a State that decides", "SDN", Review, Content.Json("""{"verdict":"approve"}"""), 403, "forbidden_role", Headers: "If-Match: {version}"),
        new("an answer before the approval", "SDN", StateAnswer, Content.Json("""{"yes":true}"""), 404, "not_found"),
        new("an answer for another State", "COL", "POST proposals/KHM/{approved}/answer", Content.Json("""{"yes":true}"""), 404, "not_found"),
        new("an answer that says nothing", "KHM", "POST proposals/KHM/{approved}/answer", Content.Json("{}"), 400, "invalid_fields", "yes", "required"),
        new("an answer with a day gone by", "KHM", "POST proposals/KHM/{approved}/answer", Content.Json("""{"yes":true,"meetingOn":"2020-01-01"}"""), 400, "day_in_past"),
        new("an answer with a day of another age", "KHM", "POST proposals/KHM/{approved}/answer", Content.Json("""{"yes":true,"meetingOn":"2090-01-01"}"""), 400, "day_too_far"),
        new("a second answer of a State", "COL", "POST proposals/COL/{accepted}/answer", Content.Json("""{"yes":false}"""), 409, "already_answered"),
        new("a partner before the State's yes", "JPN", "POST proposals/KHM/{approved}/partners/JPN/answer", Content.Json("""{"answer":"yes"}"""), 404, "not_found"),
        new("a partner that is not invited", "org-two", "POST proposals/COL/{accepted}/partners/org-two/answer", Content.Json("""{"answer":"yes"}"""), 404, "not_found"),
        new("an answer for another partner", "org-two", PartnerAnswer, Content.Json("""{"answer":"yes"}"""), 403, "other_participant", "participant", "other_participant"),
        new("an unknown answer of a partner", "JPN", PartnerAnswer, Content.Json("""{"answer":"perhaps"}"""), 400, "invalid_fields", "answer", "unknown_code"),
        new("a forged answer link", "", "POST /en/answer/forged", Content.Form("answer=yes"), 404, ""),
        new("an answer link with a changed signature", "", "POST /en/answer/{link}x", Content.Form("answer=yes"), 404, ""),
        new("an expired answer link", "", "POST /fr/answer/{expired}", Content.Form("answer=yes"), 410, ""),
        new("an answer link of somebody who has left", "", "POST /en/answer/{left}", Content.Form("answer=yes"), 404, ""),
        new("an answer link without an answer", "", "POST /en/answer/{link}", Content.Form("answer=perhaps"), 400, ""),
        new("an answer link opened, as scanners do", "", "GET /en/answer/{link}", null, 200, ""),

        // The policy.
        new("a policy of broken JSON", "committee", Trial, Content.Json("{"), 400, "broken_json"),
        new("a policy that is a list", "committee", Trial, Content.Json("[]"), 400, "invalid_fields", "$", "wrong_type"),
        new("a policy as text", "committee", Trial, new("{}"u8.ToArray(), "text/plain"), 415, "wrong_content_type"),
        new("an unknown number of a policy", "committee", Trial, Content.Json("""{"fit":{"placeStat":300}}"""), 400, "invalid_fields", "fit.placeStat", "unknown_field"),
        new("a number of a policy that is text", "committee", Trial, Content.Json("""{"fit":{"placeState":"300"}}"""), 400, "invalid_fields", "fit.placeState", "wrong_type"),
        new("points below zero", "chair", Trial, Content.Json("""{"fit":{"placeState":-1}}"""), 400, "invalid_fields", "fit.placeState", "negative"),
        new("points above a thousand", "chair", Trial, Content.Json("""{"priority":{"uncovered":1001}}"""), 400, "invalid_fields", "priority.uncovered", "too_large"),
        new("a far place that earns more than a near one", "chair", Trial, Content.Json("""{"fit":{"placeAnywhere":351}}"""), 400, "invalid_fields", "fit.placeAnywhere", "inconsistent"),
        new("a pair that could earn more than a thousand", "chair", Trial, Content.Json("""{"fit":{"periodCover":999}}"""), 400, "invalid_fields", "fit.periodCover", "inconsistent"),
        new("a rest that counts more than the last slice", "chair", Trial, Content.Json("""{"tranches":[{"upToUsd":50,"upToSlots":1,"points":0,"priorityPercent":5}]}"""), 400, "invalid_fields", "tranches", "inconsistent"),
        new("a slice without its end", "chair", Trial, Content.Json("""{"tranches":[{"upToSlots":1,"points":0,"priorityPercent":100}]}"""), 400, "invalid_fields", "tranches[0].upToUsd", "required"),
        new("no slices", "chair", Trial, Content.Json("""{"tranches":[]}"""), 400, "invalid_fields", "tranches", "empty"),
        new("too few percentages", "chair", Trial, Content.Json("""{"priority":{"certaintyPercent":[100]}}"""), 400, "invalid_fields", "priority.certaintyPercent", "too_few"),
        new("a policy made from another version", "chair", Trial, Content.Json("""{"version":7}"""), 400, "invalid_fields", "version", "too_large"),
        new("an adoption without a reason", "chair", Adopt, Content.Json("""{"leastOverlapDays":31}"""), 400, "invalid_fields", "reason", "required", InForce),
        new("an adoption of a bad number", "chair", Adopt, Content.Json("""{"leastOverlapDays":0,"reason":"None."}"""), 400, "invalid_fields", "leastOverlapDays", "too_small", InForce),
        new("an adoption without If-Match", "chair", Adopt, Content.Json("""{"leastOverlapDays":31,"reason":"More."}"""), 428, "if_match_required", "If-Match", "if_match_required"),
        new("a stale adoption", "chair", Adopt, Content.Json("""{"leastOverlapDays":31,"reason":"More."}"""), 412, "stale", "If-Match", "stale", "If-Match: \"9\""),
        new("an adoption of what is in force", "chair", Adopt, Content.Json("""{"leastOverlapDays":30,"reason":"The same."}"""), 409, "policy_unchanged", Headers: InForce),
        new("a member of the committee that adopts", "committee", Adopt, Content.Json("""{"leastOverlapDays":31,"reason":"More."}"""), 403, "forbidden_role", Headers: InForce),
        new("the secretariat that adopts", "secretariat", Adopt, Content.Json("""{"leastOverlapDays":31,"reason":"More."}"""), 403, "forbidden_role", Headers: InForce),
        new("an observer that tries a policy", "observer", Trial, Content.Json("""{"leastOverlapDays":31}"""), 403, "forbidden_role"),

        // Questions to the market.
        new("a question of broken JSON", "committee", WhatIf, Content.Json("{"), 400, "broken_json"),
        new("a question that is a list", "committee", WhatIf, Content.Json("[]"), 400, "invalid_fields", "$", "wrong_type"),
        new("a question as text", "committee", WhatIf, new("{}"u8.ToArray(), "text/plain"), 415, "wrong_content_type"),
        new("a question about no pillar", "committee", WhatIf, Content.Json("""{"place":"011","amountUsd":1000000}"""), 400, "invalid_fields", "pillar", "required"),
        new("a question about an unknown pillar", "committee", WhatIf, Content.Json("""{"pillar":"mines","place":"011","amountUsd":1000000}"""), 400, "invalid_fields", "pillar", "unknown_code"),
        new("a question about nowhere", "committee", WhatIf, Content.Json("""{"pillar":"risk_education","amountUsd":1000000}"""), 400, "invalid_fields", "place", "required"),
        new("a question about an unknown area", "committee", WhatIf, Content.Json("""{"pillar":"risk_education","place":"999","amountUsd":1000000}"""), 400, "invalid_fields", "place", "unknown_area"),
        new("a question about an unknown State", "committee", WhatIf, Content.Json("""{"pillar":"risk_education","place":"ZZZ","amountUsd":1000000}"""), 400, "invalid_fields", "place", "unknown_participant"),
        new("a question about an organisation as a place", "committee", WhatIf, Content.Json("""{"pillar":"risk_education","place":"org-one","amountUsd":1000000}"""), 400, "invalid_fields", "place", "not_a_state"),
        new("a question about an area by its name", "committee", WhatIf, Content.Json("""{"pillar":"risk_education","place":"Western Africa","amountUsd":1000000}"""), 400, "invalid_fields", "place", "unknown_code"),
        new("a question about several places", "committee", WhatIf, Content.Json("""{"pillar":"risk_education","place":["011"],"amountUsd":1000000}"""), 400, "invalid_fields", "place", "wrong_type"),
        new("a question about no amount", "committee", WhatIf, Content.Json("""{"pillar":"risk_education","place":"011"}"""), 400, "invalid_fields", "amountUsd", "required"),
        new("a question about a million as text", "committee", WhatIf, Content.Json("""{"pillar":"risk_education","place":"011","amountUsd":"1000000"}"""), 400, "invalid_fields", "amountUsd", "wrong_type"),
        new("a question about less than nothing", "committee", WhatIf, Content.Json("""{"pillar":"risk_education","place":"011","amountUsd":-1}"""), 400, "invalid_fields", "amountUsd", "negative"),
        new("a question about all the money there is", "committee", WhatIf, Content.Json("""{"pillar":"risk_education","place":"011","amountUsd":100000000001}"""), 400, "invalid_fields", "amountUsd", "too_large"),
        new("a question about slots of money", "committee", WhatIf, Content.Json("""{"pillar":"risk_education","place":"011","slots":5}"""), 400, "invalid_fields", "slots", "not_applicable"),
        new("a question about training without slots", "committee", WhatIf, Content.Json("""{"pillar":"risk_education","place":"011","kind":"training"}"""), 400, "invalid_fields", "slots", "required"),
        new("a question that names a partner", "committee", WhatIf, Content.Json("""{"pillar":"risk_education","place":"011","amountUsd":1,"partner":"NOR"}"""), 400, "invalid_fields", "partner", "unknown_field"),
        new("an observer that asks the market", "observer", WhatIf, Content.Json("""{"pillar":"risk_education","place":"011","amountUsd":1}"""), 403, "forbidden_role"),
        new("a focal point that asks who is left behind", "SDN", "GET market/left-behind", null, 403, "forbidden_role"),

        // Contacts and organisations.
        new("a contact without an address", "SDN", "PUT contacts/SDN/one", Content.Json("""{"name":"A. Person","language":"en"}"""), 400, "invalid_fields", "email", "required"),
        new("a contact with no address", "SDN", "PUT contacts/SDN/one", Content.Json("""{"name":"A. Person","email":"nobody","language":"en"}"""), 400, "invalid_fields", "email", "not_an_email"),
        new("a contact with a header in its address", "SDN", "PUT contacts/SDN/one", Content.Json("""{"name":"A. Person","email":"a@example.org\r\nBcc: b@example.org","language":"en"}"""), 400, "invalid_fields", "email", "control_character"),
        new("a contact's id that is none", "SDN", "PUT contacts/SDN/One", Content.Json("""{"name":"A. Person","email":"a@example.org","language":"en"}"""), 400, "invalid_parameter", "id", "invalid_parameter"),
        new("a contact that is not there deleted", "SDN", "DELETE contacts/SDN/nobody", null, 404, "not_found"),
        new("an organisation's code that is none", "secretariat", "PUT participants/unmas", Content.Json("""{"name":{"en":"An organisation"}}"""), 400, "invalid_parameter", "participant", "invalid_parameter"),
        new("an organisation without a name", "secretariat", "PUT participants/org-new", Content.Json("{}"), 400, "invalid_fields", "name", "required"),
    ];
}

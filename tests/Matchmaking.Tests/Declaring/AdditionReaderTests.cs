using System.Text.Json;
using Matchmaking.Declaring;

namespace Matchmaking.Tests.Declaring;

public sealed class AdditionReaderTests
{
    [Theory]
    [InlineData("""{"pillar":"risk_education","place":"015","amountUsd":1000000}""", AssistanceKind.Funding, "015", 1_000_000)]
    [InlineData("""{"pillar":"risk_education","place":"002","kind":"funding","amountUsd":1}""", AssistanceKind.Funding, "002", 1)]
    [InlineData("""{"pillar":"risk_education","place":"SDN","kind":"training","slots":5}""", AssistanceKind.Training, "SDN", 5)]
    [InlineData("""{"pillar":"risk_education","place":"anywhere","kind":null,"amountUsd":7,"slots":null}""", AssistanceKind.Funding, "anywhere", 7)]
    public void A_question_is_read(string body, AssistanceKind kind, string place, long amount) =>
        Assert.Equal(new Addition(Pillar.RiskEducation, place, kind, amount), Assert.IsType<Reading<Addition>.Accepted>(Read(body)).Value);

    [Theory]
    [InlineData("[]", "$", "wrong_type")]
    [InlineData("""{"place":"015","amountUsd":1}""", "pillar", "required")]
    [InlineData("""{"pillar":"mines","place":"015","amountUsd":1}""", "pillar", "unknown_code")]
    [InlineData("""{"pillar":"advocacy","amountUsd":1}""", "place", "required")]
    [InlineData("""{"pillar":"advocacy","place":11,"amountUsd":1}""", "place", "wrong_type")]
    [InlineData("""{"pillar":"advocacy","place":"999","amountUsd":1}""", "place", "unknown_area")]
    [InlineData("""{"pillar":"advocacy","place":"ZZZ","amountUsd":1}""", "place", "unknown_participant")]
    [InlineData("""{"pillar":"advocacy","place":"org-one","amountUsd":1}""", "place", "not_a_state")]
    [InlineData("""{"pillar":"advocacy","place":"Western Africa","amountUsd":1}""", "place", "unknown_code")]
    [InlineData("""{"pillar":"advocacy","place":"015"}""", "amountUsd", "required")]
    [InlineData("""{"pillar":"advocacy","place":"015","amountUsd":0}""", "amountUsd", "too_small")]
    [InlineData("""{"pillar":"advocacy","place":"015","amountUsd":-1}""", "amountUsd", "negative")]
    [InlineData("""{"pillar":"advocacy","place":"015","amountUsd":1.5}""", "amountUsd", "not_whole")]
    [InlineData("""{"pillar":"advocacy","place":"015","amountUsd":100000000001}""", "amountUsd", "too_large")]
    [InlineData("""{"pillar":"advocacy","place":"015","amountUsd":5,"slots":5}""", "slots", "not_applicable")]
    [InlineData("""{"pillar":"advocacy","place":"015","kind":"training","amountUsd":5}""", "slots", "required")]
    [InlineData("""{"pillar":"advocacy","place":"015","kind":"training","slots":10001}""", "slots", "too_large")]
    [InlineData("""{"pillar":"advocacy","place":"015","kind":"money","amountUsd":5}""", "kind", "unknown_code")]
    [InlineData("""{"pillar":"advocacy","place":"015","amountUsd":5,"partner":"NOR"}""", "partner", "unknown_field")]
    public void What_is_wrong_is_told_by_field(string body, string field, string code) =>
        Assert.Contains(Assert.IsType<Reading<Addition>.Rejected>(Read(body)).Errors, error => (error.Field, error.Code) == (field, code));

    [Fact]
    public void No_participant_can_be_its_partner() => Assert.False(ParticipantId.TryParse(Addition.Nobody.Value, null, out _));

    private static Reading<Addition> Read(string body) => AdditionReader.Read(JsonDocument.Parse(body).RootElement, Known.Places);
}

using Matchmaking.Field;

namespace Matchmaking.Tests.Field;

public sealed class StatesTests
{
    private static State Of(string iso3) => States.Find(ParticipantId.Parse(iso3, null))!;

    [Fact]
    public void There_are_197_States_in_order_of_their_codes_each_with_both_names()
    {
        Assert.Equal(197, States.All.Count);
        Assert.Equal(States.All.Select(s => s.Id.Value).Order(StringComparer.Ordinal), States.All.Select(s => s.Id.Value));
        Assert.Equal(197, States.All.Select(s => s.Iso2).Distinct().Count());
        Assert.All(States.All, s => Assert.Equal(["en", "fr"], s.Name.Versions.Keys));
        Assert.Equal(193, States.All.Count(s => s.UnStatus == UnStatus.Member));
    }

    [Fact]
    public void Parties_are_counted_as_published()
    {
        var on = new DateOnly(2026, 11, 20);
        Assert.Equal(162, States.All.Count(s => s.StatusUnder(Convention.Apmbc, on) == TreatyStatus.StateParty));
        Assert.Equal(5, States.All.Count(s => s.StatusUnder(Convention.Apmbc, on) == TreatyStatus.Withdrawn));
        Assert.Equal(112, States.All.Count(s => s.StatusUnder(Convention.Ccm, on) == TreatyStatus.StateParty));
        Assert.Equal(12, States.All.Count(s => s.StatusUnder(Convention.Ccm, on) == TreatyStatus.Signatory));
        Assert.Equal(1, States.All.Count(s => s.StatusUnder(Convention.Ccm, on) == TreatyStatus.Withdrawn));
    }

    [Theory]
    [InlineData("FIN", Convention.Apmbc, "2026-01-09", TreatyStatus.StateParty)]
    [InlineData("FIN", Convention.Apmbc, "2026-01-10", TreatyStatus.Withdrawn)]
    [InlineData("FIN", Convention.Apmbc, "2011-12-31", TreatyStatus.NotParty)]
    [InlineData("POL", Convention.Apmbc, "2026-02-19", TreatyStatus.StateParty)]
    [InlineData("POL", Convention.Apmbc, "2026-02-20", TreatyStatus.Withdrawn)]
    [InlineData("LTU", Convention.Ccm, "2025-03-05", TreatyStatus.StateParty)]
    [InlineData("LTU", Convention.Ccm, "2025-03-06", TreatyStatus.Withdrawn)]
    [InlineData("LBN", Convention.Apmbc, "2025-12-31", TreatyStatus.NotParty)]
    [InlineData("LBN", Convention.Apmbc, "2026-01-01", TreatyStatus.StateParty)]
    [InlineData("SSD", Convention.Ccm, "2023-01-01", TreatyStatus.StateParty)]
    [InlineData("AGO", Convention.Ccm, "2026-11-20", TreatyStatus.Signatory)]
    [InlineData("AGO", Convention.Ccm, "2007-12-31", TreatyStatus.NotParty)]
    [InlineData("USA", Convention.Apmbc, "2026-11-20", TreatyStatus.NotParty)]
    public void Treaty_status_follows_the_day(string iso3, Convention convention, string day, TreatyStatus expected) =>
        Assert.Equal(expected, Of(iso3).StatusUnder(convention, DateOnly.Parse(day, null)));

    [Fact]
    public void A_deadline_keeps_its_precision_and_certainty()
    {
        Assert.Equal(
            [new TreatyDeadline(Convention.Apmbc, 5, new PartialDate(2036, null), Certainty.Derived), new TreatyDeadline(Convention.Ccm, 4, new PartialDate(2026, new DateOnly(2026, 5, 1)), Certainty.Found)],
            Of("LBN").Deadlines);
        Assert.Equal(new DateOnly(2036, 12, 31), Of("LBN").DeadlineUnder(Convention.Apmbc)!.AsDeclared.Date);
        Assert.Equal("2026-07-09", Of("SSD").DeadlineUnder(Convention.Apmbc)!.Date.ToString());
        Assert.Null(Of("FRA").DeadlineUnder(Convention.Apmbc));
        Assert.Equal(34, States.All.Count(s => s.DeadlineUnder(Convention.Apmbc) is not null));
        Assert.Equal(10, States.All.Count(s => s.DeadlineUnder(Convention.Ccm) is not null));
    }

    [Fact]
    public void Thirty_eight_States_have_victim_assistance_commitments() =>
        Assert.Equal(38, States.All.Count(s => s.HasVictimAssistanceCommitments));

    [Fact]
    public void An_organisation_and_an_unknown_code_are_no_State()
    {
        Assert.Null(States.Find(ParticipantId.Parse("org-unmas", null)));
        Assert.False(States.TryGet(ParticipantId.Parse("XKX", null), out _));
        Assert.True(States.TryGet(ParticipantId.Parse("SDN", null), out var sudan));
        Assert.Equal("Soudan", sudan.Name.In("fr"));
    }
}

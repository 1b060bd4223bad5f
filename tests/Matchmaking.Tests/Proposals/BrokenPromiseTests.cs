using System.Text.Json;
using Matchmaking.Matching;
using Matchmaking.Proposals;
using static Matchmaking.Tests.Matching.Markets;
using static Matchmaking.Tests.Proposals.Samples;

namespace Matchmaking.Tests.Proposals;

/// <summary>What a proposal says of its own lines that are no longer borne.</summary>
public sealed class BrokenPromiseTests
{
    private static readonly DateTimeOffset Later = At.AddDays(1);

    private static Proposal Promised { get; } = Done(ProposalRules.PartnerAnswers(Accepted(), Id("NOR"), Norway, PartnerAnswer.Yes, null, At));

    [Fact]
    public void It_is_noted_once_with_its_reason_and_says_when_it_is_borne_again()
    {
        var broken = Round(Promised, Cut(600_000), Later);
        Assert.Equal(["note.promise_broken", "promise.part_left"], broken.RoundNotes.Select(n => n.Code));
        Assert.Equal(("n1", "c1", 600_000L, true, Later), Assert.Single(broken.Broken) is var b ? (b.NeedId, b.CapacityId, b.Borne, b.Promised, b.Since) : default);
        Assert.True(broken.BrokeAt(Later));
        Assert.Null(RoundOrNull(broken, Cut(600_000), Later.AddDays(1)));

        var deeper = Round(broken, Cut(500_000), Later.AddDays(1));
        Assert.Equal((500_000, Later.AddDays(1)), (deeper.Broken.Single().Borne, deeper.Broken.Single().Since));
        var again = Round(deeper, SampleMarket, Later.AddDays(2));
        Assert.Equal(["note.promise_broken", "promise.part_left", "note.promise_broken", "promise.part_left", "note.borne_again"], again.RoundNotes.Select(n => n.Code));
        Assert.Empty(again.Broken);
        Assert.False(again.BrokeAt(Later.AddDays(2)));
        Assert.Null(RoundOrNull(again, SampleMarket, Later.AddDays(3)));
        Assert.All(again.RoundNotes, note => Assert.All(Wording.Languages, language => Assert.Empty(Sentences.Missing(note, language))));
        Assert.Equal(again.Steps.Count + 5, again.Revision);
    }

    [Fact]
    public void What_is_only_held_is_noted_and_nobody_is_told_until_its_partner_says_yes()
    {
        var held = Round(Accepted(), Cut(600_000), Later);
        Assert.Equal(["note.cover_broken", "promise.part_left"], held.RoundNotes.Select(n => n.Code));
        Assert.False(held.BrokeAt(Later));
        var said = Done(ProposalRules.PartnerAnswers(held, Id("NOR"), Norway, PartnerAnswer.Yes, null, Later));
        Assert.True(Round(said, Cut(600_000), Later.AddHours(1)).BrokeAt(Later.AddHours(1)));
        // After a no nothing is held, and nothing is broken or mended.
        var no = Done(ProposalRules.PartnerAnswers(held, Id("NOR"), Norway, PartnerAnswer.No, null, Later));
        Assert.Equal((0, 2), Round(no, Cut(600_000), Later.AddHours(1)) is var after ? (after.Broken.Count, after.RoundNotes.Count) : default);
    }

    [Fact]
    public void A_promise_outlives_its_meeting_and_is_told_of_all_the_same()
    {
        var at = new DateTimeOffset(Promised.MeetingOn!.Value.AddDays(1), default, TimeSpan.Zero);
        var today = DateOnly.FromDateTime(at.UtcDateTime);
        Assert.False(Promised.IsLive(today));
        var market = WithoutCapacity("c1") with { Promised = Promised.FixedLines(today) };
        var content = ProposalRules.FromPlan(Matcher.Match(market, MatchPolicy.Standard, today), market).Single();
        var noted = ProposalRules.NoteBroken(Promised, content.Broken, ProposalRules.OpenNeeds(content), at);
        Assert.True(noted.BrokeAt(at));
        Assert.Equal("capacity_open.withdrawn", noted.Broken.Single().Because.Code);
        Assert.Same(noted, ProposalRules.NoteBroken(noted, content.Broken, ProposalRules.OpenNeeds(content), at.AddDays(1)));
    }

    [Fact]
    public void A_need_that_is_withdrawn_breaks_no_promise() => Assert.Empty(Round(Promised, WithNeed("n1", _ => null), Later).Broken);

    [Fact]
    public void Its_partner_is_not_told_that_it_is_unwanted_nor_of_a_need_that_it_may_not_read()
    {
        var unwanted = Round(Promised, WithNeed("n1", n => n with { Declaration = n.Declaration with { UnwantedPartners = [Id("NOR")] } }), Later).Broken.Single();
        Assert.Equal("unwanted_partner.listed", unwanted.Because.Code);
        Assert.Equal("promise.need_changed", unwanted.BecauseForPartner(mayReadNeed: true).Code);
        var convention = Round(Promised, SampleMarket with { Capacities = [.. SampleMarket.Capacities.Select(c => c with { Declaration = c.Declaration with { Conventions = [Convention.Ccm] } })] }, Later)
            .Broken.First(line => line.Promised);
        Assert.Equal(("promise.need_changed", "convention.other"), (convention.BecauseForPartner(mayReadNeed: false).Code, convention.BecauseForPartner(mayReadNeed: true).Code));
    }

    [Fact]
    public void A_proposal_stored_before_these_notes_were_known_is_read_as_it_was()
    {
        var stored = JsonSerializer.Serialize(Promised, Json.Options);
        Assert.DoesNotContain("\"broken\":[{", stored, StringComparison.Ordinal);
        Assert.Empty(JsonSerializer.Deserialize<Proposal>(stored.Replace("\"broken\":[],", "", StringComparison.Ordinal), Json.Options)!.Broken);
        var broken = Round(Promised, Cut(1), Later);
        Assert.Null(RoundOrNull(JsonSerializer.Deserialize<Proposal>(JsonSerializer.Serialize(broken, Json.Options), Json.Options)!, Cut(1), Later.AddDays(1)));
    }

    private static MarketInput Cut(long usd) =>
        SampleMarket with { Capacities = [.. SampleMarket.Capacities.Select(c => c.Id == "c1" ? c with { Declaration = c.Declaration with { AmountUsd = usd } } : c)] };

    private static Proposal Round(Proposal live, MarketInput market, DateTimeOffset at) => Assert.IsType<Proposal>(RoundOrNull(live, market, at));

    private static Proposal? RoundOrNull(Proposal live, MarketInput market, DateTimeOffset at) =>
        (ProposalRules.Reconcile(live, [], Content(market with { Promised = live.FixedLines(Today) }), "p2", at, MatchPolicy.Standard) as Reconciliation.Noted)?.Proposal;
}

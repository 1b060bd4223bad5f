using Matchmaking.Benchmarks.Holdout;
using Matchmaking.Field;
using Matchmaking.Testing;

namespace Matchmaking.Tests.Field;

public sealed class AssistanceRecordTests
{
    private static ParticipantId Id(string code) => ParticipantId.Parse(code, null);

    [Fact]
    public void The_record_is_what_the_published_rows_say()
    {
        // One row for each pair of partner and State of the list and year. Money told twice counts once, as the donor's own profile tells
        // it; that profile, then the lower row, give source and certainty. Pillars are said where all of the money is broken down.
        var all = Giving.ReadAll();
        var expected = all.Where(g => g.State is not null && g.Usd > 0 && !g.IsToldByDonor(all))
            .GroupBy(g => (Partner: Id(g.Partner), State: g.State!.Id, g.Year))
            .OrderBy(g => g.Key.Partner).ThenBy(g => g.Key.State).ThenBy(g => g.Key.Year)
            .Select(gift =>
            {
                var first = gift.OrderBy(g => !g.ByDonor).ThenBy(g => int.Parse(g.RowId, null)).First();
                var pillars = gift.Any(g => g.Undivided || g.Pillars.Count == 0) ? "" : string.Join(';', gift.SelectMany(g => g.Pillars).Distinct().Order());
                return (gift.Key.Partner, gift.Key.State, gift.Key.Year, gift.Sum(g => g.Usd), pillars,
                    first.ByDonor ? Certainty.Found : Certainty.FoundPartly, first.SourceTitle, first.SourceUrl);
            }).ToList();
        Assert.Equal(expected, AssistanceRecord.Published.Rows.Select(r => (r.Partner, r.State, r.Year, r.Usd, string.Join(';', r.Pillars), r.Certainty, r.Source, r.SourceUrl!)));
        Assert.Equal((2012, 2023), (AssistanceRecord.Published.FirstYear, AssistanceRecord.Published.LastYear));
    }

    [Fact]
    public void Years_are_held_for_donors_whose_profile_was_read_and_for_States_whose_donors_were()
    {
        var all = Giving.ReadAll();
        var expected = all.Where(g => g.ByDonor).Select(g => (Id: Id(g.Partner), Side: RecordSide.Given, g.Year))
            .Concat(all.Where(g => !g.ByDonor && g.State is not null).Select(g => (g.State!.Id, Side: RecordSide.Received, g.Year)))
            .Distinct().GroupBy(held => (held.Id, held.Side), held => held.Year).OrderBy(held => held.Key.Id).ThenBy(held => held.Key.Side)
            .Select(held => (held.Key.Id, held.Key.Side, string.Join(';', held.Order())));
        Assert.Equal(expected, AssistanceRecord.Published.Held.Select(held => (held.Participant, held.Side, string.Join(';', held.Years))));
    }

    [Fact]
    public void A_partner_is_found_by_State_and_silence_is_no_giving()
    {
        var cambodia = AssistanceRecord.Published.To(Id("KHM"))!;
        Assert.Equal([2017, 2020, 2022], cambodia.From(Id("AUS"))!.Years);
        Assert.Null(cambodia.From(Id("SDN")));
        Assert.Equal(2022, cambodia.LastYear);
        Assert.Null(AssistanceRecord.Published.To(Id("FRA"))!.LastYear);
        Assert.Equal(2019, AssistanceRecord.Published.LatelySince(5));
        Assert.Equal(2019, AssistanceRecord.Published.RecentFrom);
    }

    [Fact]
    public void The_years_of_a_pair_are_those_of_the_donor_and_of_the_State()
    {
        Assert.Equal([2012, 2016, 2018, 2020, 2022], AssistanceRecord.Published.HeldFor(Id("GBR"), Id("SDN")));
        Assert.Empty(AssistanceRecord.Published.HeldFor(Id("FRA"), Id("SSD")).Except([2014]));
    }

    [Fact]
    public void Sudan_as_of_June_2017_has_partners_to_keep_to_win_back_and_to_ask_next_door()
    {
        var sudan = PastMarket.Cut(AssistanceRecord.Published, 2017).To(Id("SDN"))!;
        Assert.All(["JPN", "ITA", "KOR"], partner => Assert.True(sudan.From(Id(partner))!.Continues));
        Assert.All(["GBR", "CHE", "NLD"], partner =>
        {
            var support = sudan.From(Id(partner))!;
            Assert.False(support.Continues);
            Assert.Equal(2012, support.LastYear);
            Assert.Contains(2016, support.Silent);
        });
        Assert.All(["DEU", "FIN"], partner =>
        {
            var support = sudan.From(Id(partner))!;
            Assert.Null(support.LastYear);
            Assert.True(support.MayBeAroundFor(Pillar.VictimAssistance));
            Assert.Contains(support.Around, gift => gift.State == Id("SSD"));
        });
    }

    [Fact]
    public void What_a_partner_gives_is_the_sum_of_the_last_five_years()
    {
        var record = AssistanceRecord.Published;
        Assert.Equal(record.Rows.Where(row => row.Partner == Id("AUS") && row.Year >= 2019).Sum(row => row.Usd), record.RecentUsd(Id("AUS")));
        Assert.Equal(0, record.RecentUsd(Id("SDN")));
    }

    [Fact]
    public void An_empty_record_says_nothing_of_anybody() => Assert.Null(AssistanceRecord.Empty.To(Id("KHM")));

    [Fact]
    public void A_pair_stands_once_a_year_and_a_side_once()
    {
        var (row, held) = (AssistanceRecord.Published.Rows[0], AssistanceRecord.Published.Held[0]);
        Assert.Throws<ArgumentException>(() => new AssistanceRecord([row, row], []));
        Assert.Throws<ArgumentException>(() => new AssistanceRecord([row], [held, held]));
    }

    [Fact]
    public void Looking_up_allocates_nothing()
    {
        var (record, cambodia, australia) = (AssistanceRecord.Published, Id("KHM"), Id("AUS"));
        Assert.NotNull(record.To(cambodia)?.From(australia));
        Assert.True(record.RecentUsd(australia) > 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        record.To(cambodia)?.From(australia)?.MayBeFor(Pillar.SurveyClearance);
        record.RecentUsd(australia);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Affected_States_are_those_with_commitments_or_deadlines_of_their_own()
    {
        Assert.NotNull(AffectedStates.Known.Of(Id("KHM")));
        Assert.NotNull(AffectedStates.Known.Of(Id("LBN")));
        Assert.True(AffectedStates.Known.Of(Id("TUR"))!.HasVictimAssistanceCommitments);
        // A donor with one deadline of its own gives as a donor.
        Assert.Null(AffectedStates.Known.Of(Id("DEU")));
        Assert.Null(AffectedStates.Known.Of(Id("NOR")));
        Assert.Null(AffectedStates.Known.Of(Id("org-undp")));
    }

    [Theory]
    [InlineData("European Union", "the European Union")]
    [InlineData("Council of Europe Development Bank", "the Council of Europe Development Bank")]
    [InlineData("The HALO Trust", "The HALO Trust")]
    [InlineData("Handicap International", "Handicap International")]
    public void English_puts_the_before_a_description(string name, string with) => Assert.Equal(with, OrganisationNames.English(name, Preposition.None));

    [Theory]
    [InlineData("Union européenne", "l'Union européenne", "de l'Union européenne", "à l'Union européenne")]
    [InlineData("Fonds humanitaire pour le Soudan", "le Fonds humanitaire pour le Soudan", "du Fonds humanitaire pour le Soudan", "au Fonds humanitaire pour le Soudan")]
    [InlineData("Nations Unies", "les Nations Unies", "des Nations Unies", "aux Nations Unies")]
    [InlineData("APOPO", "APOPO", "d'APOPO", "à APOPO")]
    public void French_takes_the_article_of_the_noun(string name, string none, string of, string to) => Assert.Equal(
        [none, of, to, to],
        new[] { Preposition.None, Preposition.Of, Preposition.To, Preposition.In }.Select(preposition => OrganisationNames.French(name, preposition)));
}

using Matchmaking.Field;
using Matchmaking.Testing;

namespace Matchmaking.Tests.Field;

public sealed class AssistanceRecordTests
{
    private static ParticipantId Id(string code) => ParticipantId.Parse(code, null);

    [Fact]
    public void The_record_is_what_the_published_rows_say()
    {
        // One row for each pair of partner and State of the list; the latest year gives source and certainty, the donor's own
        // profile before the recipient's, then the lower row.
        var expected = Giving.ReadAll().Where(g => g.State is not null && g.Usd > 0)
            .GroupBy(g => (Partner: Id(g.Partner), State: g.State!.Id))
            .OrderBy(g => g.Key.Partner).ThenBy(g => g.Key.State)
            .Select(pair =>
            {
                var latest = pair.Where(g => g.Year == pair.Max(x => x.Year)).OrderBy(g => !g.ByDonor).ThenBy(g => int.Parse(g.RowId, null)).First();
                return (pair.Key.Partner, pair.Key.State, Years: string.Join(';', pair.Select(g => g.Year).Distinct().Order()),
                    latest.ByDonor ? Certainty.Found : Certainty.FoundPartly, latest.SourceTitle, latest.SourceUrl);
            }).ToList();
        Assert.Equal(expected, AssistanceRecord.Published.Rows.Select(r => (r.Partner, r.State, string.Join(';', r.Years), r.Certainty, r.Source, r.SourceUrl!)));
        Assert.Equal((2012, 2023), (AssistanceRecord.Published.FirstYear, AssistanceRecord.Published.LastYear));
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
    }

    [Fact]
    public void An_empty_record_says_nothing_of_anybody() => Assert.Null(AssistanceRecord.Empty.To(Id("KHM")));

    [Fact]
    public void A_pair_stands_once()
    {
        var row = AssistanceRecord.Published.Rows[0];
        Assert.Throws<ArgumentException>(() => new AssistanceRecord([row, row]));
    }

    [Fact]
    public void Looking_up_allocates_nothing()
    {
        var (record, cambodia, australia) = (AssistanceRecord.Published, Id("KHM"), Id("AUS"));
        Assert.NotNull(record.To(cambodia)?.From(australia));
        var before = GC.GetAllocatedBytesForCurrentThread();
        record.To(cambodia)?.From(australia);
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

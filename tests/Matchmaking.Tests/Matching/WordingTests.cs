using Matchmaking.Matching;

namespace Matchmaking.Tests.Matching;

public sealed class WordingTests
{
    private static readonly Wording En = Wording.For("en");
    private static readonly Wording Fr = Wording.For("fr");

    [Fact]
    public void Numbers_are_grouped_as_the_reader_expects()
    {
        Assert.Equal(("7,500,000", "7\u202f500\u202f000"), (En.Number(7_500_000), Fr.Number(7_500_000)));
        Assert.Equal(("0", "999"), (En.Number(0), Fr.Number(999)));
    }

    [Fact]
    public void Money_is_in_US_dollars() =>
        Assert.Equal(("US$7,500,000", "7\u202f500\u202f000\u00a0dollars des États-Unis"), (En.Usd(7_500_000), Fr.Amount(7_500_000, AssistanceKind.Funding)));

    [Fact]
    public void Dates_are_written_out()
    {
        Assert.Equal(("3 March 2027", "3 mars 2027"), (En.Date(new(2027, 3, 3)), Fr.Date(new(2027, 3, 3))));
        Assert.Equal(("1 August 2027", "1er août 2027"), (En.Date(new(2027, 8, 1)), Fr.Date(new(2027, 8, 1))));
    }

    [Fact]
    public void One_is_one_and_French_counts_none_as_one()
    {
        Assert.Equal(("0\u00a0days", "1\u00a0day", "2\u00a0days"), (En.Days(0), En.Days(1), En.Days(2)));
        Assert.Equal(("0\u00a0jour", "1\u00a0jour", "2\u00a0jours"), (Fr.Days(0), Fr.Days(1), Fr.Days(2)));
        Assert.Equal(("1\u00a0slot", "3\u00a0places de formation"), (En.Slots(1), Fr.Amount(3, AssistanceKind.Training)));
    }

    [Fact]
    public void Lists_end_in_and() =>
        Assert.Equal(("", "a", "a and b", "a, b et c"), (En.List([]), En.List(["a"]), En.List(["a", "b"]), Fr.List(["a", "b", "c"])));

    [Fact]
    public void Every_term_has_a_name_in_every_language()
    {
        Assert.All([En, Fr], wording =>
        {
            Assert.All(Enum.GetValues<Pillar>(), value => Assert.True(wording.Name(value) != Json.Code(value) || value is Pillar.Advocacy));
            Assert.All(Enum.GetValues<MeetingKind>(), value => Assert.NotEqual(Json.Code(value), wording.Name(value)));
            Assert.All(Enum.GetValues<Convention>(), value => Assert.NotEqual(Json.Code(value), wording.Name(value)));
            Assert.All(Enum.GetValues<AssistanceKind>(), value => Assert.DoesNotContain('.', wording.Amount(2, value).Replace("É.-U.", "", StringComparison.Ordinal)));
        });
        Assert.Equal("assistance aux victimes", Fr.Name(Pillar.VictimAssistance));
        Assert.Equal("arabe", Fr.LanguageName("ar"));
    }

    [Fact]
    public void An_unknown_language_reads_English_and_an_unknown_term_its_code()
    {
        Assert.Equal("en", Wording.For("xx").Language);
        Assert.Equal("tlh", Fr.LanguageName("tlh"));
    }
}

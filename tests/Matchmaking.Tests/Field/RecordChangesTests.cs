using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Declaring;
using Matchmaking.Field;

namespace Matchmaking.Tests.Field;

/// <summary>What the secretariat changes of the record stands there, and nothing else changes.</summary>
public sealed class RecordChangesTests
{
    private static readonly ParticipantId[] Partners = [Id("JPN"), Id("NOR"), Id("org-halo")];
    private static readonly ParticipantId[] States = [Id("SDN"), Id("KHM")];

    private static readonly Gen<RecordLine> Lines =
        from partner in Gen.Elements(Partners)
        from state in Gen.Elements(States)
        from year in Gen.Choose(2018, 2021)
        select new RecordLine(partner, state, year);

    private static readonly Gen<RecordedGift> Gifts =
        from usd in Gen.Choose(1, 1000)
        from pillars in Gen.Elements<Pillar[]>([], [Pillar.RiskEducation], [Pillar.SurveyClearance, Pillar.VictimAssistance])
        from certainty in Gen.Elements(Enum.GetValues<Certainty>())
        select new RecordedGift(usd, pillars, new Source($"Report {usd}", null, null, certainty));

    private static readonly Gen<List<HeldYears>> Years =
        from participants in Gen.SubListOf(Partners.Append(States[0]))
        from years in Gen.SubListOf(2018, 2019, 2020).Select(list => list.ToList()).ListOf(4)
        select participants.Zip(years, (participant, some) => new HeldYears(participant, participant.IsOrganisation ? RecordSide.Given : RecordSide.Received, some)).ToList();

    private static readonly Gen<(AssistanceRecord Published, RecordChanges Changes)> Any =
        from published in Lines.Zip(Gifts).ListOf()
        from entries in Lines.Zip(Gen.OneOf(Gifts.Select(gift => (RecordedGift?)gift), Gen.Constant((RecordedGift?)null))).ListOf()
        from held in Years.Two()
        select (
            new AssistanceRecord([.. published.DistinctBy(row => row.Item1).Select(row => Row(row.Item1, row.Item2))], held.Item1),
            new RecordChanges(
                [.. entries.DistinctBy(entry => entry.Item1).Select(entry => new RecordEntry(entry.Item1, 1, default, entry.Item2))],
                [.. held.Item2.Select(one => new HeldEntry(one.Participant, one.Side, 1, default, new(one.Years, new Source("All", null, null, Certainty.Found))))]));

    [Fact]
    public void A_line_is_the_entry_where_there_is_one_and_else_the_published_one() => Prop.ForAll(Any.ToArbitrary(), any =>
    {
        var (published, changes) = any;
        var record = changes.To(published);
        var entries = changes.Entries.ToDictionary(entry => entry.Line, entry => entry.Gift);
        var expected = published.Rows.Where(row => !entries.ContainsKey(row.Line))
            .Concat(entries.Where(entry => entry.Value is not null).Select(entry => Row(entry.Key, entry.Value!)));
        Assert.Equal(Shown(expected), Shown(record.Rows));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Years_are_those_of_the_entry_where_there_is_one_and_none_is_an_answer() => Prop.ForAll(Any.ToArbitrary(), any =>
    {
        var (published, changes) = any;
        var record = changes.To(published);
        foreach (var (participant, side) in Partners.Concat(States).SelectMany(one => Enum.GetValues<RecordSide>().Select(side => (one, side))))
        {
            var entry = changes.Held.FirstOrDefault(held => (held.Participant, held.Side) == (participant, side));
            Assert.Equal(entry?.Held.Years ?? Of(published), Of(record));

            IReadOnlyList<int> Of(AssistanceRecord of) => of.Held.FirstOrDefault(held => (held.Participant, held.Side) == (participant, side))?.Years ?? [];
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_order_of_the_changes_does_not_matter() => Prop.ForAll(Any.ToArbitrary(), any =>
    {
        var (published, changes) = any;
        var (one, other) = (changes.To(published), new RecordChanges([.. changes.Entries.Reverse()], [.. changes.Held.Reverse()]).To(published));
        Assert.Equal(Shown(one.Rows), Shown(other.Rows));
        Assert.Equal(one.Held, other.Held);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Without_changes_it_is_the_very_same_record() => Assert.Same(AssistanceRecord.Published, RecordChanges.None.To(AssistanceRecord.Published));

    [Fact]
    public void Every_published_line_says_the_same_when_it_is_entered_as_it_stands() => Assert.Equal(
        Shown(AssistanceRecord.Published.Rows),
        Shown(new RecordChanges([.. AssistanceRecord.Published.Rows.Select(row => new RecordEntry(row.Line, 1, default, row.Gift))], []).To(AssistanceRecord.Published).Rows));

    private static IEnumerable<string> Shown(IEnumerable<Assistance> rows) => rows
        .Select(row => $"{row.Line} {row.Usd} {string.Join(';', row.Pillars)} {row.Certainty} {row.Source} {row.SourceUrl}").Order(StringComparer.Ordinal);

    private static Assistance Row(RecordLine line, RecordedGift gift) =>
        new(line.Partner, line.State, line.Year, gift.Usd, gift.Pillars, gift.Source.Certainty, gift.Source.Title, gift.Source.Url);

    private static ParticipantId Id(string code) => ParticipantId.Parse(code, null);
}

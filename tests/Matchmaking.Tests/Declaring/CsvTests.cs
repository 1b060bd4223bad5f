using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Declaring;

namespace Matchmaking.Tests.Declaring;

public class CsvTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_need_that_was_exported_imports_as_it_was() =>
        Prop.ForAll(Declared.Need.ToArbitrary(), declaration =>
        {
            var row = NeedCsv.ToRow(new Need("n1", Known.Sudan, 1, DeclarationStatus.Open, Noon, declaration));
            var read = Readings.Value(NeedCsv.Read(row, Known.Places));
            Assert.Equal(Known.Sudan, read.State);
            Assert.Equal(JsonSerializer.Serialize(declaration, Json.Options), JsonSerializer.Serialize(read.Declaration, Json.Options));
            Assert.Empty(NeedCsv.CheckHeader(NeedCsv.Header([row])));
            Assert.Empty(row.Keys.Except(NeedCsv.Header([row])));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_capacity_that_was_exported_imports_as_it_was() =>
        Prop.ForAll(Declared.Capacity.ToArbitrary(), declaration =>
        {
            var row = CapacityCsv.ToRow(new Capacity("c1", Known.Norway, 1, DeclarationStatus.Open, Noon, declaration));
            var read = Readings.Value(CapacityCsv.Read(row, Known.Places));
            Assert.Equal(Known.Norway, read.Partner);
            Assert.Equal(JsonSerializer.Serialize(declaration, Json.Options), JsonSerializer.Serialize(read.Declaration, Json.Options));
            Assert.Empty(CapacityCsv.CheckHeader(CapacityCsv.Header([row])));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_columns_are_the_published_ones()
    {
        Assert.Equal(
            "state,conventions,pillar,title_en,title_fr,description_en,description_fr,kinds,amount_usd,national_contribution_usd,slots,"
            + "period_from,period_to,quantity,unit,women,girls,men,boys,not_disaggregated,deadline_convention,deadline_article,deadline_date,"
            + "deadline_certainty,deadlines,expected_by,people_without_services,gender_en,gender_fr,environment_en,environment_fr,languages,unwanted_partners,source_title,source_url,"
            + "source_as_of,source_certainty,visibility,interest",
            string.Join(',', NeedCsv.Columns));
        Assert.Equal(
            "partner,title_en,title_fr,pillars,anywhere,states,subregions,regions,excluded_states,excluded_areas,kind,amount_usd,slots,"
            + "smallest_share,largest_share,period_from,period_to,languages,conventions,conditions_en,conditions_fr,least_national_percent,modality,source_title,"
            + "source_url,source_as_of,source_certainty,visibility",
            string.Join(',', CapacityCsv.Columns));
    }

    [Fact]
    public void Columns_that_no_row_fills_may_be_absent_and_languages_added()
    {
        var row = new Dictionary<string, string>
        {
            ["state"] = " SDN ",
            ["conventions"] = "apmbc; ccm;",
            ["pillar"] = "advocacy",
            ["title_pt"] = "Advocacia",
            ["kinds"] = "expertise",
            ["slots"] = " 3 ",
            ["period_from"] = "2027-01-01",
            ["period_to"] = "2027-12-31",
        };

        var need = Readings.Value(NeedCsv.Read(row, Known.Places)).Declaration;

        Assert.Equal([Convention.Apmbc, Convention.Ccm], need.Conventions);
        Assert.Equal("Advocacia", need.Title.In("pt"));
        Assert.Equal(3, need.Slots);
        Assert.Null(need.People);
        Assert.Empty(NeedCsv.CheckHeader([.. row.Keys]));
    }

    [Fact]
    public void A_header_is_told_its_unknown_doubled_and_missing_columns()
    {
        var errors = NeedCsv.CheckHeader(["state", "state", "pillar", "title_zz", "kind", "amountUsd", "period_from", "period_to", "conventions", "kinds"]);

        Assert.Equal(
            [("state", "duplicate_field"), ("title_en", "missing_column"), ("title_zz", "unknown_field"), ("kind", "unknown_field"), ("amountUsd", "unknown_field")],
            errors.Select(e => (e.Field, e.Code)));
        Assert.Contains("'kinds'", errors[3].Expected, StringComparison.Ordinal);
        Assert.Contains("'amount_usd'", errors[4].Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_anything_never_throws() =>
        Prop.ForAll(
            Gen.Zip(Gen.Elements(NeedCsv.Columns.Concat(CapacityCsv.Columns)), ArbMap.Default.GeneratorFor<string>()).ListOf().ToArbitrary(),
            cells =>
            {
                var row = cells.DistinctBy(c => c.Item1).ToDictionary(c => c.Item1, c => c.Item2 ?? "");
                Assert.NotEmpty(Readings.Errors(NeedCsv.Read(row, Known.Places)));
                Assert.NotEmpty(Readings.Errors(CapacityCsv.Read(row, Known.Places)));
            }).QuickCheckThrowOnFailure();
}

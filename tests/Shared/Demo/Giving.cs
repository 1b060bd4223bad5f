using System.Globalization;
using Matchmaking.Field;

namespace Matchmaking.Testing;

/// <summary>One published row: who gave how much to whom, for which pillars, in which year.</summary>
internal sealed record Giving(
    string RowId, bool ByDonor, int Year, string Partner, string Donor, string Recipient, State? State, IReadOnlyList<Pillar> Pillars, bool Undivided, long Usd, string SourceTitle, string SourceUrl)
{
    /// <summary>The rows that name a donor, a recipient and an amount; totals and pledges are other kinds of row.</summary>
    public static IReadOnlyList<Giving> ReadAll() =>
        [.. Repository.Published("donors.csv").Rows.Where(r => r["record_type"] is "donor_to_recipient" or "recipient_from_donor").Select(Read)];

    /// <summary>True where the donor's own profile tells of this gift too: that row counts, and this one is the same money again.</summary>
    public bool IsToldByDonor(IEnumerable<Giving> rows) =>
        !ByDonor && rows.Any(other => other.ByDonor && (other.Partner, other.Recipient, other.Year) == (Partner, Recipient, Year));

    private static Giving Read(CsvRow row) => new(
        row["row_id"],
        row["record_type"] == "donor_to_recipient",
        int.Parse(row["year"], CultureInfo.InvariantCulture),
        PartnerCode(row["donor_iso3"], row["donor"]),
        row["donor"],
        row["recipient"],
        row["recipient_iso3"].Length == 3 ? States.Find(ParticipantId.Parse(row["recipient_iso3"], null)) : null,
        [.. Enum.GetValues<Pillar>().Where(p => row.List("pillars").Contains(Json.Code(p)))],
        row.List("pillars").Contains("various_or_undisaggregated"),
        long.Parse(row["amount_usd"], CultureInfo.InvariantCulture),
        row["source_title"],
        row["source_url"]);

    private static string PartnerCode(string iso3, string name) =>
        iso3.Length == 3 ? iso3 : "org-" + string.Join('-', name.Split(' ').Select(word => word.ToLower(CultureInfo.InvariantCulture)));
}

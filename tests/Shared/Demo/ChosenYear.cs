using Matchmaking.Field;

namespace Matchmaking.Testing;

/// <summary>
/// The year from which a partner's demonstration capacities are taken: the latest with three or more States named as recipients,
/// else the latest; the demonstration looks back to 2015. What becomes of each of its rows is said.
/// </summary>
internal sealed record ChosenYear(string Partner, int Year, IReadOnlyList<Giving> Used, IReadOnlyList<(Giving Row, string Outcome)> LeftOut)
{
    private const int Earliest = 2015;
    private const int FullPicture = 3;

    /// <summary>Those of the demonstration.</summary>
    public static IReadOnlyList<ChosenYear> OfEveryPartner() => OfEveryPartner(Giving.ReadAll().Where(g => g.Year >= Earliest));

    /// <summary>Those that <paramref name="rows"/> give.</summary>
    public static IReadOnlyList<ChosenYear> OfEveryPartner(IEnumerable<Giving> rows) =>
    [
        .. rows
            .GroupBy(g => g.Partner).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(partner => Choose(partner.Key, partner.GroupBy(g => g.Year).OrderByDescending(y => y.Key).ToList())),
    ];

    private static ChosenYear Choose(string partner, List<IGrouping<int, Giving>> years)
    {
        var year = years.FirstOrDefault(y => y.Select(g => g.State).OfType<State>().Distinct().Count() >= FullPicture) ?? years[0];
        var judged = year.Select(row => (Row: row, Outcome: Judge(row, year))).ToList();
        return new ChosenYear(partner, year.Key, [.. judged.Where(j => j.Outcome == "used").Select(j => j.Row)], [.. judged.Where(j => j.Outcome != "used")]);
    }

    /// <summary>The donor's own profile counts; the recipient's profile fills what it does not hold.</summary>
    private static string Judge(Giving row, IEnumerable<Giving> year) =>
        row.State is null ? "recipient_is_no_state_of_the_list"
        : row.IsToldByDonor(year) ? "same_gift_in_the_donor_profile"
        : "used";
}

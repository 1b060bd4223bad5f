using Matchmaking.Field;
using Matchmaking.Testing;

namespace Matchmaking.Tests.Field.Demo;

public sealed class DemoParticipantsTests
{
    private static readonly CsvTable Participants = Repository.Data("participants.csv");

    [Fact]
    public void Everybody_who_declares_has_a_contact()
    {
        var contacts = Participants.Rows.Where(r => r["role"] is "focal_point" or "partner").Select(r => r["participant"]).ToHashSet();
        Assert.All(Repository.Data("needs.csv").Rows, r => Assert.Contains(r["state"], contacts));
        Assert.All(Repository.Data("capacities.csv").Rows, r => Assert.Contains(r["partner"], contacts));
    }

    [Fact]
    public void Addresses_are_unique_and_of_the_reserved_domain_example() => Assert.All(Participants.Rows, row =>
    {
        Assert.EndsWith(".example", row["email"], StringComparison.Ordinal);
        Assert.Single(Participants.Rows, other => other["email"] == row["email"]);
        Assert.Contains(row["language"], new[] { "en", "fr" });
    });

    [Fact]
    public void Organisations_have_names_and_States_take_theirs_from_the_registry() => Assert.All(Participants.Rows, row =>
    {
        var isOrganisation = row["participant"].StartsWith("org-", StringComparison.Ordinal);
        Assert.Equal(isOrganisation, row["name_en"] != "" && row["name_fr"] != "");
        Assert.True(isOrganisation || row["role"] == "secretariat" || States.Find(ParticipantId.Parse(row["participant"], null)) is not null);
    });

    [Fact]
    public void The_committee_has_a_chair_a_gender_focal_point_and_members()
    {
        var roles = Participants.Rows.CountBy(r => r["role"]).ToDictionary();
        Assert.Equal((2, 1, 1, 1), (roles["committee"], roles["chair"], roles["gender_focal_point"], roles["secretariat"]));
        Assert.All(roles.Keys, role => Assert.Contains(role, Enum.GetValues<Role>().Select(Json.Code)));
    }

    [Fact]
    public void Some_read_French_and_some_English() =>
        Assert.Equal(2, Participants.Rows.Where(r => r["role"] == "focal_point").Select(r => r["language"]).Distinct().Count());
}

using System.Text.Json;
using Matchmaking.Functions.Policy;
using Matchmaking.Matching;

namespace Matchmaking.Functions.Tests.Api;

/// <summary>Policies that were adopted under an earlier release, as they stand in a store.</summary>
public sealed class OldPolicyTests
{
    [Fact]
    public void Slices_that_were_parts_of_the_gap_become_the_standard_ones_and_every_other_number_stays()
    {
        var read = JsonSerializer.Deserialize<AdoptedPolicy>("""
            {
              "policy": {
                "name": "near first", "version": 3,
                "fit": { "placeState": 240, "placeSubregion": 140, "giving": 100 },
                "priority": { "deadlineNear": 300, "certaintyPercent": [100, 80, 75, 50, 0] },
                "tranches": [{ "gapPercent": 60, "priorityPercent": 100 }, { "gapPercent": 40, "priorityPercent": 5 }],
                "leastOverlapDays": 60, "maxPartnersPerNeed": 5, "uncostedPartners": 2
              },
              "adoptedAt": "2026-11-20T09:00:00+00:00", "adoptedBy": "key-chair", "onBehalfOf": "NOR", "reason": "Deadlines."
            }
            """, Json.Options)!;

        Assert.Equal(MatchPolicy.Standard.Tranches, read.Policy.Tranches);
        Assert.Equal(("near first", 3, "Deadlines."), (read.Policy.Name, read.Policy.Version, read.Reason));
        Assert.Equal(
            ["leastOverlapDays", "maxPartnersPerNeed", "fit.placeState", "fit.placeSubregion", "fit.giving", "priority.deadlineNear", "priority.certaintyPercent[]"],
            PolicyNumbers.Differing(MatchPolicy.Standard, read.Policy).Select(number => number.Path));
        Assert.Empty(read.Policy.Check());
    }

    [Fact]
    public void Slices_of_todays_form_are_read_as_they_were_written()
    {
        var adopted = new AdoptedPolicy(MatchPolicy.Standard with { Tranches = [new(500_000, 1, 8000, 100)], RestPriorityPercent = 30 }, Reason: "Less.");
        var read = JsonSerializer.Deserialize<AdoptedPolicy>(JsonSerializer.Serialize(adopted, Json.Options), Json.Options)!;
        Assert.Equal((adopted.Policy.Tranches.Single(), 30, "Less."), (read.Policy.Tranches.Single(), read.Policy.RestPriorityPercent, read.Reason));
    }
}

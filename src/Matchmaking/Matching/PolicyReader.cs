using System.Text.Json;
using Matchmaking.Declaring;

namespace Matchmaking.Matching;

/// <summary>A changed policy and why it is wanted.</summary>
/// <param name="Policy">The policy with the change, one version after the one that it was made from.</param>
/// <param name="Reason">The reason; null where none is owed and none was given.</param>
public sealed record PolicyChange(MatchPolicy Policy, string? Reason);

/// <summary>Turns a document into a changed policy, or into all that is wrong with it. What is left out stays as it is.</summary>
public static class PolicyReader
{
    /// <summary>The most characters of a policy's name.</summary>
    public const int LongestName = 40;

    /// <summary>The most characters of a reason.</summary>
    public const int LongestReason = 2000;

    private const int MostTranches = 9;

    /// <summary>Reads a document in the form of <see cref="PolicyWriter"/>, or any part of it; lists are replaced as a whole.</summary>
    /// <param name="body">The document, with a <c>reason</c>.</param>
    /// <param name="present">The policy in force.</param>
    /// <param name="reasonOwed">True where a reason must be given.</param>
    public static Reading<PolicyChange> Read(JsonElement body, MatchPolicy present, bool reasonOwed)
    {
        var reader = FieldReader.Of(body);
        var changed = present with { Name = reader.OptionalText("name", 1, LongestName) ?? present.Name, Version = present.Version + 1 };
        Version(reader, present.Version);
        var reason = reasonOwed ? reader.Text("reason", 1, LongestReason, lines: true) : reader.OptionalText("reason", 1, LongestReason, lines: true);
        changed = changed with
        {
            Tranches = reader.OptionalGroups("tranches", MostTranches, t => new Tranche(
                Number(t, "upToUsd"), (int)Number(t, "upToSlots"), (int)Number(t, "points"), (int)Number(t, "priorityPercent"))) ?? changed.Tranches,
        };
        changed = Numbers(reader, "", changed);
        changed = reader.OptionalGroup("fit", fit => Numbers(fit, "fit", changed)) ?? changed;
        changed = reader.OptionalGroup("priority", weights => Certain(weights, Numbers(weights, "priority", changed))) ?? changed;
        return reader.Finish(() => new PolicyChange(changed, reason)).Then(change => Consistent(change, present));
    }

    /// <summary>A document that was read and edited names the version that it was made from, and no other.</summary>
    private static void Version(FieldReader reader, int present)
    {
        if (reader.OptionalWhole("version", 1, int.MaxValue) is { } version && version != present)
        {
            reader.Refuse("version", version < present ? FieldErrorCodes.TooSmall : FieldErrorCodes.TooLarge, Say.Number(version),
                $"{Say.Number(present)}, the version in force, or nothing: the service gives the next one");
        }
    }

    private static MatchPolicy Numbers(FieldReader reader, string group, MatchPolicy policy) => PolicyNumbers.All
        .Where(number => number.Group == group && number.With is not null)
        .Aggregate(policy, (result, number) => reader.OptionalWhole(number.Name, number.Least, number.Most) is { } value ? number.With!(result, value) : result);

    private static MatchPolicy Certain(FieldReader reader, MatchPolicy policy) =>
        reader.OptionalWholes("certaintyPercent", Enum.GetValues<Certainty>().Length, 0, 100) is { } percents
            ? policy with { Priority = policy.Priority with { CertaintyPercent = [.. percents.Select(percent => (int)percent)] } }
            : policy;

    private static long Number(FieldReader tranche, string name)
    {
        var number = PolicyNumbers.All.First(number => number.Group == "tranches[]" && number.Name == name);
        return tranche.Whole(name, number.Least, number.Most);
    }

    /// <summary>Rules between numbers: each that is broken names the changed numbers that break it.</summary>
    private static Reading<PolicyChange> Consistent(PolicyChange change, MatchPolicy present)
    {
        var broken = change.Policy.Check();
        return broken.Count == 0
            ? new Reading<PolicyChange>.Accepted(change)
            : new Reading<PolicyChange>.Rejected([.. broken.SelectMany(rule => Breaking(rule, change.Policy, present)).Take(FieldReader.MostErrors)]);
    }

    /// <summary>The changed numbers each of which, taken back alone, would mend the rule; where none would, as few as break it together.</summary>
    private static IEnumerable<FieldError> Breaking(string rule, MatchPolicy changed, MatchPolicy present)
    {
        var differing = PolicyNumbers.Differing(present, changed).DistinctBy(number => number.Field).ToList();
        var breaking = differing.Where(number => !number.Take(changed, present).Check().Contains(rule)).ToList();
        if (breaking.Count == 0)
        {
            var policy = changed;
            foreach (var number in differing)
            {
                var without = number.Take(policy, present);
                if (without.Check().Contains(rule))
                    policy = without;
                else
                    breaking.Add(number);
            }
        }

        return breaking.Count > 0
            ? breaking.Select(number => new FieldError(number.Field, FieldErrorCodes.Inconsistent, number.Shown(changed), rule))
            : [new FieldError("$", FieldErrorCodes.Inconsistent, null, rule)];
    }
}

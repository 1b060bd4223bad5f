using System.CommandLine;
using System.Globalization;
using Matchmaking.Field;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Hosting;

namespace Matchmaking.Local.Commands;

/// <summary>Makes, lists and revokes API keys. A key's text is printed once, when it is made.</summary>
internal static class KeysCommand
{
    private static readonly Argument<string> RoleName = new("role") { Description = "One of " + string.Join(", ", Roles.Select(Json.Code)) + "." };

    private static readonly Option<string?> For = new("--for") { Description = "The State (ISO3) or organisation (org-…) that the key acts for, or that a committee member comes from." };

    private static readonly Option<string> Label = new("--label") { Description = "What you call it.", DefaultValueFactory = _ => "" };

    private static readonly Argument<string> Id = new("id") { Description = "The key's id: the 16 digits after mm_." };

    private static IEnumerable<Role> Roles => Enum.GetValues<Role>().Where(role => role != Role.Public);

    /// <summary>The command.</summary>
    public static Command Create() => new("keys", "API keys.")
    {
        Shared.OnStore("create", "Makes a key and prints it, once.", [RoleName, For, Label], CreateAsync),
        Shared.OnStore("list", "Lists the keys, without their secrets.", [], ListAsync),
        Shared.OnStore("revoke", "Revokes a key; it stops at once.", [Id], RevokeAsync),
    };

    private static async Task<int> CreateAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        var role = Roles.Cast<Role?>().FirstOrDefault(role => Json.Code(role!.Value) == parsed.GetValue(RoleName))
            ?? throw new StartException($"\"{parsed.GetValue(RoleName)}\" is no role; there are {string.Join(", ", Roles.Select(Json.Code))}.");
        var participant = Participant(role, parsed.GetValue(For));
        var (_, text) = await services.GetRequiredService<ApiKeys>().CreateAsync(role, participant, parsed.GetValue(Label) ?? "", ct);
        Console.WriteLine(text);
        return 0;
    }

    private static ParticipantId? Participant(Role role, string? code)
    {
        var isNeeded = role is not (Role.Secretariat or Role.Observer);
        if (code is null)
        {
            return isNeeded ? throw new StartException($"A key for the role {Json.Code(role)} needs --for.") : null;
        }

        return !ParticipantId.TryParse(code, null, out var id) || (!id.IsOrganisation && States.Find(id) is null)
            ? throw new StartException($"\"{code}\" is neither the ISO3 code of a State nor org-….")
            : id.IsOrganisation != (role == Role.Partner) && isNeeded
                ? throw new StartException($"The role {Json.Code(role)} is for {(role == Role.Partner ? "an organisation" : "a State")}.")
                : id;
    }

    private static async Task<int> ListAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        foreach (var key in await services.GetRequiredService<ApiKeys>().ListAsync(ct))
        {
            var created = key.CreatedAt.ToString("u", CultureInfo.InvariantCulture);
            var state = key.RevokedAt is { } revoked ? $"revoked {revoked.ToString("u", CultureInfo.InvariantCulture)}" : "works";
            Console.WriteLine($"{key.Id}  {Json.Code(key.Role),-18}  {key.Participant?.Value ?? "-",-10}  {created}  {state}  {key.Label}");
        }

        return 0;
    }

    private static async Task<int> RevokeAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        var id = parsed.GetValue(Id)!;
        if (!await services.GetRequiredService<ApiKeys>().RevokeAsync(id, ct))
        {
            throw new StartException($"There is no key {id}.");
        }

        Console.WriteLine($"{id} revoked");
        return 0;
    }
}

namespace Matchmaking.Functions.Access;

/// <summary>Who may call an endpoint. Every endpoint of the API carries one; a test sees to it.</summary>
/// <param name="Roles">The roles; <see cref="Role.Public"/> among them means that no key is needed.</param>
internal sealed record AllowedRoles(IReadOnlyList<Role> Roles)
{
    public bool Allow(Role role) => Roles.Contains(Role.Public) || Roles.Contains(role);
}

internal static class AllowedRolesExtensions
{
    /// <summary>All who have a key.</summary>
    public static readonly Role[] Everyone =
        [Role.FocalPoint, Role.Partner, Role.Committee, Role.GenderFocalPoint, Role.Chair, Role.Secretariat, Role.Observer];

    /// <summary>The committee's members.</summary>
    public static readonly Role[] Reviewers = [Role.Committee, Role.GenderFocalPoint, Role.Chair];

    /// <summary>States who may call the endpoint, for the access check and for the OpenAPI document.</summary>
    public static TBuilder AllowRoles<TBuilder>(this TBuilder builder, params IEnumerable<Role> roles) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AllowedRoles([.. roles]));

    /// <summary>Anybody, with or without a key.</summary>
    public static TBuilder AllowAnybody<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.AllowRoles(Role.Public);
}

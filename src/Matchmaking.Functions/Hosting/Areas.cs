using Matchmaking.Declaring;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Answers;
using Matchmaking.Functions.Audit;
using Matchmaking.Functions.Capacities;
using Matchmaking.Functions.Contacts;
using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Health;
using Matchmaking.Functions.Mail;
using Matchmaking.Functions.Market;
using Matchmaking.Functions.Matching;
using Matchmaking.Functions.Needs;
using Matchmaking.Functions.OpenApi;
using Matchmaking.Functions.Pages;
using Matchmaking.Functions.Participants;
using Matchmaking.Functions.Policy;
using Matchmaking.Functions.Proposals;

namespace Matchmaking.Functions.Hosting;

/// <summary>The areas of the service: their services, and where each answers.</summary>
internal static class Areas
{
    /// <summary>Services that use the store live as long as a request or an invocation, which opens it first.</summary>
    public static IServiceCollection AddAreas(this IServiceCollection services) => services
        .AddScoped(provider => provider.GetRequiredService<StoreOpener>().Opened)
        .AddScoped<Ledger.Ledger>()
        .AddScoped<ApiKeys>()
        .AddScoped<SigningKey>()
        .AddScoped<ParticipantRegister>()
        .AddScoped<MarketTable>()
        .AddScoped<PolicyStore>()
        .AddScoped<PolicyTrial>()
        .AddScoped<Rounds>()
        .AddSingleton<RoundMemory>()
        .AddScoped<RoundInput>()
        .AddScoped<Round>()
        .AddScoped<MarketQuestions>()
        .AddScoped<ProposalStore>()
        .AddScoped<ProposalActions>()
        .AddScoped<WhyNot>()
        .AddScoped<NoticePlanner>()
        .AddScoped<NoticeSender>()
        .AddScoped<LetterWriter>()
        .AddMail();

    /// <summary>Every area, each under its function's route. The last takes what no other does.</summary>
    public static IReadOnlyList<MappedArea> All { get; } =
    [
        .. Site.Languages.Select(language => new MappedArea($"/{language}", app => app.MapAnswers(language))),
        new("/assets", app => app.MapAssets()),
        new("/api/participants", app => app.MapParticipants()),
        new("/api/contacts", app => app.MapContacts()),
        new("/api/needs", app => app.MapDeclarations<Need, NeedView, NeedDeclaration>(MarketTable.Needs)),
        new("/api/capacities", app => app.MapDeclarations<Capacity, CapacityView, CapacityDeclaration>(MarketTable.Capacities)),
        new("/api/market", app => app.MapMarket()),
        new("/api/policy", app => app.MapPolicy()),
        new("/api/proposals", app => app.MapProposals()),
        new("/api/audit", app => app.MapAudit()),
        new("/api/health", app => app.MapHealth()),
        new("/api/openapi.json", app => app.MapApiDocument()),
        new("", app => app.MapHome()),
    ];
}

/// <summary>A part of what the service answers.</summary>
/// <param name="Path">What the paths of its addresses begin with.</param>
/// <param name="Map">Maps them.</param>
internal sealed record MappedArea(string Path, Action<IEndpointRouteBuilder> Map);

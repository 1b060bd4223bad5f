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
using Matchmaking.Functions.Pages;
using Matchmaking.Functions.Participants;
using Matchmaking.Functions.Policy;
using Matchmaking.Functions.Proposals;

namespace Matchmaking.Functions.Hosting;

/// <summary>The areas of the service: their services, and the list of all that they map.</summary>
internal static class Areas
{
    /// <summary>Services that use the store live as long as a request or an invocation, which opens it first.</summary>
    public static IServiceCollection AddAreas(this IServiceCollection services) => services
        .AddScoped(provider => provider.GetRequiredService<StoreOpener>().Opened)
        .AddScoped<Ledger.Ledger>()
        .AddSingleton<Ledger.Outbox>()
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

    /// <summary>Maps every area, each under its function's route.</summary>
    public static void MapAreas(this IEndpointRouteBuilder app)
    {
        app.MapHome();
        app.MapAnswers();
        app.MapAssets();
        app.MapParticipants();
        app.MapContacts();
        app.MapDeclarations<Need, NeedView, NeedDeclaration>(MarketTable.Needs);
        app.MapDeclarations<Capacity, CapacityView, CapacityDeclaration>(MarketTable.Capacities);
        app.MapMarket();
        app.MapPolicy();
        app.MapProposals();
        app.MapAudit();
        app.MapHealth();
        app.MapOpenApi("/api/openapi.json");
        foreach (var more in app.ServiceProvider.GetServices<MoreEndpoints>())
        {
            more.Map(app);
        }
    }
}

/// <summary>What a service on its own answers beside the functions' routes.</summary>
/// <param name="Map">Maps it.</param>
internal sealed record MoreEndpoints(Action<IEndpointRouteBuilder> Map);

using Matchmaking.Declaring;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Answers;
using Matchmaking.Functions.Capacities;
using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Mail;
using Matchmaking.Functions.Matching;
using Matchmaking.Functions.Needs;
using Matchmaking.Functions.Pages;
using Matchmaking.Functions.Participants;
using Matchmaking.Functions.Policies;
using Matchmaking.Functions.Proposals;
using Matchmaking.Local.Mail;

namespace Matchmaking.Functions.Hosting;

/// <summary>The areas of the service: their services, and the list of all that they map.</summary>
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
        .AddMailFolderBesideStore()
        .AddMailFolder()
        .AddMail();

    /// <summary>Unless the settings say otherwise, mails lie beside the store that they tell of: two stores on one machine do not mix theirs.</summary>
    private static IServiceCollection AddMailFolderBesideStore(this IServiceCollection services)
    {
        services.AddOptions<MailFolderOptions>().Configure<IConfiguration, RunMode, ServeOptions>((options, configuration, mode, serve) =>
        {
            if (!mode.UnderHost && StorageOptions.Read(configuration, mode, serve) is StorageOptions.Embedded embedded)
            {
                options.Folder = Path.Combine(embedded.Directory, "mail");
            }
        });
        return services;
    }

    /// <summary>Maps every area.</summary>
    public static void MapAreas(this WebApplication app, RunMode mode)
    {
        var api = app.MapGroup("/api");
        api.MapParticipants();
        api.MapContacts();
        api.MapDeclarations<Need, NeedView, NeedDeclaration>(MarketTable.Needs);
        api.MapDeclarations<Capacity, CapacityView, CapacityDeclaration>(MarketTable.Capacities);
        api.MapProposals();
        api.MapPolicies();
        api.MapMarket();
        app.MapAnswers();
        app.MapAssets();
        app.MapHome(app.Services.GetRequiredService<ServeOptions>().Demo, hasMailFolder: !mode.UnderHost);
        if (!mode.UnderHost)
        {
            app.MapMail();
        }
    }
}

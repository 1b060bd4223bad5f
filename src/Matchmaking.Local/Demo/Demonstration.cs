using System.Diagnostics;
using System.Globalization;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Matching;
using Matchmaking.Functions.Participants;
using Matchmaking.Functions.Proposals;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Local.Demo;

/// <summary>
/// What <c>--demo</c> does once the service listens: loads the data, lets the service's own triggers match it, and
/// prints what happened, with keys that work for this store only.
/// </summary>
internal static class Demonstration
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly (Role Role, string? For, string Name)[] KeysToMake =
    [
        (Role.Secretariat, null, "SECRETARIAT"),
        (Role.Committee, "CHE", "COMMITTEE"),
        (Role.FocalPoint, "SDN", "SDN"),
        (Role.FocalPoint, "SEN", "SEN"),
        (Role.FocalPoint, "GBR", "GBR"),
    ];

    public static async Task RunAsync(WebApplication app, TextWriter output, CancellationToken ct)
    {
        await app.Services.GetRequiredService<StoreOpener>().OpenAsync(ct);
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var address = app.Services.GetRequiredService<PublicAddress>().Base;

        await output.WriteLineAsync("DEMONSTRATION. Figures come from public sources, each named; many are to be confirmed. Contacts are invented.");
        await output.WriteAsync("Declaring published needs and derived capacities ");
        var isNew = await ActivatorUtilities.CreateInstance<DemoLoader>(services).LoadAsync(ct);
        await output.WriteLineAsync(isNew ? "… done." : "… this store holds them already.");

        await output.WriteAsync("Matching ");
        var proposals = await WaitForProposalsAsync(services, output, ct);
        var names = await services.GetRequiredService<ParticipantRegister>().NamesAsync(ct);
        await output.WriteLineAsync($" {proposals.Count} proposals for the committee:");
        foreach (var proposal in proposals)
        {
            await output.WriteLineAsync("  " + Line(proposal, names));
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync("Keys for this store only (export them, then follow the README):");
        foreach (var (role, code, name) in KeysToMake)
        {
            var participant = code is null ? (ParticipantId?)null : ParticipantId.Parse(code, CultureInfo.InvariantCulture);
            var (_, text) = await services.GetRequiredService<ApiKeys>().CreateAsync(role, participant, "demo", ct);
            await output.WriteLineAsync($"  export {name}={text}");
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync($"Open {address} (what this is), {address}mail (the mails it sent), {address}api/needs (what is public).");
        await output.WriteLineAsync("Stop with Ctrl-C.");
    }

    /// <summary>Waits until a round has looked at everything: no message is left, no round is due or runs, and proposals are there.</summary>
    private static async Task<IReadOnlyList<Proposal>> WaitForProposalsAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var (store, proposals) = (services.GetRequiredService<Store>(), services.GetRequiredService<ProposalStore>());
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience;)
        {
            var turn = (await store.Market.FindAsync<RoundTurn>(Keys.Rounds, Keys.Round, ct))?.Value;
            if (turn is { IsDue: false, Holder: null }
                && await store.Declared.CountAsync(ct) == 0
                && await proposals.LiveAsync(ct) is { Count: > 0 } live)
            {
                return [.. live.OrderBy(proposal => proposal.State)];
            }

            await output.WriteAsync(".");
            await output.FlushAsync(ct);
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
        }

        throw new StartException($"No round had looked at the demonstration's data after {Patience.TotalMinutes:F0} minutes. Start again on a machine with less to do: it goes on from there.");
    }

    private static string Partners(int count) => count == 1 ? "1 partner" : $"{count} partners";

    private static string Line(Proposal proposal, Func<ParticipantId, LocalText> names)
    {
        var wording = Wording.For("en");
        var cover = proposal.Partners.SelectMany(partner => partner.Cover).Where(line => line.Kind == AssistanceKind.Funding).Sum(line => line.Amount!.Value);
        var sentenceNames = new SentenceNames(id => names(id).In("en"), area => Field.Areas.Find(area)?.Name.In("en") ?? area);
        var money = cover > 0 ? wording.Usd(cover) : "cover to be discussed";
        var (first, points) = proposal.Partners is [var best, ..] ? (best.Partner, best.Best.Points) : (proposal.KnownDonors[0].Partner, proposal.KnownDonors[0].Points);
        return $"{names(proposal.State).In("en")}: {Json.Code(proposal.Kind).Replace('_', ' ')}, {Partners(proposal.Partners.Count)}, {money}. {names(first).In("en")}: {Sentences.Render(points[0].Reason, "en", sentenceNames)}";
    }
}

using System.CommandLine;
using System.Globalization;
using Matchmaking.Field;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Market;
using Matchmaking.Functions.Matching;
using Matchmaking.Functions.Participants;

namespace Matchmaking.Local.Commands;

/// <summary>Builds the market anew from what participants declared, and asks for a round. Harmless at any time.</summary>
internal static class MarketCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("market", "The market of open needs and capacities.")
    {
        Shared.OnStore("rebuild", "Puts every declaration on the market as it stands, and asks for a matching round.", [], RebuildAsync),
    };

    private static async Task<int> RebuildAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        var (store, market) = (services.GetRequiredService<Store>(), services.GetRequiredService<MarketTable>());
        var organisations = await services.GetRequiredService<ParticipantRegister>().OrganisationsAsync(ct);
        var put = 0;
        foreach (var partition in States.All.Select(state => state.Id.Value).Concat(organisations.Select(organisation => organisation.Id.Value)))
        {
            foreach (var prefix in new[] { Keys.NeedPrefix, Keys.CapacityPrefix })
            {
                await foreach (var row in store.States.QueryAsync(partition, prefix, Keys.EndOf(prefix), ct))
                {
                    await market.PutAsync(partition, row.RowKey, [], ct);
                    put++;
                }
            }

            Console.Error.Write($"\r{partition}: {put.ToString(CultureInfo.InvariantCulture)} declarations     ");
        }

        await services.GetRequiredService<Rounds>().RequestAsync(ct);
        Console.Error.WriteLine();
        Console.WriteLine($"{put.ToString(CultureInfo.InvariantCulture)} declarations put on the market; a round is asked for");
        return 0;
    }
}

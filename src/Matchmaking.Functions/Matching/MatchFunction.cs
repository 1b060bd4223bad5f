using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Market;

namespace Matchmaking.Functions.Matching;

/// <summary>
/// The function <c>match</c>: brings the market up to date with what a participant changed, and sees to it that a
/// round follows. Whatever comes twice, late or out of order, the market ends as the declarations stand.
/// </summary>
internal static class MatchFunction
{
    public static async Task RunAsync(IServiceProvider services, string text, CancellationToken ct)
    {
        var message = Message.Read(text, (Messages.Declared, 1), (Messages.Imported, 1), (Messages.Round, 1));
        var rounds = services.GetRequiredService<Rounds>();
        switch (message.Name)
        {
            case Messages.Declared:
                await services.GetRequiredService<MarketTable>().PutAsync(message["state"], message["id"], Left(message), ct);
                await rounds.RequestAsync(ct);
                break;
            case Messages.Imported:
                await PutImportAsync(services, message, ct);
                await rounds.RequestAsync(ct);
                break;
            case Messages.Round:
                await services.GetRequiredService<Round>().RunAsync(ct);
                break;
        }
    }

    private static async Task PutImportAsync(IServiceProvider services, Message message, CancellationToken ct)
    {
        var market = services.GetRequiredService<MarketTable>();
        var rowKeys = await services.GetRequiredService<Store>().States
            .FindAsync<ImportedRows>(message["state"], message["id"], ct);
        await Parallel.ForEachAsync(
            rowKeys?.Value.RowKeys ?? [],
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct },
            async (rowKey, token) => await market.PutAsync(message["state"], rowKey, [], token));
    }

    private static IEnumerable<Pillar> Left(Message message) =>
        message.Keys.TryGetValue("left", out var left)
            ? Enum.GetValues<Pillar>().IntersectBy(left.Split(' '), Json.Code)
            : [];

    /// <summary>The part of an import that the market needs.</summary>
    private sealed record ImportedRows(IReadOnlyList<string> RowKeys);
}

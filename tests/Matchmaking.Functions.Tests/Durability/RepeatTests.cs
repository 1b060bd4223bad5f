using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Declaring;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Market;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Functions.Tests.Durability;

/// <summary>Queues deliver at least once and in no promised order: whatever comes twice, late or out of order, the market ends as the declarations stand.</summary>
public sealed class RepeatTests
{
    private static readonly Actor Focal = new("test", Role.FocalPoint, ParticipantId.Parse("SDN", null));

    /// <summary>What one step does: to which declaration, and what its pillar becomes (null: withdrawn), and which of the messages so far come now.</summary>
    private sealed record Step(int Which, Pillar? Pillar, IReadOnlyList<int> Deliveries);

    private static Arbitrary<List<Step>> Steps => (
            from which in Gen.Choose(0, 3)
            from isWithdrawn in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
            from pillar in Gen.Elements(Enum.GetValues<Pillar>()[..3])
            from deliveries in Gen.Choose(0, 1000).ListOf()
            select new Step(which, isWithdrawn ? null : pillar, [.. deliveries.Take(4)]))
        .ListOf().Select(steps => steps.Take(12).ToList()).ToArbitrary();

    [Fact]
    public void Any_order_and_number_of_messages_leaves_the_market_as_the_declarations_stand() => Prop.ForAll(
            Steps.Generator.Zip(Gen.Choose(0, int.MaxValue - 1)).ToArbitrary(),
            input => RunAsync(input.Item1, input.Item2).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static async Task RunAsync(List<Step> steps, int seed)
    {
        await using var workshop = await Workshop.OpenAsync();
        var messages = new List<string>();
        var delivered = new HashSet<int>();
        foreach (var step in steps)
        {
            await workshop.WithAsync(services => ChangeAsync(services, workshop.Store, step));
            messages.AddRange(await Workshop.TakeAsync(workshop.Store.Declared));
            foreach (var delivery in step.Deliveries.Where(_ => messages.Count > 0))
            {
                await DeliverAsync(delivery % messages.Count);
            }
        }

        // Whatever has not come yet comes now, in any order, and some of it twice.
        var rest = Enumerable.Range(0, messages.Count).Where(index => !delivered.Contains(index)).Concat(Enumerable.Range(0, messages.Count / 2)).ToArray();
        new Random(seed).Shuffle(rest);
        foreach (var index in rest)
        {
            await DeliverAsync(index);
        }

        var (needs, _) = await workshop.WithAsync(services => services.GetRequiredService<MarketTable>().LoadAsync(default));
        var open = (await workshop.Store.States.ListAsync<Need>("SDN", Keys.NeedPrefix, default)).Select(row => row.Value).Where(need => need.Status == DeclarationStatus.Open);
        Assert.Equal(
            open.Select(need => (need.Id, need.Version, need.Declaration.Pillar)).Order(),
            needs.Select(need => (need.Id, need.Version, need.Declaration.Pillar)).Order());

        async Task DeliverAsync(int index)
        {
            delivered.Add(index);
            await workshop.RunAsync("match", messages[index]);
            // The rounds that this asks for are no concern here.
            await Workshop.TakeAsync(workshop.Store.Declared);
        }
    }

    private static async Task<bool> ChangeAsync(IServiceProvider services, Store store, Step step)
    {
        var rowKey = MarketTable.Needs.RowKey($"{step.Which}");
        var at = DateTimeOffset.UtcNow;
        var old = await store.States.FindAsync<Need>("SDN", rowKey, default);
        if (old is null ? step.Pillar is null : old.Value.Status == DeclarationStatus.Withdrawn)
        {
            return false;
        }

        var commit = new Commit("SDN", Focal, at);
        if (old is null)
        {
            commit.Add(rowKey, Made(step, at)).Send(Messages.DeclaredQueue, Messages.OfDeclared("SDN", rowKey));
        }
        else
        {
            var next = step.Pillar is null ? MarketTable.Needs.Withdrawn(old.Value, at) : MarketTable.Needs.Next(old.Value, Made(step, at));
            commit.Replace(old, next).Send(Messages.DeclaredQueue, Messages.OfDeclared("SDN", rowKey, MarketTable.Needs.Left(old.Value, next)));
        }

        await services.GetRequiredService<Matchmaking.Functions.Ledger.Ledger>().SubmitAsync(commit, default);
        return true;
    }

    private static Need Made(Step step, DateTimeOffset at) => new(
        $"{step.Which}",
        ParticipantId.Parse("SDN", null),
        1,
        DeclarationStatus.Open,
        at,
        new NeedDeclaration
        {
            Conventions = [Convention.Apmbc],
            Pillar = step.Pillar!.Value,
            Title = LocalText.Of("Clearance", "Dépollution"),
            Kinds = [AssistanceKind.Funding],
            AmountUsd = 1_000_000,
            Period = new Period(new DateOnly(2027, 1, 1), new DateOnly(2029, 12, 31)),
        });
}

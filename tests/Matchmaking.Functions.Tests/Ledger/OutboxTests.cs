using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Tests.Durability;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Functions.Tests.Ledger;

/// <summary>Deletions of outbox rows are gathered; an end in order leaves none of them undone.</summary>
public sealed class OutboxTests
{
    private static readonly Actor Focal = new("test", Role.FocalPoint, ParticipantId.Parse("SDN", null));

    [Fact]
    public async Task Messages_are_sent_when_a_change_returns_and_their_rows_are_gone_when_the_program_has_ended()
    {
        await using var workshop = await Workshop.OpenAsync();
        string[] states = ["SDN", "SDN", "TCD"];
        var sent = await workshop.WithAsync(async services =>
        {
            await Task.WhenAll(states.Select(state => services.GetRequiredService<Matchmaking.Functions.Ledger.Ledger>().SubmitAsync(
                new Commit(state, Focal, DateTimeOffset.UnixEpoch).Send(Messages.DeclaredQueue, Messages.OfDeclared(state, "need|1")), default)));
            var messages = await workshop.Store.Declared.CountAsync();
            await services.GetRequiredService<Outbox>().DisposeAsync();
            return messages;
        });

        Assert.Equal(states.Length, sent);
        Assert.Equal(states.Length, await workshop.Store.Declared.CountAsync());
        foreach (var state in states)
        {
            Assert.Empty(await workshop.Store.States.ListAsync<OutboxMessage>(state, Keys.OutboxPrefix, default));
        }
    }
}

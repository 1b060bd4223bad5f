using Matchmaking.Functions.Matching;

namespace Matchmaking.Functions.Tests.Durability;

/// <summary>A clock that was ahead and is set right holds up no round.</summary>
public sealed class RoundTurnTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    [InlineData(3600, 0)]
    [InlineData(-3600, 2)]
    [InlineData(-30 * 86400, 2)]
    public void The_next_round_waits_what_is_left_of_a_pause_and_never_longer(int secondsAgo, int waits)
    {
        var turn = new RoundTurn(Requested: 1, Started: 1, Now, CompletedAt: Now.AddSeconds(-secondsAgo), LastDuration: TimeSpan.FromMilliseconds(10));

        Assert.Equal(TimeSpan.FromSeconds(waits), turn.PauseBeforeNext(Now));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(30, true)]
    [InlineData(0, false)]
    [InlineData(31, false)]
    [InlineData(30 * 86400, false)]
    public void A_holder_is_trusted_for_its_lease_and_not_for_what_a_clock_ahead_of_ours_has_written(int seconds, bool held) =>
        Assert.Equal(held, new RoundTurn(Requested: 1, Started: 1, Now, Holder: "a", HeldUntil: Now.AddSeconds(seconds)).IsHeld(Now, aloneSince: null));
}

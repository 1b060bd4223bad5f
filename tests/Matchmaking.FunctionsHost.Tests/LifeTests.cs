using System.Diagnostics;

namespace Matchmaking.FunctionsHost.Tests;

public sealed class LifeTests
{
    [Fact]
    public async Task Functions_are_known_by_name_in_order_and_what_is_turned_off_is_off()
    {
        await using var host = await Sample.StartAsync(("AzureWebJobs.echo.Disabled", "true"));

        Assert.Equal(["aaa", "count", "echo", "fail", "read", "slow", "take", "tick", "wait", "zzz"], host.FunctionNames);
        Assert.Equal("zzz", await host.Http.GetStringAsync("echo/last"));
        Assert.All(host.Errors, error => Assert.Contains("listens to no queue", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_timer_fires_when_it_is_told_to_and_at_start_when_it_was_missed()
    {
        await using var host = await FunctionsHost.StartAsync(
            Sample.Folder, new FunctionsHostOptions { Settings = Sample.Settings(), TimersWereMissed = true });
        await Sample.UntilAsync(() => host.LoggedBy("tick").Any(), "the missed tick");

        Assert.Equal(Outcome.Succeeded, (await host.FireTimerAsync("tick")).Outcome);
        Assert.Equal(["True 01-01", "False 01-01"], host.LoggedBy("tick"));
    }

    [Fact]
    public async Task A_timer_fires_at_its_times_and_has_no_account_of_them_when_they_are_less_than_a_minute_apart()
    {
        await using var host = await Sample.StartAsync(("CLOCK", "* * * * * *"));
        await Sample.UntilAsync(() => host.LoggedBy("tick").Count() > 1, "two ticks");

        Assert.All(host.LoggedBy("tick"), tick => Assert.Equal("False ", tick));
    }

    [Fact]
    public async Task At_the_hosts_end_running_requests_end_and_the_worker_ends_by_itself()
    {
        await using var host = await Sample.StartAsync();
        using var answer = await host.Http.GetAsync("slow", HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(new WorkerEnd(0, Killed: false), await host.StopAsync());
        Assert.Equal("began ended", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_function_that_takes_too_long_costs_the_worker_its_life()
    {
        await using var host = await Sample.StartAsync(("AzureFunctionsJobHost__functionTimeout", "00:00:00.3"));
        var first = await host.WorkerProcessAsync();

        Assert.Contains("time of 00:00:00.3", (await host.InvokeAsync("read", "hang")).Error, StringComparison.Ordinal);
        Assert.NotEqual(first, await host.WorkerProcessAsync());
    }

    [Fact]
    public async Task An_app_that_does_not_start_says_why()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Sample.StartAsync(("SAMPLE_FAILS", "for want of a nail")));

        Assert.Contains("for want of a nail", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_its_end_nothing_of_it_runs()
    {
        var host = await Sample.StartAsync();
        using var worker = Process.GetProcessById(await host.WorkerProcessAsync());
        await host.DisposeAsync();

        await worker.WaitForExitAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => new HttpClient().GetAsync(new Uri($"http://127.0.0.1:{host.Port}/echo")));
    }
}

namespace Matchmaking.Functions.Tests.Hosting;

/// <summary>The commands that look at a store while the service has it open.</summary>
public sealed class BackupCommandTests
{
    [Fact]
    public async Task A_backup_made_beside_the_running_service_starts_as_a_store_and_is_whole()
    {
        var (data, elsewhere) = (Places.NewFolder(), Places.NewFolder());
        await using var service = await ServiceProcess.StartAloneAsync(data);
        var file = Path.Combine(elsewhere, "store.db");

        var backup = await ServiceProcess.RunAsync(["backup", file, "--data", data]);
        var check = await ServiceProcess.RunAsync(["check", "--data", data]);
        var again = await ServiceProcess.RunAsync(["backup", file, "--data", data]);

        Assert.Equal((0, ""), (backup.ExitCode, backup.Errors));
        Assert.Contains("4 tables", backup.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (check.ExitCode, check.Errors));
        Assert.Contains("whole", check.Output, StringComparison.Ordinal);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("Name a new file", again.Errors, StringComparison.Ordinal);
        await using var copy = await ServiceProcess.StartAloneAsync(elsewhere);
        Assert.Contains("\"ok\"", await copy.Http.GetStringAsync("api/health"), StringComparison.Ordinal);
        Assert.Contains("\"ok\"", await service.Http.GetStringAsync("api/health"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("backup")]
    public async Task What_is_not_on_this_disk_is_said_in_a_sentence(string command)
    {
        string[] arguments = command == "backup" ? [command, Path.Combine(Places.NewFolder(), "copy.db")] : [command];

        var azure = await ServiceProcess.RunAsync(arguments, ("AzureWebJobsStorage", "UseDevelopmentStorage=true"));
        var nothing = await ServiceProcess.RunAsync([.. arguments, "--data", Places.NewFolder()]);

        Assert.Equal((1, 1), (azure.ExitCode, nothing.ExitCode));
        Assert.Contains("on this disk", Assert.Single(azure.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("no store", Assert.Single(nothing.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}

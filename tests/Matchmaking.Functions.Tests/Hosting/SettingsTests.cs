using Matchmaking.Functions.Hosting;
using Matchmaking.Local;
using Matchmaking.Local.Triggers;
using Microsoft.Extensions.Configuration;

namespace Matchmaking.Functions.Tests.Hosting;

public sealed class SettingsTests
{
    [Fact]
    public void One_setting_decides_where_the_data_is()
    {
        Assert.Null(Read());
        Assert.Equal(new StorageOptions.ConnectionString("UseDevelopmentStorage=true"), Read(("AzureWebJobsStorage", "UseDevelopmentStorage=true")));
        Assert.Equal(
            new StorageOptions.Identity(new Uri("https://mm.table.core.windows.net"), new Uri("https://mm.queue.core.windows.net"), ClientId: null, Managed: true),
            Read(("AzureWebJobsStorage:accountName", "mm"), ("AzureWebJobsStorage:credential", "managedidentity")));
        Assert.Equal(
            new StorageOptions.Identity(new Uri("https://t.example"), new Uri("https://q.example"), "id", Managed: false),
            Read(("AzureWebJobsStorage:accountName", "mm"), ("AzureWebJobsStorage:tableServiceUri", "https://t.example"),
                ("AzureWebJobsStorage:queueServiceUri", "https://q.example"), ("AzureWebJobsStorage:clientId", "id")));
        Assert.Equal(new StorageOptions.ConnectionString("x"), Read(("AzureWebJobsStorage", "x"), ("AzureWebJobsStorage:accountName", "mm")));
    }

    [Fact]
    public void On_its_own_data_is_on_this_disk_unless_another_storage_is_configured()
    {
        var azure = ("AzureWebJobsStorage", (string?)"UseDevelopmentStorage=true");

        Assert.Equal("data", LocalStorage.Directory(Settings(), new ServeOptions()));
        Assert.Equal("here", LocalStorage.Directory(Settings(("Storage:Directory", "here")), new ServeOptions()));
        Assert.Equal(LocalStorage.DemoDirectory, LocalStorage.Directory(Settings(), new ServeOptions(Demo: true)));
        Assert.Null(LocalStorage.Directory(Settings(azure), new ServeOptions()));
        Assert.Equal("there", LocalStorage.Directory(Settings(azure), new ServeOptions(DataDirectory: "there")));
    }

    [Fact]
    public void Under_the_host_nothing_is_kept_on_disk() =>
        Assert.Equal("storage_not_configured", Assert.Throws<StorageNotConfiguredException>(() => StorageSetup.Open(Settings())).Code);

    [Fact]
    public void A_connection_string_is_never_shown() =>
        Assert.DoesNotContain("secret", new StorageOptions.ConnectionString("AccountKey=secret").ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_loop_keeps_the_hosts_rules_with_the_hosts_defaults()
    {
        Assert.Equal(
            new QueueRules(BatchSize: 8, NewBatchThreshold: 4, MaxDequeueCount: 5, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(2)),
            QueueRules.Read(AppContext.BaseDirectory));
        Assert.Equal(
            new QueueRules(BatchSize: 16, NewBatchThreshold: 8, MaxDequeueCount: 5, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            QueueRules.Read(Settings()));
    }

    private static StorageOptions? Read(params IEnumerable<(string Name, string? Value)> settings) => StorageOptions.Read(Settings(settings));

    private static IConfiguration Settings(params IEnumerable<(string Name, string? Value)> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))).Build();
}

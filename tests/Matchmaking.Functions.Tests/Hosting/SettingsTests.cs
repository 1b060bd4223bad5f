using Matchmaking.Functions.Hosting;
using Microsoft.Extensions.Configuration;

namespace Matchmaking.Functions.Tests.Hosting;

public sealed class SettingsTests
{
    private static readonly RunMode UnderHost = new(8080);
    private static readonly RunMode Alone = new(HostPort: null);

    [Fact]
    public void One_setting_decides_where_the_data_is()
    {
        Assert.Equal(new StorageOptions.Embedded("data"), Read(Alone));
        Assert.Equal(new StorageOptions.Embedded("here"), Read(Alone, ("Storage:Directory", "here")));
        Assert.Equal(new StorageOptions.ConnectionString("UseDevelopmentStorage=true"), Read(Alone, ("AzureWebJobsStorage", "UseDevelopmentStorage=true")));
        Assert.Equal(
            new StorageOptions.Identity(new Uri("https://mm.table.core.windows.net"), new Uri("https://mm.queue.core.windows.net"), ClientId: null, Managed: true),
            Read(UnderHost, ("AzureWebJobsStorage:accountName", "mm"), ("AzureWebJobsStorage:credential", "managedidentity")));
        Assert.Equal(
            new StorageOptions.Identity(new Uri("https://t.example"), new Uri("https://q.example"), "id", Managed: false),
            Read(UnderHost, ("AzureWebJobsStorage:accountName", "mm"), ("AzureWebJobsStorage:tableServiceUri", "https://t.example"),
                ("AzureWebJobsStorage:queueServiceUri", "https://q.example"), ("AzureWebJobsStorage:clientId", "id")));
        Assert.Equal(
            new StorageOptions.ConnectionString("x") { Prefix = "t1" },
            Read(UnderHost, ("AzureWebJobsStorage", "x"), ("AzureWebJobsStorage:accountName", "mm"), ("Storage:Prefix", "t1")));
    }

    [Fact]
    public void Under_the_host_nothing_is_kept_on_disk_by_default() =>
        Assert.Equal("storage_not_configured", Assert.Throws<StorageNotConfiguredException>(() => Read(UnderHost)).Code);

    [Fact]
    public void A_connection_string_is_never_shown() =>
        Assert.DoesNotContain("secret", new StorageOptions.ConnectionString("AccountKey=secret").ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("80 ")]
    public void A_port_that_is_none_is_refused(string port) => Assert.Throws<StartException>(() => RunMode.Parse(port));

    [Fact]
    public void Waits_after_failures_double_up_to_their_limit_in_whole_seconds()
    {
        var options = new TriggerLoopOptions();

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], Enumerable.Range(1, 7).Select(failures => (int)options.RetryDelay(failures).TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(30), options.RetryDelay(long.MaxValue));
    }

    private static StorageOptions Read(RunMode mode, params IEnumerable<(string Name, string? Value)> settings) => StorageOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))).Build(), mode, new ServeOptions());
}

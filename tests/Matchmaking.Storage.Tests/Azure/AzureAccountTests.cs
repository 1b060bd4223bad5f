using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Matchmaking.Storage.Azure;

namespace Matchmaking.Storage.Tests.Azure;

public sealed class AzureAccountTests
{
    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1/Tables", "http://127.0.0.1:10001/devstoreaccount1/work")]
    [InlineData(
        "DefaultEndpointsProtocol=https;AccountName=mine;AccountKey=a2V5;EndpointSuffix=core.windows.net",
        "https://mine.table.core.windows.net/Tables", "https://mine.queue.core.windows.net/work")]
    [InlineData("AccountName=mine;AccountKey=a2V5", "https://mine.table.core.windows.net/Tables", "https://mine.queue.core.windows.net/work")]
    [InlineData(
        "AccountName=mine;AccountKey=a2V5;TableEndpoint=http://10.0.0.1:1/mine;QueueEndpoint=https://q.example/;BlobEndpoint=https://b.example/",
        "http://10.0.0.1:1/mine/Tables", "https://q.example/work")]
    public async Task A_connection_string_says_where_the_account_is(string text, string table, string queue)
    {
        using var service = new Recorder();
        using var client = new HttpClient(service);
        var account = AzureStorageAccount.FromConnectionString(text, options => options.Transport = new HttpClientTransport(client));

        await account.Table("rows").CreateIfNotExistsAsync();
        await account.Queue("work").CreateIfNotExistsAsync();

        Assert.Equal([table, queue], service.Requests.Select(request => request.Address.Split('?')[0]));
        Assert.All(service.Requests, request => Assert.StartsWith("SharedKey", request.Authorization, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AccountName=mine")]
    [InlineData("AccountName=mine;AccountKey=not base64!")]
    [InlineData("AccountName=mine;AccountKey=a2V5;TableEndpoint=file:///etc")]
    public void What_is_no_connection_string_is_refused_without_being_repeated(string text)
    {
        var error = Assert.Throws<FormatException>(() => AzureStorageAccount.FromConnectionString(text));

        Assert.DoesNotContain("a2V5", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not base64!", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_sends_its_token_for_storage_with_every_request()
    {
        using var service = new Recorder();
        using var client = new HttpClient(service);
        var credential = new FixedToken();
        var account = AzureStorageAccount.FromIdentity(
            new Uri("https://mine.table.core.windows.net"),
            new Uri("https://mine.queue.core.windows.net/"),
            credential,
            options => options.Transport = new HttpClientTransport(client));

        await account.Table("rows").CreateIfNotExistsAsync();
        await account.Queue("work").CreateIfNotExistsAsync();

        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes.Distinct());
        Assert.Equal(["https://mine.table.core.windows.net/Tables", "https://mine.queue.core.windows.net/work"], service.Requests.Select(request => request.Address.Split('?')[0]));
        Assert.All(service.Requests, request => Assert.Equal("Bearer the-token", request.Authorization));
    }

    private sealed class FixedToken : TokenCredential
    {
        internal List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new AccessToken("the-token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    private sealed class Recorder : HttpMessageHandler
    {
        internal List<(string Address, string? Authorization, string Version)> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add((request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString(), request.Headers.GetValues("x-ms-version").Single()));
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent) { Content = new ByteArrayContent([]) });
        }
    }
}

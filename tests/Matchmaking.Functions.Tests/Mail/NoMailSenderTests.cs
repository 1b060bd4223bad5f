using Matchmaking.Functions.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Functions.Tests.Mail;

public sealed class NoMailSenderTests
{
    [Fact]
    public async Task Where_no_sender_is_set_up_mail_waits_and_the_operator_is_told_once()
    {
        var log = new Lines();
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddLogging(logging => logging.AddProvider(log)).AddSingleton(TimeProvider.System).AddMail()
            .BuildServiceProvider();
        var sender = services.GetRequiredService<MailSender>();
        var email = new Email("notice-1", "a@demo.example", "A", "en", "s", "h", "t");
        Assert.Equal(new SendOutcome.Unavailable("mail_not_configured"), await sender.SendAsync(email, default));
        Assert.Equal(new SendOutcome.Unavailable("mail_not_configured"), await sender.SendAsync(email, default));
        Assert.Contains("Mail:SendGrid:ApiKey", Assert.Single(log.Written), StringComparison.Ordinal);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}

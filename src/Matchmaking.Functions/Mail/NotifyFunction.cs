using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;

namespace Matchmaking.Functions.Mail;

/// <summary>The function <c>notify</c>: plans the notices that a proposal's change is owed, and sends one email for each.</summary>
internal static class NotifyFunction
{
    public static async Task RunAsync(IServiceProvider services, string text, CancellationToken ct)
    {
        var message = Message.Read(text, (Messages.ProposalChanged, 1), (Messages.Notice, 1));
        switch (message.Name)
        {
            case Messages.ProposalChanged:
                await services.GetRequiredService<NoticePlanner>().PlanAsync(message["state"], message["id"], ct);
                break;
            case Messages.Notice:
                await services.GetRequiredService<NoticeSender>().SendAsync(message["state"], message["id"], ct);
                break;
        }
    }
}

/// <summary>The mail provider could not be reached; the queue tries again.</summary>
internal sealed class MailUnavailableException(string code) : CodedException(code, "The mail provider could not be reached; the notice stays pending.");

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// Reads at the start what is otherwise read when it is first needed, so that a wrong setting is said at once and not by the first mail.
/// Options have their own checks (<c>ValidateOnStart</c>).
/// </summary>
internal sealed class SettingsCheck(IConfiguration configuration, PublicAddress address) : IHostedService
{
    /// <inheritdoc/>
    /// <exception cref="StartException">A setting is wrong; which, and what is expected.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        address.Configured();
        if (StorageOptions.Read(configuration) is not null)
        {
            StorageSetup.Open(configuration);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

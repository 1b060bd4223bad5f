using System.CommandLine;
using System.Globalization;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;
using Matchmaking.Storage;
using Microsoft.Extensions.Options;

namespace Matchmaking.Local.Commands;

/// <summary>What commands have in common.</summary>
internal static class Shared
{
    /// <summary>Where the store on this disk is.</summary>
    public static readonly Option<string?> Data = new("--data") { Description = "Folder of the store on this disk (default ./data), even if another storage is configured." };

    /// <summary>Shows how far a transfer has come, on standard error so that output stays clean.</summary>
    public static IProgress<StorageTransferProgress> Progress { get; } =
        new Progress<StorageTransferProgress>(done => Console.Error.WriteLine($"{done.Name} … {Counts(done)}"));

    /// <summary>How much was transferred.</summary>
    public static string Counts(StorageTransferProgress done) =>
        string.Create(CultureInfo.InvariantCulture, $"{done.Rows} rows, {done.Messages} messages");

    /// <summary>A command that works on the store without starting the service.</summary>
    public static Command OnStore(
        string name, string description, IReadOnlyList<Symbol> symbols, Func<ParseResult, IServiceProvider, CancellationToken, Task<int>> run) =>
        Of(name, description, symbols, async (parsed, builder, cancellationToken) =>
        {
            await using var app = builder.Build();
            await app.Services.GetRequiredService<StoreOpener>().OpenAsync(cancellationToken);
            await using var scope = app.Services.CreateAsyncScope();
            return await run(parsed, scope.ServiceProvider, cancellationToken);
        });

    /// <summary>A command that works on the storage itself, whatever is in it.</summary>
    public static Command OnStorage(
        string name, string description, IReadOnlyList<Symbol> symbols, Func<ParseResult, StorageAccount, TimeProvider, CancellationToken, Task<int>> run) =>
        Of(name, description, symbols, async (parsed, builder, cancellationToken) =>
        {
            await using var app = builder.Build();
            await using var account = await app.Services.GetRequiredService<OpenStorage>()(cancellationToken);
            return await run(parsed, account, app.Services.GetRequiredService<TimeProvider>(), cancellationToken);
        });

    /// <summary>A command that looks at a store beside the service that has it open: at its folder, or null where it is in Azure Storage.</summary>
    public static Command BesideService(
        string name, string description, IReadOnlyList<Symbol> symbols, Func<ParseResult, string?, CancellationToken, Task<int>> run) =>
        Of(name, description, symbols, (parsed, builder, cancellationToken) =>
            run(parsed, LocalStorage.Directory(builder.Configuration, new ServeOptions(DataDirectory: parsed.GetValue(Data))), cancellationToken));

    private static Command Of(
        string name, string description, IReadOnlyList<Symbol> symbols, Func<ParseResult, WebApplicationBuilder, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description) { Data };
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Option option: command.Add(option); break;
                case Argument argument: command.Add(argument); break;
                default: throw new ArgumentException($"{symbol.Name} is neither an option nor an argument.", nameof(symbols));
            }
        }

        command.SetAction((parsed, cancellationToken) => GuardAsync(() =>
        {
            var builder = LocalService.CreateBuilder(new ServeOptions(DataDirectory: parsed.GetValue(Data)));
            builder.Logging.ClearProviders();
            return run(parsed, builder, cancellationToken);
        }));
        return command;
    }

    /// <summary>Tells a failure that the user can remedy in one sentence; anything else with its trace.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception exception) when (Sentence(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence.ReplaceLineEndings(" "));
            return 1;
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(exception.ToString());
            return 1;
        }
    }

    // What the frameworks say of a setting that cannot be read or is out of range names it, and the value.
    private static string? Sentence(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => Sentence(first),
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),
        InvalidOperationException { InnerException: FormatException } unreadable => unreadable.Message,
        FormatException unreadable => unreadable.Message,
        IOException or UnauthorizedAccessException => exception.Message,
        _ => CodedException.CodeOf(exception) == "unexpected" ? null : exception.Message,
    };
}

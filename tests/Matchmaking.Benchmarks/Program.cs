using Matchmaking.Benchmarks;
using Matchmaking.Benchmarks.Allocating;
using Matchmaking.Benchmarks.Holdout;

Dictionary<string, Func<Options, Task>> benchmarks = new()
{
    ["match"] = MatchBenchmark.RunAsync,
    ["round"] = RoundBenchmark.RunAsync,
    ["declare"] = DeclareBenchmark.RunAsync,
    ["visible"] = VisibleBenchmark.RunAsync,
    ["transactions"] = TransactionsBenchmark.RunAsync,
    ["memory"] = MemoryBenchmark.RunAsync,
    ["start"] = StartBenchmark.RunAsync,
    ["holdout"] = HoldoutBenchmark.RunAsync,
    ["ask"] = AskMoreBenchmark.RunAsync,
};

if (args is ["instance", ..])
    return InstanceCommand.Run(args.AsSpan(1));

if (args is ["allocate", ..])
    return AllocateCommand.Run(args.AsSpan(1));

if (args is ["referee", ..])
    return RefereeCommand.Run(args.AsSpan(1));

if (args is ["certify", ..])
    return AllocateCommand.Certify(args.AsSpan(1));
if (args is ["again", ..])
    return AllocateCommand.Again(args.AsSpan(1));

if (args is ["hold", var directory])
{
    await MemoryBenchmark.HoldAsync(directory);
    return 0;
}

var options = Options.Of(args);
if (options is null || (options.Name != "all" && !benchmarks.ContainsKey(options.Name)))
{
    Console.Error.WriteLine($"Say which: {string.Join(", ", benchmarks.Keys)} or all; then, if wanted, --size <n> --rounds <n> --clients <n> --azurite.");
    return 1;
}

foreach (var (name, run) in benchmarks)
{
    if (options.Name == "all" || options.Name == name)
    {
        await run(options);
    }
}

return 0;

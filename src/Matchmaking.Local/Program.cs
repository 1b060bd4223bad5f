using System.CommandLine;
using Matchmaking.Local.Commands;

// The web host ends on Ctrl-C and SIGTERM by itself; errors are told in one sentence by the commands.
return await CommandTree.Create().Parse(args).InvokeAsync(new InvocationConfiguration
{
    ProcessTerminationTimeout = null,
    EnableDefaultExceptionHandler = false,
});

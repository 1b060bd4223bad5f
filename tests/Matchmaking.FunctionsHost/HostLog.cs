using System.Text;
using Microsoft.Extensions.Logging;

namespace Matchmaking.FunctionsHost;

/// <summary>All that the host heard: log lines, what workers printed, and calls of functions, over all of the workers' lives.</summary>
internal sealed class HostLog
{
    private readonly Lock gate = new();
    private readonly List<LogLine> lines = [];
    private readonly List<Invocation> invocations = [];
    private readonly StringBuilder output = new();

    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (gate)
                return [.. lines];
        }
    }

    public IReadOnlyList<Invocation> Invocations
    {
        get
        {
            lock (gate)
                return [.. invocations];
        }
    }

    public string Printed
    {
        get
        {
            lock (gate)
                return output.ToString();
        }
    }

    public void Add(LogLine line)
    {
        lock (gate)
            lines.Add(line);
    }

    public void Host(LogLevel level, string message, string? invocation = null) => Add(new LogLine(level, "Host", message, null, invocation));

    public Invocation Begin(string function)
    {
        var invocation = new Invocation(Guid.NewGuid().ToString(), function);
        lock (gate)
            invocations.Add(invocation);

        return invocation;
    }

    public void Output(string? line)
    {
        if (line is null)
            return;

        lock (gate)
            output.AppendLine(line);
    }
}

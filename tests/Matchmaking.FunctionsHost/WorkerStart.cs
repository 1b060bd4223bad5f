using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Matchmaking.FunctionsHost;

/// <summary>How the host starts a worker: its command line, folder and environment.</summary>
internal sealed class WorkerStart(string folder, int rpcPort, IReadOnlyDictionary<string, string> environment)
{
    public string Folder => folder;

    public ProcessStartInfo Command(string workerId)
    {
        var file = Path.Combine(folder, "worker.config.json");
        using var config = JsonDocument.Parse(File.ReadAllText(file));
        var description = config.RootElement.GetProperty("description");
        var request = Guid.NewGuid().ToString();
        var port = rpcPort.ToString(CultureInfo.InvariantCulture);
        const string Longest = "2147483647";
        var command = new ProcessStartInfo(
            description.GetProperty("defaultExecutablePath").GetString()!,
            [
                description.GetProperty("defaultWorkerPath").GetString()!,
                "--host", "127.0.0.1", "--port", port, "--workerId", workerId, "--requestId", request, "--grpcMaxMessageLength", Longest,
                "--functions-uri", $"http://127.0.0.1:{port}/", "--functions-worker-id", workerId, "--functions-request-id", request,
                "--functions-grpc-max-message-length", Longest,
            ])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        command.Environment.Clear();
        foreach (var (name, value) in environment)
            command.Environment[name] = value;

        command.Environment["FUNCTIONS_WORKER_DIRECTORY"] = folder;
        command.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = folder;
        return command;
    }
}

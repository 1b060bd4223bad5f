using System.Text.Json;
using Matchmaking.FunctionsHost.Rpc;

namespace Matchmaking.FunctionsHost;

/// <summary>A function as the worker describes it, with what wakes it.</summary>
internal sealed class Function
{
    private readonly RpcFunctionMetadata metadata;

    public Function(RpcFunctionMetadata metadata)
    {
        this.metadata = metadata;
        var bindings = metadata.RawBindings.Select(binding => JsonDocument.Parse(binding).RootElement).ToList();
        foreach (var binding in bindings)
        {
            var info = new BindingInfo
            {
                Type = Text(binding, "type"),
                Direction = Enum.Parse<BindingInfo.Types.Direction>(Text(binding, "direction") ?? "in", ignoreCase: true),
                DataType = Enum.Parse<BindingInfo.Types.DataType>(Text(binding, "dataType") ?? "undefined", ignoreCase: true),
            };
            foreach (var property in Properties(binding))
                info.Properties[property.Name] = property.Value.ToString();

            metadata.Bindings[Text(binding, "name")!] = info;
        }

        var trigger = bindings.Single(binding => Text(binding, "type")!.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));
        Parameter = Text(trigger, "name")!;
        Trigger = Text(trigger, "type") switch
        {
            "httpTrigger" => new HttpTrigger(Text(trigger, "route") ?? Name, Methods(trigger), Text(trigger, "authLevel") ?? "Function"),
            "queueTrigger" => new QueueTrigger(Text(trigger, "queueName")!, Text(trigger, "connection"), IsDeferred(trigger)),
            "timerTrigger" => new TimerTrigger(Text(trigger, "schedule")!, Text(trigger, "runOnStartup") == "True"),
            var other => throw new NotSupportedException($"The stand-in for the host has no {other}, which wakes {Name}."),
        };
    }

    public string Name => metadata.Name;

    public string Id => metadata.FunctionId;

    /// <summary>The parameter that what woke the function is given to.</summary>
    public string Parameter { get; }

    public Trigger Trigger { get; }

    public FunctionLoadRequest LoadRequest() => new()
    {
        FunctionId = Id,
        Metadata = new RpcFunctionMetadata
        {
            Name = Name,
            Directory = metadata.Directory,
            EntryPoint = metadata.EntryPoint,
            ScriptFile = metadata.ScriptFile,
            Bindings = { metadata.Bindings },
        },
    };

    private static List<string> Methods(JsonElement trigger) =>
        trigger.TryGetProperty("methods", out var methods) ? [.. methods.EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant())] : [];

    // Said of a parameter that is an SDK's type: it gets the SDK's data rather than the text.
    private static bool IsDeferred(JsonElement trigger) =>
        Properties(trigger).Any(property => property.NameEquals("supportsDeferredBinding") && property.Value.ToString() is "True" or "true");

    private static JsonElement.ObjectEnumerator Properties(JsonElement binding) =>
        binding.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object ? properties.EnumerateObject() : default;

    private static string? Text(JsonElement binding, string name) =>
        binding.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;
}

/// <summary>What wakes a function.</summary>
internal abstract record Trigger;

internal sealed record HttpTrigger(string Route, IReadOnlyList<string> Methods, string AuthLevel) : Trigger;

internal sealed record QueueTrigger(string Queue, string? Connection, bool WantsSdkMessage) : Trigger;

internal sealed record TimerTrigger(string Schedule, bool RunOnStartup) : Trigger;

using System.Reflection;
using Azure.Storage.Queues.Models;
using Matchmaking.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Matchmaking.Local.Triggers;

/// <summary>A function behind a queue or the clock, as its method's attributes say.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">The method.</param>
internal abstract record TriggeredFunction(string Name, MethodInfo Method)
{
    /// <summary>Calls it as the Functions host's worker does: on a new instance, with services of this one invocation.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="trigger">What the trigger hands over.</param>
    /// <param name="stopping">Ends when the process gives up waiting.</param>
    protected async Task CallAsync(IServiceProvider services, object trigger, CancellationToken stopping)
    {
        await using var scope = services.CreateAsyncScope();
        var instance = ActivatorUtilities.CreateInstance(scope.ServiceProvider, Method.DeclaringType!);
        var arguments = Method.GetParameters().Select(parameter => parameter.ParameterType == typeof(CancellationToken) ? stopping : trigger).ToArray();
        await (Task)Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null)!;
    }
}

/// <summary>A function behind a queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="QueueName">The queue, without a test's prefix.</param>
/// <param name="Method">The method.</param>
internal sealed record QueueFunction(string Name, string QueueName, MethodInfo Method) : TriggeredFunction(Name, Method)
{
    /// <summary>Hands it a message.</summary>
    public Task RunAsync(IServiceProvider services, ReceivedMessage message, CancellationToken stopping) =>
        CallAsync(
            services,
            QueuesModelFactory.QueueMessage(
                message.MessageId, message.PopReceipt, BinaryData.FromString(message.MessageText), message.DequeueCount, message.NextVisibleOn, message.InsertedOn),
            stopping);
}

/// <summary>A function behind the clock.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schedule">Six-field NCRONTAB, seconds first.</param>
/// <param name="Method">The method.</param>
internal sealed record TimerFunction(string Name, string Schedule, MethodInfo Method) : TriggeredFunction(Name, Method)
{
    /// <summary>Wakes it.</summary>
    public Task RunAsync(IServiceProvider services, CancellationToken stopping) => CallAsync(services, new TimerInfo(), stopping);
}

/// <summary>The functions of an app that queues and the clock wake, read from the attributes that the Functions host reads too.</summary>
/// <param name="All">The functions.</param>
internal sealed record FunctionTriggers(IReadOnlyList<TriggeredFunction> All)
{
    /// <summary>Reads them from a class of functions.</summary>
    public static FunctionTriggers Of<TFunctions>() =>
        new([.. typeof(TFunctions).GetMethods().Select(Read).OfType<TriggeredFunction>()]);

    private static TriggeredFunction? Read(MethodInfo method)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()?.Name;
        var triggers = method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes());
        return name is null ? null : triggers.Select(trigger => trigger switch
        {
            QueueTriggerAttribute queue => new QueueFunction(name, queue.QueueName, method),
            TimerTriggerAttribute timer => new TimerFunction(name, timer.Schedule, method),
            _ => (TriggeredFunction?)null,
        }).FirstOrDefault(function => function is not null);
    }
}

using Grpc.Core;
using Matchmaking.FunctionsHost.Rpc;

namespace Matchmaking.FunctionsHost;

/// <summary>Where workers connect to: the first message says who it is, the rest is between that worker and the host.</summary>
internal sealed class RpcService(Workers workers) : FunctionRpc.FunctionRpcBase
{
    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        await requestStream.MoveNext(context.CancellationToken);
        var worker = workers.Find(requestStream.Current.StartStream?.WorkerId ?? "")
            ?? throw new Grpc.Core.RpcException(new Status(StatusCode.PermissionDenied, "No such worker was started."));
        await worker.ConverseAsync(requestStream, responseStream, context.CancellationToken);
    }
}

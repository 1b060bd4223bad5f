using System.Runtime.CompilerServices;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Matchmaking.Functions.Hosting;

/// <summary>
/// Sends traces and metrics over OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector (the standard's other variables hold too).
/// Starts before the port opens, so that no request is missing.
/// </summary>
internal sealed class TelemetryExport(IConfiguration configuration, RunMode mode) : IHostedService, IDisposable
{
    // Synchronous export must not hold up a function when the collector is away.
    private const int UnderHostTimeoutMilliseconds = 2_000;

    private TracerProvider? traces;
    private MeterProvider? metrics;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            Export();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
    }

    // Apart, so that without a collector OpenTelemetry's assemblies are not even loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Export()
    {
        traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(Describe)
            .AddSource(Telemetry.ServiceName, "Matchmaking.Storage", "Microsoft.AspNetCore", "System.Net.Http")
            .AddOtlpExporter(Configure)
            .Build();
        metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(Describe)
            .AddMeter($"{Telemetry.ServiceName}*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
            .AddOtlpExporter(Configure)
            .Build();
    }

    private void Describe(ResourceBuilder resource) =>
        resource.AddService(configuration["OTEL_SERVICE_NAME"] ?? Telemetry.ServiceName);

    // The host kills the process without notice, so there each span is sent as it ends; on its own they go in batches.
    private void Configure(OtlpExporterOptions options)
    {
        options.ExportProcessorType = mode.UnderHost ? ExportProcessorType.Simple : ExportProcessorType.Batch;
        if (mode.UnderHost)
        {
            options.TimeoutMilliseconds = Math.Min(options.TimeoutMilliseconds, UnderHostTimeoutMilliseconds);
        }
    }
}

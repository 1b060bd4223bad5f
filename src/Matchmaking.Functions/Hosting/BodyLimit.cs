namespace Matchmaking.Functions.Hosting;

/// <summary>
/// Refuses bodies over a limit with 413. Kestrel's own limit would do so by closing the connection on a sender that is still sending, who then
/// sees a broken connection (through a proxy, a 502) instead of the answer; so Kestrel takes what the Functions host lets through, and drops it.
/// </summary>
internal static class BodyLimit
{
    /// <summary>The most that a request may hold: bulk imports are the largest thing that anybody sends.</summary>
    public const long MaxBytes = 16 * 1024 * 1024;

    /// <summary>The most that is received in order to be dropped: what the Functions host lets through.</summary>
    public const long MaxReceivedBytes = 104_857_600;

    /// <summary>Applies the limit to every request.</summary>
    public static IApplicationBuilder UseBodyLimit(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.ContentLength > MaxBytes)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        // Sent in chunks, its length shows only as it is read.
        if (context.Request.ContentLength is null)
        {
            context.Request.Body = new LimitedStream(context.Request.Body);
        }

        return next(context);
    });

    private sealed class LimitedStream(Stream inner) : Stream
    {
        private long taken;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await inner.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Count(int read) => (taken += read) <= MaxBytes
            ? read
            : throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
    }
}

namespace Matchmaking.Benchmarks.Allocating;

/// <summary>Work on a few large parts at once, with nothing of a task scheduler to load and compile first.</summary>
internal static class Threads
{
    /// <summary>Does the work for every part: the first on this thread, each other on its own.</summary>
    public static void Each<T>(T[] parts, Action<T> work)
    {
        Exception? failure = null;
        Thread[] threads = [.. parts.Skip(1).Select(part => new Thread(() => failure = Attempt(part) ?? failure))];
        foreach (var thread in threads)
            thread.Start();
        failure = Attempt(parts[0]) ?? failure;
        foreach (var thread in threads)
            thread.Join();
        if (failure is not null)
            throw new InvalidOperationException("A part could not be worked on.", failure);

        Exception? Attempt(T part)
        {
            try
            {
                work(part);
                return null;
            }
#pragma warning disable CA1031 // An exception must not end the program from a thread of its own; it is thrown where all have ended.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                return exception;
            }
        }
    }
}

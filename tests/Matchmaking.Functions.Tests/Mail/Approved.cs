using System.Runtime.CompilerServices;

namespace Matchmaking.Functions.Tests.Mail;

/// <summary>
/// Texts that somebody has read and approved, in <c>Mail/Approved</c>. To approve what the code writes now, run the
/// tests once with <c>APPROVE=1</c> and read the difference before committing it.
/// </summary>
internal static class Approved
{
    public static void Check(string name, string actual)
    {
        var received = actual.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(Path.Combine(Sources(), name), received);

        else
            Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Mail", "Approved", name)), received);
    }

    private static string Sources([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Approved");
}

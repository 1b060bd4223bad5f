using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Matchmaking.Functions.Tests.Docs;

/// <summary>The README's walk, run as printed against the demonstration.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Places.Repository, "README.md"));

    [Fact]
    public void The_readme_fits_two_screens_and_names_both_commands()
    {
        Assert.InRange(Readme.Split('\n').Length, 40, 120);
        Assert.Contains("dotnet run --project src/Matchmaking.Local -- --demo", Readme, StringComparison.Ordinal);
        Assert.Contains("tests/run", Readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_that_the_documents_link_to_exists()
    {
        var documents = Directory.EnumerateFiles(Path.Combine(Places.Repository, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Places.Repository, "README.md")).Append(Path.Combine(Places.Repository, "infra", "README.md"));
        var missing =
            from document in documents
            from Match link in Link().Matches(File.ReadAllText(document))
            let target = Path.Combine(Path.GetDirectoryName(document)!, link.Groups[1].Value)
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{Path.GetFileName(document)}: {link.Groups[1].Value}";

        Assert.Equal([], missing);
    }

    [Fact]
    public async Task The_walk_of_the_readme_ends_with_the_partners_invitations_and_calendars_in_the_mail_folder()
    {
        var data = Places.NewFolder();
        var mail = Path.Combine(data, "mails-of-the-walk");
        await using var service = await ServiceProcess.StartAloneAsync(Path.Combine(data, "store"), ["--demo"], ("Mail__Folder", mail));
        await Until.TrueAsync(() => service.Output.Contains("Stop with", StringComparison.Ordinal), "the end of the demonstration's start", seconds: 120);

        var proposed = Regex.Match(service.Output, @"(\d+) proposals for the committee");
        Assert.True(int.Parse(proposed.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) >= 10, service.Output);

        var steps = Walk().Matches(Readme).Select(block => block.Groups[1].Value).Where(block => block.Contains("curl", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, steps.Count);
        var script = new StringBuilder("set -eu\n");
        foreach (Match export in Export().Matches(service.Output))
        {
            script.AppendLine(export.Value);
        }

        // One shell for all of it, as the reader has; each answer of the service must be a success.
        script.AppendLine("curl() { command curl --fail-with-body \"$@\"; }");
        script.AppendJoin("\necho ---step---\n", steps.Take(3));
        var approved = await BashAsync(script.Replace("http://localhost:7071", $"http://127.0.0.1:{service.Port}").ToString());
        Assert.Equal(3, approved.Split("---step---").Length);
        Assert.Contains("\"status\":\"accepted\"", approved.Replace(": ", ":", StringComparison.Ordinal), StringComparison.Ordinal);

        var partners = int.Parse(Regex.Match(service.Output, @"Sudan: [^,]+, (\d+) partners").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        await Until.TrueAsync(() => Invitations(mail).Count == partners, $"an invitation for each of the {partners} partners");
        Assert.All(Invitations(mail), invitation => Assert.Contains("text/calendar", invitation, StringComparison.Ordinal));

        var listed = await BashAsync($"SITE=http://127.0.0.1:{service.Port}\n{steps[3]}");
        Assert.Contains("partner_invitation", listed, StringComparison.Ordinal);
        Assert.Contains("BEGIN:VCALENDAR", listed, StringComparison.Ordinal);
    }

    private static List<string> Invitations(string mail) => Directory.Exists(mail)
        ? [.. Directory.EnumerateFiles(mail, "*-partner_invitation-*.eml").Select(File.ReadAllText)]
        : [];

    private static async Task<string> BashAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-s"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var bash = Process.Start(start)!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await bash.WaitForExitAsync(patience.Token);
        Assert.True(bash.ExitCode == 0, $"The walk ended with {bash.ExitCode}:\n{await output}\n{await errors}");
        return await output;
    }

    [GeneratedRegex(@"```bash\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Walk();

    [GeneratedRegex(@"export [A-Z]+=\S+")]
    private static partial Regex Export();

    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}

using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Matchmaking.Functions.Mail;
using Matchmaking.Local.Commands;
using Matchmaking.Local.Mail;
using Matchmaking.Local.Triggers;
using Microsoft.Azure.Functions.Worker;

namespace Matchmaking.Functions.Tests.Docs;

/// <summary>The operations page against the code.</summary>
public sealed partial class OperationsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Places.Repository, "docs", "operations.md"));

    private static readonly string Code = string.Join('\n', Directory
        .EnumerateFiles(Path.Combine(Places.Repository, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(File.ReadAllText));

    [Fact]
    public void Every_setting_that_is_read_is_on_the_page()
    {
        var read = Setting().Matches(Code).Select(match => match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal)).ToHashSet();
        Assert.Contains("PublicBaseUrl", read);
        read.UnionWith(Keys("Mail__", typeof(MailOptions)));
        read.UnionWith(Keys("Mail__", typeof(MailFolderOptions)));
        read.UnionWith(Keys("Mail__SendGrid__", typeof(SendGridOptions)));
        read.UnionWith(Keys("Digest__", typeof(DigestOptions)));
        read.UnionWith(Keys("Triggers__", typeof(TriggerLoopOptions)));

        Assert.Equal([], read.Where(key => !Page.Contains($"`{key}`", StringComparison.Ordinal) && !Page.Contains($"`{key}__0`", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_action_of_the_audit_is_on_the_page()
    {
        var actions = Action().Matches(Code).SelectMany(match => match.Groups[1].Value switch
        {
            var name when name.StartsWith("{kind.Name}", StringComparison.Ordinal) =>
                new[] { "need", "capacity" }.Select(kind => name.Replace("{kind.Name}", kind, StringComparison.Ordinal)),
            var name when name.Contains('{', StringComparison.Ordinal) => [],
            var name => [name],
        }).ToHashSet();
        actions.UnionWith(Step().Matches(Code).Select(match => "proposal." + match.Groups[1].Value));
        Assert.True(actions.Count > 15, string.Join(' ', actions));

        Assert.Equal([], actions.Where(action => !Page.Contains($"`{action}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_event_of_the_log_is_on_the_page()
    {
        var events = Event().Matches(Code).Select(match => match.Groups[1].Value).ToList();
        Assert.True(events.Count > 10);
        Assert.Equal(events.Distinct(), events);

        var rows = Row().Matches(Page).SelectMany(row => row.Groups[1].Value.Split(", ")).ToHashSet();
        Assert.Equal([], events.Except(rows));
    }

    [Fact]
    public void Every_command_is_on_the_page_and_no_other()
    {
        var commands = CommandTree.Create().Subcommands.SelectMany(command => command.Subcommands.Count == 0
            ? [command.Name]
            : command.Subcommands.Select(sub => $"{command.Name} {sub.Name}"));
        var section = Page[Page.IndexOf("## Commands", StringComparison.Ordinal)..Page.IndexOf("## Health", StringComparison.Ordinal)];
        var rows = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1]);
        var onPage = rows.SelectMany(row => Command().Matches(row)).Select(match => match.Groups[1].Value);

        Assert.Equal(commands.Order(StringComparer.Ordinal), onPage.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_for_queues_is_on_the_page_as_host_json_has_it()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
        var rows = Page.Split('\n').Where(line => line.StartsWith('|')).Select(line => line.Split('|')).ToList();
        foreach (var rule in host.RootElement.GetProperty("extensions").GetProperty("queues").EnumerateObject())
        {
            var row = Assert.Single(rows, cells => cells[1].Contains($"`{rule.Name}`", StringComparison.Ordinal));
            Assert.Contains(rule.Value.ToString(), row[2], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_the_page_says_of_functions_is_said_of_real_ones()
    {
        var names = typeof(Functions).GetMethods().Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>().ToHashSet();

        Assert.Equal([], Function().Matches(Page).Select(match => match.Groups[1].Value).Except(names));
        Assert.All(new[] { "match", "notify", "tick" }, name => Assert.Contains($"| `{name}`", Page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Keys(string prefix, Type options) => options
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(property => property.Name != nameof(MailOptions.SendGrid) && (property.CanWrite || property.Name == nameof(MailOptions.AllowedRecipients)))
        .Select(property => prefix + property.Name);

    [GeneratedRegex(@"[cC]onfiguration\[""([^""]+)""\]")]
    private static partial Regex Setting();

    [GeneratedRegex(@"(?:\.Audit\(|ChangeAsync\()\$?""([^""]+)""")]
    private static partial Regex Action();

    // What the rules call a step of a proposal: the word before its reason or note.
    [GeneratedRegex(@"(?:Step\(at, actor, |ProposalStatus\.\w+, )""([a-z_]+)""")]
    private static partial Regex Step();

    [GeneratedRegex(@"LoggerMessage\((\d+)")]
    private static partial Regex Event();

    [GeneratedRegex(@"^\| (\d+(?:, \d+)*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    // A command's words end where its arguments and options begin.
    [GeneratedRegex(@"`([a-z]+(?: [a-z]+)*)[^`]*`")]
    private static partial Regex Command();

    [GeneratedRegex(@"[fF]unction `([a-z]+)`")]
    private static partial Regex Function();
}

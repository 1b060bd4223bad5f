using System.Globalization;
using System.Text;
using CsvHelper;
using Matchmaking.Functions.Capacities;
using Matchmaking.Functions.Declarations;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Needs;
using Matchmaking.Functions.Participants;
using Matchmaking.Mail;
using Matchmaking.Storage;

namespace Matchmaking.Local.Demo;

/// <summary>A line of <c>participants.csv</c>: who gets the demonstration's mail, by title, never by a person's name.</summary>
internal sealed record DemoParticipant(string Participant, string NameEn, string NameFr, string Role, string TitleEn, string TitleFr, string Email, string Language);

/// <summary>
/// Fills an empty store with the demonstration's data (docs/demo-data.md), through the same readers and the same
/// transactions as everybody's. What it writes is marked as a demonstration.
/// </summary>
internal sealed class DemoLoader(Store store, Ledger ledger, ParticipantRegister participants, TimeProvider time)
{
    private const string MarkerPartition = "demo";

    /// <summary>That a store was made by <c>--demo</c>, and whether all of it is there.</summary>
    private sealed record DemoMarker(bool Complete);

    private static readonly Actor Loader = new("demo", Role.Secretariat, null);

    /// <summary>Loads the data unless this store holds it already.</summary>
    /// <returns>False where it was there already.</returns>
    /// <exception cref="StartException">The store holds something else.</exception>
    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await store.Access.FindAsync<DemoMarker>(MarkerPartition, MarkerPartition, ct) is { Value: var marker })
        {
            return !marker.Complete && await FillAsync(ct);
        }

        if (!await IsEmptyAsync(ct))
        {
            throw new StartException("--demo needs a store that is empty or was made by --demo: choose another folder with --data, or another storage account.");
        }

        await MarkAsync(complete: false, ct);
        return await FillAsync(ct);
    }

    private async Task<bool> FillAsync(CancellationToken ct)
    {
        var people = Read<DemoParticipant>("participants.csv");
        foreach (var organisation in people.Where(person => person.Participant.StartsWith("org-", StringComparison.Ordinal)))
        {
            var id = ParticipantId.Parse(organisation.Participant, CultureInfo.InvariantCulture);
            var row = Documents.ToRow(Keys.Organisations, id.Value, new Organisation(id, LocalText.Of(organisation.NameEn, organisation.NameFr), Demo: true));
            await store.Access.SubmitAsync([RowChange.Upsert(row)], ct);
        }

        foreach (var person in people.Where(person => person.Participant.Length > 0))
        {
            await AddContactAsync(person, ct);
        }

        await DeclareAsync(new CapacityKind(), "capacities.csv", "partner", ct);
        await DeclareAsync(new NeedKind(), "needs.csv", "state", ct);
        await MarkAsync(complete: true, ct);
        return true;
    }

    private async Task AddContactAsync(DemoParticipant person, CancellationToken ct)
    {
        var participant = ParticipantId.Parse(person.Participant, CultureInfo.InvariantCulture);
        var isCommittee = person.Role is "committee" or "chair" or "gender_focal_point";
        var id = isCommittee ? $"{person.Role.Replace('_', '-')}-{participant.Value.ToLowerInvariant()}" : person.Role.Replace('_', '-');
        var contact = new Contact(id, participant, person.Language == "fr" ? person.TitleFr : person.TitleEn, person.Email, person.Language, Active: true);
        await ledger.SubmitAsync(
            new Commit(isCommittee ? Keys.Committee : participant.Value, Loader, time.GetUtcNow()).Upsert(Keys.Contact(id), contact), ct);
    }

    /// <summary>One import for each participant, as they would send it themselves. A participant whose import is there already is passed over.</summary>
    private async Task DeclareAsync<T, TView>(DeclarationKind<T, TView> kind, string file, string ownerColumn, CancellationToken ct) where T : class
    {
        var organisations = (await participants.OrganisationsAsync(ct)).Select(organisation => organisation.Id).ToHashSet();
        foreach (var group in Lines(file).GroupBy(line => line[ownerColumn]))
        {
            var owner = ParticipantId.Parse(group.Key, CultureInfo.InvariantCulture);
            var at = time.GetUtcNow();
            var importKey = Keys.Import($"demo-{kind.Name}");
            var rowKeys = new List<string>();
            var commit = new Commit(owner.Value, Loader, at);
            foreach (var line in group)
            {
                var value = kind.ReadCsv(line, new NewDeclaration(IdOf($"{kind.Name} {owner} {rowKeys.Count}"), owner, at, organisations, Demo: true)).Require();
                rowKeys.Add(kind.RowKey(kind.Header(value).Id));
                commit.Add(rowKeys[^1], value);
            }

            commit.Add(importKey, new ImportEntry(rowKeys, new ImportReport(rowKeys.Count, 0, [])))
                .Audit($"{kind.Name}.imported", importKey)
                .Send(Messages.DeclaredQueue, Messages.OfImported(owner.Value, importKey));
            // A conflict says that an earlier start, cut short, had come this far.
            await ledger.SubmitAsync(commit, ct);
        }
    }

    /// <summary>Ids that are the same in every demonstration, so that it always tells the same story: ties are broken by id.</summary>
    private static string IdOf(string name) => "d0" + Idempotency.Hash(Encoding.UTF8.GetBytes(name))[..30];

    private async Task<bool> IsEmptyAsync(CancellationToken ct)
    {
        await foreach (var _ in store.States.ScanAsync(ct))
        {
            return false;
        }

        return true;
    }

    private Task<TransactionResult> MarkAsync(bool complete, CancellationToken ct) => store.Access.SubmitAsync(
        [RowChange.Upsert(Documents.ToRow(MarkerPartition, MarkerPartition, new DemoMarker(complete)))], ct);

    private static List<Dictionary<string, string>> Lines(string file)
    {
        using var reader = Open(file);
        reader.Read();
        reader.ReadHeader();
        List<Dictionary<string, string>> lines = [];
        while (reader.Read())
        {
            lines.Add(reader.HeaderRecord!.Zip(reader.Parser.Record!).ToDictionary(cell => cell.First, cell => cell.Second));
        }

        return lines;
    }

    private static List<T> Read<T>(string file)
    {
        using var reader = Open(file);
        return [.. reader.GetRecords<T>()];
    }

    private static CsvReader Open(string file) => new(
        new StreamReader(typeof(DemoLoader).Assembly.GetManifestResourceStream($"demo/{file}")!),
        new CsvHelper.Configuration.CsvConfiguration(CultureInfo.InvariantCulture)
        {
            PrepareHeaderForMatch = header => header.Header.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant(),
        });
}

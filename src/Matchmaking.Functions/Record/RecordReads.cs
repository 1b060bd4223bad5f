using Matchmaking.Field;
using Matchmaking.Functions.Access;
using Matchmaking.Functions.Errors;
using Matchmaking.Functions.Hosting;
using Matchmaking.Functions.Ledger;
using Matchmaking.Functions.Participants;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Functions.Record;

/// <summary>The endpoints that read the record. Its lines come from public documents and are public; what a State says of them is not.</summary>
internal static class RecordReads
{
    private static readonly Dictionary<RecordLine, Assistance> Published = AssistanceRecord.Published.Rows.ToDictionary(row => row.Line);

    /// <summary>Storage: as loading the record, and 1 range query for the comments of one State.</summary>
    public static async Task<Ok<RecordView>> ListAsync(HttpRequest request, Caller caller, Store store, RecordStore records, CancellationToken ct)
    {
        var (partner, state) = (Asked(request, "partner"), Asked(request, "state"));
        var known = await records.LoadAsync(ct);
        var changed = known.Changes.Entries.ToDictionary(entry => entry.Line);
        var lines = AssistanceRecord.Published.Rows.Where(row => !changed.ContainsKey(row.Line)).Select(LineView.Of)
            .Concat(changed.Values.Select(View))
            .Where(line => (partner is null || line.Partner == partner) && (state is null || line.State == state))
            .OrderBy(line => line.Partner).ThenBy(line => line.State).ThenBy(line => line.Year);
        var comments = state is { } one && caller.Actor.MayReadConfidential(one)
            ? (await store.States.ListAsync<RecordComment>(one.Value, Keys.CommentPrefix, ct)).Select(row => row.Value).ToList()
            : null;
        return TypedResults.Ok(new RecordView([.. lines], comments));
    }

    /// <summary>Storage: 1 read, 1 more for an organisation.</summary>
    public static async Task<Ok<LineView>> ReadAsync(
        string partner, string state, string year, HttpResponse response, RecordStore records, ParticipantRegister participants, TimeProvider time, CancellationToken ct)
    {
        var line = await RecordApi.RequireLineAsync(partner, state, year, participants, time, ct);
        var entry = (await records.FindAsync(line, ct))?.Value;
        response.Headers.ETag = Preconditions.ETagOf(entry?.Version ?? 0);
        return entry is not null ? TypedResults.Ok(View(entry))
            : Published.TryGetValue(line, out var row) ? TypedResults.Ok(LineView.Of(row))
            : throw new Refused(ErrorCatalogue.NotFound);
    }

    /// <summary>Every version of a changed line, newest first. Storage: 1 read, 2 range queries.</summary>
    public static async Task<Ok<IReadOnlyList<LineVersionView>>> HistoryAsync(
        string partner, string state, string year, Store store, RecordStore records, ParticipantRegister participants, TimeProvider time, CancellationToken ct)
    {
        var line = await RecordApi.RequireLineAsync(partner, state, year, participants, time, ct);
        var present = await records.FindAsync(line, ct) ?? throw new Refused(ErrorCatalogue.NotFound);
        var earlier = await store.States.ListAsync<RecordEntry>(Keys.Record, Keys.HistoryPrefix(present.RowKey), ct);
        var audit = await store.States.ListAsync<AuditEntry>(Keys.Record, Keys.AuditPrefix, ct);
        var changes = audit.Select(row => row.Value).Where(entry => entry.Subject == present.RowKey).ToLookup(entry => entry.Version);
        // A file's lines share one audit entry, of the very moment at which they were written.
        var files = audit.Select(row => row.Value).Where(entry => entry.Version is null).ToLookup(entry => entry.At);
        return TypedResults.Ok<IReadOnlyList<LineVersionView>>(
            [.. earlier.Append(present).Select(row => row.Value).Reverse()
                .Select(entry => new LineVersionView(entry.Version, View(entry), changes[entry.Version].FirstOrDefault() ?? files[entry.ChangedAt].FirstOrDefault()))]);
    }

    /// <summary>Storage: as loading the record, and 1 range query.</summary>
    public static async Task<Ok<IReadOnlyList<HeldView>>> HeldAsync(RecordStore records, ParticipantRegister participants, CancellationToken ct)
    {
        var (known, names) = (await records.LoadAsync(ct), await participants.NamesAsync(ct));
        var held = known.Record.Held.ToDictionary(entry => (entry.Participant, entry.Side), entry => entry.Years);
        var changed = known.Changes.Held.ToDictionary(entry => (entry.Participant, entry.Side));
        var recorded = known.Record.Rows
            .SelectMany(row => new[] { (Side: (row.Partner, RecordSide.Given), row.Year), (Side: (row.State, RecordSide.Received), row.Year) })
            .ToLookup(row => row.Side, row => row.Year);
        return TypedResults.Ok<IReadOnlyList<HeldView>>(
            [.. held.Keys.Union(changed.Keys).Union(recorded.Select(side => side.Key)).OrderBy(side => side.Item1).ThenBy(side => side.Item2)
                .Select(side => View(side, changed.GetValueOrDefault(side)))]);

        HeldView View((ParticipantId Participant, RecordSide Side) side, HeldEntry? entry) => new(
            side.Participant, names(side.Participant), side.Side, held.GetValueOrDefault(side) ?? [], [.. recorded[side].Distinct().Order()],
            entry?.Version ?? 0, entry?.ChangedAt, entry?.Held.Source);
    }

    /// <summary>A changed line beside the published one.</summary>
    public static LineView View(RecordEntry entry) => LineView.Of(entry, Published.GetValueOrDefault(entry.Line));

    private static ParticipantId? Asked(HttpRequest request, string name) => request.Query[name].ToString() switch
    {
        "" => null,
        var code when ParticipantId.TryParse(code, null, out var id) => id,
        var code => throw new Refused(ErrorCatalogue.InvalidParameter, name, code.Length > 100 ? code[..100] : code, ParticipantRegister.Codes),
    };
}

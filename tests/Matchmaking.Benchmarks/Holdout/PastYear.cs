namespace Matchmaking.Benchmarks.Holdout;

/// <summary>One year to be judged: what was on record when it began, and what then happened.</summary>
internal sealed class PastYear
{
    /// <summary>Years that count for a partner's size.</summary>
    private const int SizeYears = 5;

    private readonly PastGiving _record;
    private readonly Dictionary<(ParticipantId, ParticipantId), int> _last;
    private readonly Dictionary<ParticipantId, long> _size;
    private readonly Dictionary<(ParticipantId, ParticipantId), long> _given;

    public PastYear(PastGiving record, int year)
    {
        (_record, Year) = (record, year);
        Before = [.. record.Gifts.Where(gift => gift.Year < year)];
        _last = Before.GroupBy(gift => (gift.Partner, gift.State)).ToDictionary(pair => pair.Key, pair => pair.Max(gift => gift.Year));
        _size = Before.Where(gift => gift.Year >= year - SizeYears)
            .GroupBy(gift => gift.Partner).ToDictionary(partner => partner.Key, partner => partner.Sum(gift => gift.Usd));
        _given = record.Gifts.Where(gift => gift.Year == year).ToDictionary(gift => (gift.Partner, gift.State), gift => gift.Usd);
        Partners = [.. Before.Select(gift => gift.Partner).Distinct().Order()];
        States = [.. record.Gifts.Where(gift => gift.Year <= year).Select(gift => gift.State).Distinct().Order()];
    }

    public int Year { get; }

    /// <summary>All gifts of earlier years.</summary>
    public IReadOnlyList<Gift> Before { get; }

    /// <summary>All that could be invited: who had given to any State before.</summary>
    public IReadOnlyList<ParticipantId> Partners { get; }

    /// <summary>
    /// Who might ask: who had received before, and who receives this year for the first time. That the latter asked is taken as
    /// given, though of their partners and of their amounts nothing is known beforehand.
    /// </summary>
    public IReadOnlyList<ParticipantId> States { get; }

    /// <summary>What a partner gave to all States in the five years before.</summary>
    public long Size(ParticipantId partner) => _size.GetValueOrDefault(partner);

    /// <summary>The year before this in which a partner gave to a State last; 0 for never.</summary>
    public int LastGift(ParticipantId partner, ParticipantId state) => _last.GetValueOrDefault((partner, state));

    /// <summary>What happened: US dollars that a partner gave to a State this year, 0 where nothing is published.</summary>
    public long Given(ParticipantId partner, ParticipantId state) => _given.GetValueOrDefault((partner, state));

    /// <summary>What happened, all of it, in US dollars by State.</summary>
    public IReadOnlyDictionary<ParticipantId, long> Received() =>
        _given.GroupBy(gift => gift.Key.Item2, gift => gift.Value).ToDictionary(state => state.Key, state => state.Sum());

    /// <summary>What happened: how many gave to a State this year.</summary>
    public int Givers(ParticipantId state) => _given.Keys.Count(pair => pair.Item2 == state);

    /// <summary>True where the record would show a gift of this year.</summary>
    public bool IsObservable(ParticipantId partner, ParticipantId state) => _record.IsObservable(partner, state, Year);
}

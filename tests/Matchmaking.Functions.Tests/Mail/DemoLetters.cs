using System.Collections.Immutable;
using Matchmaking.Declaring;
using Matchmaking.Functions.Mail.Letters;
using Matchmaking.Mail;
using Matchmaking.Matching;
using Matchmaking.Proposals;

namespace Matchmaking.Functions.Tests.Mail;

/// <summary>Letters about an invented proposal, labelled as a demonstration. Names of States are real, all else is made up.</summary>
internal static class DemoLetters
{
    public static readonly ParticipantId Chad = ParticipantId.Parse("TCD", null);

    public static readonly ParticipantId Gambia = ParticipantId.Parse("GMB", null);

    public static readonly ParticipantId Trust = ParticipantId.Parse("org-demo-trust", null);

    public static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 30, 0, TimeSpan.Zero);

    public static readonly ImmutableDictionary<ParticipantId, LocalText> Organisations =
        ImmutableDictionary<ParticipantId, LocalText>.Empty.Add(Trust, LocalText.Of("Demo Clearance Trust", "Fondation de démonstration pour le déminage"));

    public static Proposal Proposal { get; } = new()
    {
        Id = "p-demo-1",
        State = Chad,
        Version = 2,
        Status = ProposalStatus.Accepted,
        Kind = MeetingKind.CountryCoalition,
        KindReason = Reason("meeting.coalition_interest", ("state", "TCD"), ("partners", "2")),
        Needs =
        [
            new("need-1", 1, Pillar.SurveyClearance, LocalText.Of("Survey of the <northern> districts", "Enquête dans les districts du <nord>"),
                [new NeedCover("need-1", true, 7_500_000, 2_500_000, null)]),
            new("need-2", 1, Pillar.VictimAssistance, LocalText.Of("Prosthetics workshop", "Atelier de prothèses"),
                [new NeedCover("need-2", false, 4, 0, null), new NeedCover("need-2", true, null, null, null)]),
        ],
        Partners =
        [
            new(Gambia, [Line("need-1", "cap-1", Gambia, AssistanceKind.Funding, 5_000_000), Line("need-2", "cap-3", Gambia, AssistanceKind.Funding, null)]),
            new(Trust, [Line("need-2", "cap-2", Trust, AssistanceKind.Training, 4)]),
        ],
        KnownDonors =
        [
            new(ParticipantId.Parse("JPN", null), 625,
            [
                new("partnership", 325, Reason("partnership.continuing", ("partner", "JPN"), ("state", "TCD"), ("years", "2019,2022"), ("certainty", "found"), ("source", "A demonstration report"))),
                new(KnownDonor.Criterion, 300, Reason("known_donor.nothing_registered", ("partner", "JPN"))),
            ]),
        ],
        PolicyName = MatchPolicy.Standard.Name,
        PolicyVersion = MatchPolicy.Standard.Version,
        Steps = [new(Now, "c-1", Chad, "accepted", "We suggest to meet in N'Djamena.")],
        MeetingOn = new DateOnly(2027, 3, 1),
        Demo = true,
    };

    public static Declared Declared { get; } = new(
        new Dictionary<string, NeedDeclaration>
        {
            ["need-1"] = Need(Pillar.SurveyClearance, Visibility.Public, Certainty.Uncertain) with
            {
                Deadlines = [new(Convention.Apmbc, 5, new DateOnly(2030, 1, 1), Certainty.Derived), new(Convention.Ccm, 4, new DateOnly(2026, 8, 1), Certainty.Found)],
                AmountUsd = 9_000_000,
                NationalContributionUsd = 1_500_000,
                Quantity = new(2_000_000, Unit.SquareMetres),
                People = new(3_100, 2_600, 2_900, 2_700, null),
                Description = LocalText.Of(
                    string.Join('\n', Enumerable.Repeat("Fields and wells of <twelve> villages lie idle.", 20)),
                    string.Join('\n', Enumerable.Repeat("Les champs et les puits de <douze> villages restent inutilisés.", 20))),
            },
            ["need-2"] = Need(Pillar.VictimAssistance, Visibility.Committee, Certainty.Found) with
            {
                PeopleWithoutServices = 450,
                ExpectedBy = new DateOnly(2028, 12, 31),
                Description = LocalText.Of("Survivors travel four days to the only workshop.", "Les survivants voyagent quatre jours jusqu’au seul atelier."),
            },
        },
        new Dictionary<string, CapacityDeclaration>
        {
            ["cap-1"] = Capacity(AssistanceKind.Funding, Visibility.Public) with
            {
                Title = LocalText.Of("Clearance fund of <2027>", "Fonds de dépollution de <2027>"),
                LeastNationalPercent = 10,
                Conditions = LocalText.Of("Reports twice a year.", "Deux rapports par an."),
            },
            ["cap-2"] = Capacity(AssistanceKind.Training, Visibility.Partners) with { Slots = 12 },
            ["cap-3"] = Capacity(AssistanceKind.Funding, Visibility.Committee) with
            {
                Title = LocalText.Of("A fund kept to the committee", "Un fonds réservé au comité"),
                Conditions = LocalText.Of("Not before the budget is voted.", "Pas avant le vote du budget."),
            },
        });

    public static Letter StateInvitation(string language) =>
        new Letter.StateInvitation(Notice(NoticeKind.StateInvitation), To(Chad, language), Proposal with { Status = ProposalStatus.Approved }, Declared, Links(AnswerQuestion.State))
        {
            Organisations = Organisations,
        };

    public static Letter PartnerInvitation(string language, ParticipantId? partner = null) =>
        new Letter.PartnerInvitation(Notice(NoticeKind.PartnerInvitation), To(partner ?? Gambia, language), Proposal, Declared, Links(AnswerQuestion.Partner))
        {
            Organisations = Organisations,
        };

    public static Letter CommitteeDigest(string language) => new Letter.CommitteeDigest(
        Notice(NoticeKind.CommitteeDigest),
        To(Gambia, language),
        [
            new(Proposal, Declared, new Uri("https://mine.example/en/proposals/TCD/p-demo-1")),
            new(Proposal with { State = Gambia, Kind = MeetingKind.IndividualisedApproach, Partners = [Proposal.Partners[1]], Needs = [Proposal.Needs[1]] }, Declared, new Uri("https://mine.example/en/proposals/GMB/p-demo-2")),
        ]);

    public static Letter StateAnswered(string language, bool yes = true) => new Letter.StateAnswered(
        Notice(NoticeKind.StateAnswered),
        To(Gambia, language),
        yes ? Proposal : Proposal with { Status = ProposalStatus.Refused, Steps = [new(Now, "c-1", Chad, "refused", null)] },
        new Uri("https://mine.example/en/proposals/TCD/p-demo-1"))
    {
        Organisations = Organisations,
    };

    public static Letter PromiseBroken(string language, ParticipantId? reader) => new Letter.PromiseBroken(
        Notice(NoticeKind.PromiseBroken),
        To(reader ?? Gambia, language),
        Proposal,
        Declared,
        reader,
        [
            new("need-1", "cap-1", Gambia, 2_000_000, true, Reason("promise.part_left", ("left", "2000000"), ("amount", "2000000"), ("unit", "funding")), Now),
            new("need-2", "cap-3", Gambia, 0, true, Reason("unwanted_partner.listed", ("state", "TCD"), ("partner", "GMB")), Now),
        ],
        new Uri("https://mine.example/en/proposals/TCD/p-demo-1"))
    {
        Organisations = Organisations,
    };

    public static Letter ProposalLapsed(string language) => new Letter.ProposalLapsed(
        Notice(NoticeKind.ProposalLapsed), To(Chad, language), Proposal with { Status = ProposalStatus.Lapsed, AnswerBy = new DateOnly(2027, 1, 19) }, null)
    {
        Organisations = Organisations,
    };

    public static Notice Notice(NoticeKind kind) => new()
    {
        Id = $"notice-{Json.Code(kind)}",
        Partition = "TCD",
        ContactId = "c-1",
        Kind = kind,
        State = Chad,
        ProposalId = "p-demo-1",
        CreatedAt = Now,
    };

    public static Contact To(ParticipantId participant, string language) =>
        new("c-1", participant, "Aïssata Démo", "aissata@demo.example", language, true);

    private static AnswerLinks Links(AnswerQuestion question) => new(
        new Uri("https://mine.example/en/answer/yes-token"),
        new Uri("https://mine.example/en/answer/no-token"),
        question == AnswerQuestion.Partner ? new Uri("https://mine.example/en/answer/later-token") : null,
        new DateOnly(2026, 12, 31));

    private static NeedDeclaration Need(Pillar pillar, Visibility visibility, Certainty certainty) => new()
    {
        Conventions = [Convention.Apmbc],
        Pillar = pillar,
        Title = LocalText.Of("Demo", "Démo"),
        Kinds = [AssistanceKind.Funding],
        Period = new Period(new DateOnly(2027, 1, 1), new DateOnly(2028, 12, 31)),
        Visibility = visibility,
        Source = new Source("An invented source", null, null, certainty),
    };

    private static CapacityDeclaration Capacity(AssistanceKind kind, Visibility visibility) => new()
    {
        Pillars = [Pillar.SurveyClearance],
        Places = new Matchmaking.Declaring.Places { Anywhere = true },
        Kind = kind,
        Period = new Period(new DateOnly(2027, 1, 1), new DateOnly(2028, 12, 31)),
        Visibility = visibility,
    };

    private static PlanLine Line(string need, string capacity, ParticipantId partner, AssistanceKind kind, long? amount) => new(
        need,
        capacity,
        partner,
        kind,
        amount,
        700,
        [
            new("place", 400, Reason("place.state_named", ("partner", partner.Value), ("state", "TCD"))),
            new("kind", 200, Reason("kind.only_one", ("kind", Json.Code(kind)))),
            new("language", 100, Reason("language.shared", ("languages", "fr"))),
            new("visibility", 0, Reason("visibility.committee_only", ("state", "TCD"))),
        ]);

    private static Reason Reason(string code, params (string Name, string Value)[] facts) =>
        new(code, facts.ToImmutableDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal));
}

namespace Matchmaking.Matching;

/// <summary>
/// The catalogue of the policy's numbers: what a committee may change, within which range, and what each does. The
/// reader, the document, the API's description and docs/matching.md are all made from it; a new number is one line here.
/// </summary>
public static class PolicyNumbers
{
    /// <summary>Every number, in the order of the document.</summary>
    public static IReadOnlyList<PolicyNumber> All { get; } =
    [
        Tranche("upToUsd", 1, 1_000_000_000_000, PolicyUnit.Usd, t => t.UpToUsd, "Where this slice of a need ends, counted from its first dollar, whatever the need asks for; it rises from slice to slice.", "Le montant auquel finit cette tranche d’un besoin, compté à partir du premier dollar, quoi que le besoin demande ; il augmente d’une tranche à l’autre."),
        Tranche("upToSlots", 1, 1_000_000, PolicyUnit.Slots, t => t.UpToSlots, "Where this slice of a need ends, counted from its first slot; it rises from slice to slice.", "L’unité à laquelle finit cette tranche d’un besoin, comptée à partir de la première ; elle augmente d’une tranche à l’autre."),
        Tranche("points", 0, 10_000, PolicyUnit.Points, t => t.Points, "What a dollar or slot in this slice counts by itself, beside fit and priority; it never rises, and where it falls by 2,000, no later dollar takes the place of an earlier one.", "Ce que compte par lui-même un dollar ou une unité de cette tranche, outre l’adéquation et la priorité ; cela n’augmente jamais, et là où cela baisse de 2 000, aucun dollar suivant ne prend la place d’un précédent."),
        Tranche("priorityPercent", 0, 100, PolicyUnit.Percent, t => t.PriorityPercent, "The part of the need's priority that a dollar or slot in this slice counts; it never rises from slice to slice.", "La part de la priorité du besoin que compte un dollar ou une unité de cette tranche ; elle n’augmente jamais d’une tranche à l’autre."),
        One("restPriorityPercent", 0, 100, PolicyUnit.Percent, p => p.RestPriorityPercent, (p, v) => p with { RestPriorityPercent = v }, "The part of the need's priority that a dollar or slot beyond all slices counts.", "La part de la priorité du besoin que compte un dollar ou une unité au-delà de toutes les tranches."),
        One("largestSharePercent", 1, 100, PolicyUnit.Percent, p => p.LargestSharePercent, (p, v) => p with { LargestSharePercent = v }, "The most of a capacity of money that all needs of one State together may have, where the partner states no largest share; never less than its smallest share, nor than an equal part where it names States alone.", "La plus grande part d’une capacité financière que peuvent avoir ensemble tous les besoins d’un même État, si le partenaire n’indique pas de plus grande part ; jamais moins que sa plus petite part, ni qu’une part égale s’il ne nomme que des États."),
        Single("", "smallestLineUsd", 1, 1_000_000_000_000, PolicyUnit.Usd, p => p.SmallestLineUsd, (p, v) => p with { SmallestLineUsd = v }, "The least that is suggested of money for one need, where the partner states no smallest share; the whole need or capacity if that is less.", "Le moins que l’on suggère pour un même besoin, en argent, si le partenaire n’indique pas de plus petite part ; tout le besoin ou toute la capacité si c’est moins."),
        One("leastOverlapDays", 1, 366, PolicyUnit.Days, p => p.LeastOverlapDays, (p, v) => p with { LeastOverlapDays = v }, "The days that need and capacity must share from today on; a shorter period must be shared whole.", "Les jours que le besoin et la capacité doivent avoir en commun à partir d’aujourd’hui ; une période plus courte doit être commune en entier."),
        One("recordYears", 1, 20, PolicyUnit.Years, p => p.RecordYears, (p, v) => p with { RecordYears = v }, "The years, counted back from the last one of the record of assistance, that count as lately.", "Les années, comptées en arrière depuis la dernière du relevé de l’assistance, qui sont considérées comme récentes."),
        One("maxPartnersPerNeed", 1, 50, PolicyUnit.Partners, p => p.MaxPartnersPerNeed, (p, v) => p with { MaxPartnersPerNeed = v }, "The most partners that are suggested for one need, those already promised included.", "Le plus grand nombre de partenaires suggérés pour un même besoin, ceux déjà promis compris."),
        One("invitePartners", 1, 50, PolicyUnit.Partners, p => p.InvitePartners, (p, v) => p with { InvitePartners = v }, "The partners that are invited for one State: those whom the suggested cover reaches and, beside them, those who fit best.", "Les partenaires invités pour un même État : ceux que la couverture suggérée atteint et, à côté d’eux, les mieux adaptés."),
        One("knownDonorPoints", 0, 1000, PolicyUnit.Points, p => p.KnownDonorPoints, (p, v) => p with { KnownDonorPoints = v }, "Earned by a partner on the record of assistance of which no registered capacity fits, in place of what a capacity would say.", "Acquis par un partenaire du relevé de l’assistance dont aucune capacité enregistrée ne convient, à la place de ce que dirait une capacité."),
        One("candidatesPerNeed", 1, 10_000, PolicyUnit.Capacities, p => p.CandidatesPerNeed, (p, v) => p with { CandidatesPerNeed = v }, "The best-fitting capacities that are weighed for one need; keeps very large markets within memory.", "Les capacités les mieux adaptées qui sont pesées pour un même besoin ; cela garde les très grands marchés en mémoire."),
        One("refusalMonths", 1, 60, PolicyUnit.Months, p => p.RefusalMonths, (p, v) => p with { RefusalMonths = v }, "The months for which a State's or a partner's no, or the committee's decline, holds unless what it was about changes in substance.", "Les mois pendant lesquels vaut le non d’un État ou d’un partenaire, ou le rejet par le comité, à moins que son objet ne change sur le fond."),
        One("answerDays", 7, 98, PolicyUnit.Days, p => p.AnswerDays, (p, v) => p with { AnswerDays = v }, "The days that a State has to answer an approved proposal before it lapses.", "Les jours dont dispose un État pour répondre à une proposition approuvée avant qu’elle ne devienne caduque."),
        One("reviewPoints", 0, 1000, PolicyUnit.Points, p => p.ReviewPoints, (p, v) => p with { ReviewPoints = v }, "What each dollar or slot that the committee has under review must earn more elsewhere before it moves.", "Ce que chaque dollar ou unité à l’examen du comité doit rapporter de plus ailleurs avant d’être déplacé."),

        Fit("placeState", f => f.PlaceState, (f, v) => f with { PlaceState = v }, "Earned where the partner named the State.", "Acquis si le partenaire a nommé l’État."),
        Fit("placeSubregion", f => f.PlaceSubregion, (f, v) => f with { PlaceSubregion = v }, "Earned where the partner named the State's subregion, or one across its land borders.", "Acquis si le partenaire a nommé la sous-région de l’État, ou une autre de l’autre côté de ses frontières terrestres."),
        Fit("placeRegion", f => f.PlaceRegion, (f, v) => f with { PlaceRegion = v }, "Earned where the partner named the State's region.", "Acquis si le partenaire a nommé la région de l’État."),
        Fit("placeAnywhere", f => f.PlaceAnywhere, (f, v) => f with { PlaceAnywhere = v }, "Earned where the capacity may be used anywhere.", "Acquis si la capacité peut servir en tout lieu."),
        Fit("kindOnly", f => f.KindOnly, (f, v) => f with { KindOnly = v }, "Earned where the kind of assistance offered is the only one asked for.", "Acquis si la forme d’assistance offerte est la seule demandée."),
        Fit("kindAmongOthers", f => f.KindAmongOthers, (f, v) => f with { KindAmongOthers = v }, "Earned where the kind of assistance offered is one of several asked for.", "Acquis si la forme d’assistance offerte est l’une de celles demandées."),
        Fit("periodCover", f => f.PeriodCover, (f, v) => f with { PeriodCover = v }, "Earned where the capacity is available during all that remains of the need's period; a part of it earns that part.", "Acquis si la capacité est disponible pendant tout ce qui reste de la période du besoin ; une partie en rapporte cette partie."),
        Fit("languageShared", f => f.LanguageShared, (f, v) => f with { LanguageShared = v }, "Earned where both sides state languages of work and share one.", "Acquis si les deux parties indiquent leurs langues de travail et en ont une en commun."),
        Fit("partnershipContinuing", f => f.PartnershipContinuing, (f, v) => f with { PartnershipContinuing = v }, "Earned where the partner helped the State in the last year on record for the two, in the need's pillar as far as is known.", "Acquis si le partenaire a aidé l’État la dernière année relevée pour les deux, au titre du pilier du besoin pour autant qu’on le sache."),
        Fit("partnershipLapsed", f => f.PartnershipLapsed, (f, v) => f with { PartnershipLapsed = v }, "Earned where the partner helped the State before the last year on record for the two, or continues in other pillars alone.", "Acquis si le partenaire a aidé l’État avant la dernière année relevée pour les deux, ou continue au titre d’autres piliers seulement."),
        Fit("partnershipNeighbourhood", f => f.PartnershipNeighbourhood, (f, v) => f with { PartnershipNeighbourhood = v }, "Earned where the partner lately helped a neighbour of the State, or another State of its subregion.", "Acquis si le partenaire a récemment aidé un voisin de l’État ou un autre État de sa sous-région."),
        Fit("partnershipNew", f => f.PartnershipNew, (f, v) => f with { PartnershipNew = v }, "Earned where the partner is not recorded to have helped the State ever, nor States around it lately.", "Acquis s’il n’est relevé aucune aide du partenaire à l’État, ni récemment aux États qui l’entourent."),
        Fit("giving", f => f.Giving, (f, v) => f with { Giving = v }, "Earned by money of a partner that gave 50 million US dollars or more in the last five years of the record; 20, 5 and 1 million earn three, two and one quarter of it.", "Acquis à l’argent d’un partenaire qui a donné 50 millions de dollars ou plus pendant les cinq dernières années du relevé ; 20, 5 et 1 million en rapportent trois, deux et un quart."),
        Fit("conventionNamed", f => f.ConventionNamed, (f, v) => f with { ConventionNamed = v }, "Earned where the capacity is meant for every convention under which the need is declared.", "Acquis si la capacité est prévue pour toutes les conventions au titre desquelles le besoin est déclaré."),
        Fit("conventionsJoint", f => f.ConventionsJoint, (f, v) => f with { ConventionsJoint = v }, "Earned where need and capacity are both under both conventions.", "Acquis si le besoin et la capacité relèvent l’un et l’autre des deux conventions."),
        Fit("multiYear", f => f.MultiYear, (f, v) => f with { MultiYear = v }, "Earned where a commitment over several years meets a need of more than a year.", "Acquis si un engagement sur plusieurs années répond à un besoin de plus d’un an."),
        Fit("modalitySuits", f => f.ModalitySuits, (f, v) => f with { ModalitySuits = v }, "Earned where a way of giving money other than a commitment over several years suits the need.", "Acquis si une modalité de financement autre qu’un engagement pluriannuel convient au besoin."),
        Fit("southSouth", f => f.SouthSouth, (f, v) => f with { SouthSouth = v }, "Earned where the partner is or was an affected State itself and offers other assistance than money.", "Acquis si le partenaire est ou a été lui-même un État touché et offre autre chose que de l’argent."),
        Fit("sameSubregion", f => f.SameSubregion, (f, v) => f with { SameSubregion = v }, "Earned where the partner is a State of the same subregion, or a neighbour.", "Acquis si le partenaire est un État de la même sous-région, ou un voisin."),

        Points("deadlineNear", f => f.DeadlineNear, (f, v) => f with { DeadlineNear = v }, "Earned where the treaty deadline is near or has passed, and its date is confirmed.", "Acquis si l’échéance du traité est proche ou passée, et sa date confirmée."),
        Points("deadlineInSight", f => f.DeadlineInSight, (f, v) => f with { DeadlineInSight = v }, "Earned where the treaty deadline is in sight, though not near.", "Acquis si l’échéance du traité est en vue, sans être proche."),
        Points("expected", f => f.Expected, (f, v) => f with { Expected = v }, "Earned where no treaty deadline of the pillar is known and the State's own date, or that of another article, is near or has passed; half of it where it is in sight.", "Acquis si aucune échéance conventionnelle du pilier n’est connue et que la date de l’État lui-même, ou celle d’un autre article, est proche ou passée ; la moitié si elle est en vue."),
        Points("services", f => f.Services, (f, v) => f with { Services = v }, "Earned in victim assistance and risk education where many people are without the service; fewer earn their part, and where none are stated, the people reached earn half.", "Acquis en assistance aux victimes et en éducation aux risques si beaucoup de personnes sont privées du service ; un nombre moindre en rapporte la part et, s’il n’est pas indiqué, les personnes atteintes en rapportent la moitié."),
        Priority("deadlineNearDays", 1, 36_500, PolicyUnit.Days, f => f.DeadlineNearDays, (f, v) => f with { DeadlineNearDays = (int)v }, "A deadline within these days is near.", "Une échéance dans ce délai est proche."),
        Priority("deadlineInSightDays", 2, 36_500, PolicyUnit.Days, f => f.DeadlineInSightDays, (f, v) => f with { DeadlineInSightDays = (int)v }, "A deadline within these days is in sight.", "Une échéance dans ce délai est en vue."),
        Certain("certaintyPercent[]", "The part of the deadline's points that a date earns by how sure it is: confirmed, partly confirmed, computed, general knowledge, uncertain; it never rises.", "La part des points de l’échéance que rapporte une date selon sa certitude : confirmée, en partie confirmée, calculée, de notoriété générale, incertaine ; elle n’augmente jamais."),
        Points("uncovered", f => f.Uncovered, (f, v) => f with { Uncovered = v }, "Earned where nothing of the need is promised yet; a part of it open earns that part.", "Acquis si rien du besoin n’est encore promis ; une partie non couverte en rapporte cette partie."),
        Points("small", f => f.Small, (f, v) => f with { Small = v }, "Earned where what is open is small enough to be finished.", "Acquis si ce qui manque est assez petit pour être achevé."),
        Priority("smallUsd", 0, 1_000_000_000_000, PolicyUnit.Usd, f => f.SmallUsd, (f, v) => f with { SmallUsd = v }, "An open gap of up to this is small.", "Un manque qui ne dépasse pas ce montant est petit."),
        Priority("smallSlots", 0, 1_000_000, PolicyUnit.Slots, f => f.SmallSlots, (f, v) => f with { SmallSlots = (int)v }, "Open slots of up to this number are small.", "Un nombre d’unités manquantes qui ne dépasse pas celui-ci est petit."),
        Points("noCapacity", f => f.NoCapacity, (f, v) => f with { NoCapacity = v }, "Earned where no capacity passes every rule and nobody has promised; an open share of the gap earns that share.", "Acquis si aucune capacité ne satisfait à toutes les règles et que personne n’a rien promis ; une part non couverte en rapporte cette part."),
        Points("few", f => f.Few, (f, v) => f with { Few = v }, "Earned where few partners have promised or could help; an open share of the gap earns that share.", "Acquis si peu de partenaires ont promis ou pourraient aider ; une part non couverte en rapporte cette part."),
        Priority("fewPartners", 1, 1_000, PolicyUnit.Partners, f => f.FewPartners, (f, v) => f with { FewPartners = (int)v }, "Up to this number of possible partners are few.", "Jusqu’à ce nombre, les partenaires possibles sont peu nombreux."),
        Points("noPartner", f => f.NoPartner, (f, v) => f with { NoPartner = v }, "Earned where the State has been without support, as far as recorded, for as many years on record as count as lately; fewer earn their part.", "Acquis si l’État est sans aide relevée pendant autant d’années couvertes par le relevé qu’il en faut pour être récentes ; un nombre moindre en rapporte la part."),
        Points("oneDonor", f => f.OneDonor, (f, v) => f with { OneDonor = v }, "Earned where only one donor is recorded to have helped the State lately.", "Acquis s’il n’est relevé récemment qu’un seul donateur pour l’État."),
        Points("notNamed", f => f.NotNamed, (f, v) => f with { NotNamed = v }, "Earned on the list of who is left behind, not in the plan, where no capacity names the State.", "Acquis dans la liste des besoins délaissés, non dans le plan, si aucune capacité ne nomme l’État."),
        Points("extensionLapsed", f => f.ExtensionLapsed, (f, v) => f with { ExtensionLapsed = v }, "Earned where a clearance deadline has passed and no later one is known; the part of it that the certainty of the date gives.", "Acquis si une échéance de dépollution est passée sans qu’une autre soit connue ; la part qu’en donne la certitude de la date."),
        Points("people", f => f.People, (f, v) => f with { People = v }, "Earned where the need reaches many people; fewer earn their part.", "Acquis si le besoin touche beaucoup de personnes ; un nombre moindre en rapporte la part."),
        Priority("manyPeople", 1, 1_000_000_000, PolicyUnit.People, f => f.ManyPeople, (f, v) => f with { ManyPeople = v }, "This number of people earns all the points for people, and in risk education for services.", "Ce nombre de personnes rapporte tous les points prévus pour les personnes et, en éducation aux risques, pour les services."),
        Priority("manySurvivors", 1, 1_000_000_000, PolicyUnit.People, f => f.ManySurvivors, (f, v) => f with { ManySurvivors = v }, "In victim assistance, this number of people earns all the points for people and for services.", "En assistance aux victimes, ce nombre de personnes rapporte tous les points prévus pour les personnes et pour les services."),
    ];

    /// <summary>The numbers that differ between two policies, in the order of the document.</summary>
    public static IReadOnlyList<PolicyNumber> Differing(MatchPolicy one, MatchPolicy other) => [.. All.Where(number => !number.IsSame(one, other))];

    private static PolicyNumber One(string name, int least, int most, PolicyUnit unit, Func<MatchPolicy, int> of, Func<MatchPolicy, int, MatchPolicy> with, string en, string fr) =>
        Single("", name, least, most, unit, p => of(p), (p, v) => with(p, (int)v), en, fr);

    private static PolicyNumber Fit(string name, Func<FitWeights, int> of, Func<FitWeights, int, FitWeights> with, string en, string fr) =>
        Single("fit", name, 0, 1000, PolicyUnit.Points, p => of(p.Fit), (p, v) => p with { Fit = with(p.Fit, (int)v) }, en, fr);

    private static PolicyNumber Points(string name, Func<PriorityWeights, int> of, Func<PriorityWeights, int, PriorityWeights> with, string en, string fr) =>
        Priority(name, 0, 1000, PolicyUnit.Points, f => of(f), (f, v) => with(f, (int)v), en, fr);

    private static PolicyNumber Priority(
        string name, long least, long most, PolicyUnit unit, Func<PriorityWeights, long> of, Func<PriorityWeights, long, PriorityWeights> with, string en, string fr) =>
        Single("priority", name, least, most, unit, p => of(p.Priority), (p, v) => p with { Priority = with(p.Priority, v) }, en, fr);

    private static PolicyNumber Single(
        string group, string name, long least, long most, PolicyUnit unit, Func<MatchPolicy, long> of, Func<MatchPolicy, long, MatchPolicy> with, string en, string fr) =>
        new(group, name, least, most, unit, LocalText.Of(en, fr)) { Of = p => [of(p)], Take = (to, from) => with(to, of(from)), With = with };

    private static PolicyNumber Certain(string name, string en, string fr) => new("priority", name, 0, 100, PolicyUnit.Percent, LocalText.Of(en, fr))
    {
        Of = p => [.. p.Priority.CertaintyPercent.Select(percent => (long)percent)],
        Take = (to, from) => to with { Priority = to.Priority with { CertaintyPercent = from.Priority.CertaintyPercent } },
    };

    private static PolicyNumber Tranche(string name, int least, long most, PolicyUnit unit, Func<Tranche, long> of, string en, string fr) => new("tranches[]", name, least, most, unit, LocalText.Of(en, fr))
    {
        Of = p => [.. p.Tranches.Select(of)],
        Take = (to, from) => to with { Tranches = from.Tranches },
    };
}

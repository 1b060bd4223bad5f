using System.Text.Json;

namespace Matchmaking.Declaring;

/// <summary>Turns what a State sent into a need, or into all that is wrong with it.</summary>
public static class NeedReader
{
    private const long MostQuantity = 1_000_000_000_000;
    private const long MostPeople = 1_000_000_000;
    private const int LastArticle = 23;
    private const int MostUnwanted = 100;
    private const int MostDeadlines = 4;

    /// <summary>Reads a need in the form that <see cref="Json.Options"/> writes; the rules stand on <see cref="NeedDeclaration"/>.</summary>
    /// <param name="body">The body.</param>
    /// <param name="declarer">The State that declares; it cannot be its own unwanted partner.</param>
    /// <param name="known">The codes that exist.</param>
    public static Reading<NeedDeclaration> Read(JsonElement body, ParticipantId declarer, KnownPlaces known)
    {
        var reader = FieldReader.Of(body);
        var conventions = reader.Codes<Convention>("conventions", required: true);
        var pillar = reader.Code<Pillar>("pillar");
        var title = reader.Title(required: true);
        var description = reader.LongText("description");
        var kinds = reader.Codes<AssistanceKind>("kinds", required: true);
        var amount = Amount(reader, kinds);
        var national = NationalContribution(reader, amount);
        var slots = Slots(reader, kinds);
        var period = reader.Period("period");
        var quantity = reader.OptionalGroup("quantity", q => new Quantity(q.Whole("amount", 1, MostQuantity), q.Code<Unit>("unit")));
        var people = People(reader);
        var without = PeopleWithoutServices(reader, pillar);
        var deadlines = Deadlines(reader);
        var expected = reader.OptionalDate("expectedBy");
        var gender = reader.LongText("genderAndDiversity");
        var environment = reader.LongText("environment");
        var languages = reader.Languages("languages", SharedFields.MostLanguages);
        var unwanted = UnwantedPartners(reader, declarer, known);
        var source = reader.Source();
        var visibility = reader.OptionalCode<Visibility>("visibility") ?? Visibility.Committee;
        var interest = reader.OptionalCode<Interest>("interest") ?? Interest.None;

        return reader.Finish(() => new NeedDeclaration
        {
            Conventions = conventions,
            Pillar = pillar,
            Title = title,
            Description = description,
            Kinds = kinds,
            AmountUsd = amount,
            NationalContributionUsd = national,
            Slots = slots,
            Period = period,
            Quantity = quantity,
            People = people,
            PeopleWithoutServices = without,
            Deadlines = deadlines,
            ExpectedBy = expected,
            GenderAndDiversity = gender,
            Environment = environment,
            Languages = languages,
            UnwantedPartners = unwanted,
            Source = source,
            Visibility = visibility,
            Interest = interest,
        });
    }

    private static long? Amount(FieldReader reader, IReadOnlyList<AssistanceKind> kinds)
    {
        var amount = reader.OptionalWhole("amountUsd", 1, SharedFields.MostUsd);
        var goes = kinds.Contains(AssistanceKind.Funding) || reader.HasErrors("kinds");
        reader.OnlyIf(goes, "amountUsd", amount, "no amount, since funding is not among the kinds");
        return amount;
    }

    private static long? NationalContribution(FieldReader reader, long? amount)
    {
        var national = reader.OptionalWhole("nationalContributionUsd", 0, SharedFields.MostUsd);
        if (reader.HasErrors("amountUsd")) return national;

        reader.OnlyIf(amount is not null, "nationalContributionUsd", national, "no contribution, since there is no amountUsd");
        reader.NotAbove("nationalContributionUsd", national, amount, FieldErrorCodes.AboveAmount, "amountUsd");
        return national;
    }

    private static int? Slots(FieldReader reader, IReadOnlyList<AssistanceKind> kinds)
    {
        var slots = reader.OptionalWhole("slots", 1, SharedFields.MostSlots);
        var goes = kinds.Any(k => k != AssistanceKind.Funding) || reader.HasErrors("kinds");
        reader.OnlyIf(goes, "slots", slots, "no slots, since only funding is among the kinds");
        return (int?)slots;
    }

    private static PeopleReached? People(FieldReader reader) => reader.OptionalGroup("people", p =>
    {
        long? Count(string name) => p.OptionalWhole(name, 0, MostPeople);
        return new PeopleReached(Count("women"), Count("girls"), Count("men"), Count("boys"), Count("notDisaggregated"));
    }) is { } people ? NotEmpty(reader, people) : null;

    private static PeopleReached NotEmpty(FieldReader reader, PeopleReached people)
    {
        if (people is { Women: null, Girls: null, Men: null, Boys: null, NotDisaggregated: null } && !reader.HasErrors("people"))
        {
            reader.Refuse("people", FieldErrorCodes.Empty, "{}", "at least one of women, girls, men, boys, notDisaggregated");
        }

        return people;
    }

    private static long? PeopleWithoutServices(FieldReader reader, Pillar pillar)
    {
        var without = reader.OptionalWhole("peopleWithoutServices", 0, MostPeople);
        var goes = pillar is Pillar.VictimAssistance or Pillar.RiskEducation || reader.HasErrors("pillar");
        reader.OnlyIf(goes, "peopleWithoutServices", without, "no such number, since the pillar is neither victim assistance nor risk education");
        return without;
    }

    /// <summary>A list, or the one of the form in which a need could only have one.</summary>
    private static IReadOnlyList<Deadline> Deadlines(FieldReader reader)
    {
        var one = reader.OptionalGroup("deadline", Deadline);
        if (reader.OptionalGroups("deadlines", MostDeadlines, Deadline, min: 0) is not { } deadlines)
            return one is null ? [] : [one];

        if (reader.IsGiven("deadline") && deadlines.Count > 0)
            reader.NotApplicable("deadline", "an object", "no deadline beside deadlines");
        for (var i = 0; i < deadlines.Count && !reader.HasErrors("deadlines"); i++)
        {
            if (deadlines.Take(i).Any(d => (d.Convention, d.Article) == (deadlines[i].Convention, deadlines[i].Article)))
                reader.Refuse($"deadlines[{i}]", FieldErrorCodes.Duplicate, $"{Json.Code(deadlines[i].Convention)} {deadlines[i].Article}", "one deadline for each article of a convention");
        }

        return deadlines.Count == 0 && one is not null ? [one] : deadlines;
    }

    private static Deadline Deadline(FieldReader d) =>
        new(d.Code<Convention>("convention"), (int)d.Whole("article", 1, LastArticle), d.Date("date"), d.Code<Certainty>("certainty"));

    private static IReadOnlyList<ParticipantId> UnwantedPartners(FieldReader reader, ParticipantId declarer, KnownPlaces known)
    {
        var unwanted = reader.Participants("unwantedPartners", known.IsParticipant, MostUnwanted);
        reader.NotItself("unwantedPartners", unwanted, declarer);
        return unwanted;
    }
}

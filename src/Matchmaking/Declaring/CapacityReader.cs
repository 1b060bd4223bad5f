using System.Globalization;
using System.Text.Json;

namespace Matchmaking.Declaring;

/// <summary>Turns what a partner sent into a capacity, or into all that is wrong with it.</summary>
public static class CapacityReader
{
    /// <summary>Reads a capacity in the form that <see cref="Json.Options"/> writes; the rules stand on <see cref="CapacityDeclaration"/>.</summary>
    /// <param name="body">The body.</param>
    /// <param name="declarer">The partner that registers; a State cannot name itself as a place.</param>
    /// <param name="known">The codes that exist.</param>
    public static Reading<CapacityDeclaration> Read(JsonElement body, ParticipantId declarer, KnownPlaces known)
    {
        var reader = FieldReader.Of(body);
        var title = reader.Title(required: false);
        var pillars = reader.Codes<Pillar>("pillars", required: true);
        var places = PlacesReader.Read(reader, declarer, known);
        var kind = reader.Code<AssistanceKind>("kind");
        var (amount, slots) = AmountOrSlots(reader, kind);
        var (smallest, largest) = Shares(reader, amount ?? slots);
        var period = reader.Period("period");
        var languages = reader.Languages("languages", SharedFields.MostLanguages);
        var conventions = reader.Codes<Convention>("conventions", required: false);
        var conditions = reader.LongText("conditions");
        var leastNational = reader.OptionalWhole("leastNationalPercent", 1, 99);
        if (leastNational is not null && kind != AssistanceKind.Funding && !reader.HasErrors("kind"))
            reader.NotApplicable("leastNationalPercent", leastNational.Value.ToString(CultureInfo.InvariantCulture), "no least national contribution, since it is a part of a cost");
        var modality = Modality(reader, kind);
        var source = reader.Source();
        var visibility = reader.OptionalCode<Visibility>("visibility") ?? Visibility.Committee;

        return reader.Finish(() => new CapacityDeclaration
        {
            Title = title,
            Pillars = pillars,
            Places = places!,
            Kind = kind,
            AmountUsd = amount,
            Slots = (int?)slots,
            SmallestShare = smallest,
            LargestShare = largest,
            Period = period,
            Languages = languages,
            Conventions = conventions,
            Conditions = conditions,
            LeastNationalPercent = (int?)leastNational,
            Modality = modality,
            Source = source,
            Visibility = visibility,
        });
    }

    /// <summary>What there is in all: dollars of funding, slots of every other kind; the other one is refused.</summary>
    internal static (long? Amount, long? Slots) AmountOrSlots(FieldReader reader, AssistanceKind kind)
    {
        var anyKind = reader.HasErrors("kind");
        var amount = reader.OptionalWhole("amountUsd", 1, SharedFields.MostUsd);
        Goes("amountUsd", amount, kind == AssistanceKind.Funding, "an amount in US dollars, since it is funding", "no amount, since it is not funding");
        var slots = reader.OptionalWhole("slots", 1, SharedFields.MostSlots);
        Goes("slots", slots, kind != AssistanceKind.Funding, "a number of slots, since it is not funding", "no slots, since it is funding");
        return (amount, slots);

        void Goes(string name, long? given, bool goes, string whereMissing, string whereGiven)
        {
            if (anyKind || reader.HasErrors(name)) return;

            reader.OnlyIf(goes, name, given, whereGiven);
            if (goes && given is null) reader.Refuse(name, FieldErrorCodes.Required, null, whereMissing);
        }
    }

    private static (long? Smallest, long? Largest) Shares(FieldReader reader, long? whole)
    {
        var wholeHasErrors = reader.HasErrors("amountUsd") || reader.HasErrors("slots");
        var smallest = reader.OptionalWhole("smallestShare", 1, SharedFields.MostUsd);
        var largest = reader.OptionalWhole("largestShare", 1, SharedFields.MostUsd);
        if (smallest > largest)
        {
            reader.NotAbove("smallestShare", smallest, largest, FieldErrorCodes.AboveLargest, "largestShare");
        }
        else if (!wholeHasErrors)
        {
            // Where the largest is there, it is the one that is compared: the smallest is not above it.
            if (largest is null) reader.NotAbove("smallestShare", smallest, whole, FieldErrorCodes.AboveAmount, "the whole capacity");
            reader.NotAbove("largestShare", largest, whole, FieldErrorCodes.AboveAmount, "the whole capacity");
        }

        return (smallest, largest);
    }

    private static FinanceModality? Modality(FieldReader reader, AssistanceKind kind)
    {
        var modality = reader.OptionalCode<FinanceModality>("modality");
        if (modality is { } given && kind != AssistanceKind.Funding && !reader.HasErrors("kind"))
        {
            reader.NotApplicable("modality", Json.Code(given), "no modality, since it says how money is given");
        }

        return modality;
    }
}

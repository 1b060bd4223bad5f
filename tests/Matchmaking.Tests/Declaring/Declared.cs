using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Declaring;

namespace Matchmaking.Tests.Declaring;

/// <summary>Random declarations that obey every rule, for property tests anywhere. The declarers are <see cref="Known.Sudan"/> and <see cref="Known.Norway"/>.</summary>
public static class Declared
{
    private static readonly string[] LanguageCodes = ["en", "fr", "ar", "pt", "es", "ru"];

    public static Gen<NeedDeclaration> Need =>
        from kinds in Some(Enum.GetValues<AssistanceKind>(), 1)
        from conventions in Some(Enum.GetValues<Convention>(), 1)
        from pillar in Gen.Elements(Enum.GetValues<Pillar>())
        from title in Texts(1, 3, 200, lines: false)
        from texts in Texts(0, 1, 4000, lines: true).Three()
        from amount in Maybe(Whole(1, 100_000_000_000))
        from national in Gen.Choose(0, 100)
        from hasNational in Gen.Elements(true, false)
        from slots in Maybe(Gen.Choose(1, 10_000))
        from period in Period
        from quantity in MaybeNull(Whole(1, 1_000_000_000_000).Zip(Gen.Elements(Enum.GetValues<Unit>()), (n, u) => new Quantity(n, u)))
        from people in MaybeNull(People)
        from deadlines in Gen.Choose(0, 4).SelectMany(Deadline.ArrayOf)
        from expected in Maybe(Gen.Choose(0, 40_000).Select(day => new DateOnly(1990, 1, 1).AddDays(day)))
        from without in Maybe(Whole(0, 1_000_000_000))
        from languages in Some(LanguageCodes, 0)
        from unwanted in Some([.. Known.States.Except([Known.Sudan]), .. Known.Organisations], 0)
        from source in MaybeNull(Source)
        from visibility in Gen.Elements(Enum.GetValues<Visibility>())
        from interest in Gen.Elements(Enum.GetValues<Interest>())
        let cost = kinds.Contains(AssistanceKind.Funding) ? amount : null
        select new NeedDeclaration
        {
            Conventions = conventions,
            Pillar = pillar,
            Title = title,
            Description = texts.Item1,
            Kinds = kinds,
            AmountUsd = cost,
            NationalContributionUsd = hasNational ? cost * national / 100 : null,
            Slots = kinds.Any(k => k != AssistanceKind.Funding) ? slots : null,
            Period = period,
            Quantity = quantity,
            People = people,
            PeopleWithoutServices = pillar is Pillar.VictimAssistance or Pillar.RiskEducation ? without : null,
            Deadlines = [.. deadlines.DistinctBy(d => (d.Convention, d.Article))],
            ExpectedBy = expected,
            GenderAndDiversity = texts.Item2,
            Environment = texts.Item3,
            Languages = languages,
            UnwantedPartners = unwanted,
            Source = source,
            Visibility = visibility,
            Interest = interest,
        };

    public static Gen<CapacityDeclaration> Capacity =>
        from kind in Gen.Elements(Enum.GetValues<AssistanceKind>())
        from title in Texts(0, 3, 200, lines: false)
        from pillars in Some(Enum.GetValues<Pillar>(), 1)
        from places in Places
        let isMoney = kind == AssistanceKind.Funding
        from whole in isMoney ? Whole(1, 100_000_000_000) : Whole(1, 10_000)
        from largest in Maybe(Whole(1, whole))
        from smallest in Maybe(Whole(1, largest ?? whole))
        from period in Period
        from languages in Some(LanguageCodes, 0)
        from conventions in Some(Enum.GetValues<Convention>(), 0)
        from conditions in Texts(0, 1, 4000, lines: true)
        from modality in Maybe(Gen.Elements(Enum.GetValues<FinanceModality>()))
        from leastNational in Maybe(Gen.Choose(1, 99))
        from source in MaybeNull(Source)
        from visibility in Gen.Elements(Enum.GetValues<Visibility>())
        select new CapacityDeclaration
        {
            Title = title,
            Pillars = pillars,
            Places = places,
            Kind = kind,
            AmountUsd = isMoney ? whole : null,
            Slots = isMoney ? null : (int)whole,
            SmallestShare = smallest,
            LargestShare = largest,
            Period = period,
            Languages = languages,
            Conventions = conventions,
            Conditions = conditions,
            LeastNationalPercent = isMoney ? leastNational : null,
            Modality = isMoney ? modality : null,
            Source = source,
            Visibility = visibility,
        };

    private static Gen<Period> Period =>
        from start in Gen.Choose(0, 29_000)
        from days in Gen.Choose(0, 10_900)
        let first = new DateOnly(1990, 1, 1).AddDays(start)
        select new Period(first, first.AddDays(days));

    private static Gen<PeopleReached> People =>
        from counts in Maybe(Whole(0, 1_000_000_000)).ArrayOf(5)
        where counts.Any(c => c is not null)
        select new PeopleReached(counts[0], counts[1], counts[2], counts[3], counts[4]);

    private static Gen<Deadline> Deadline =>
        from convention in Gen.Elements(Enum.GetValues<Convention>())
        from article in Gen.Choose(1, 23)
        from day in Gen.Choose(0, 40_000)
        from certainty in Gen.Elements(Enum.GetValues<Certainty>())
        select new Deadline(convention, article, new DateOnly(1990, 1, 1).AddDays(day), certainty);

    private static Gen<Source> Source =>
        from title in Text(1, 300, lines: false)
        from url in Gen.Elements(null, "https://example.org/rapport?a=b&c=d", "http://example.org")
        from asOf in Gen.Elements(null, "2024", "2024-06", "2024-06-30")
        from certainty in Gen.Elements(Enum.GetValues<Certainty>())
        select new Source(title, url, asOf, certainty);

    private static Gen<Places> Places =>
        from anywhere in Gen.Elements(true, false)
        from states in Some(Known.States[2..5], 0)
        from subregions in Some(Known.Subregions[..2], 0)
        from regions in Some(Known.Regions[..2], 0)
        where anywhere || states.Count + subregions.Count + regions.Count > 0
        from excludedStates in Some(Known.States[5..], 0)
        from excludedAreas in Some([.. Known.Subregions[2..], .. Known.Regions[2..]], 0)
        select new Places
        {
            Anywhere = anywhere,
            States = anywhere ? [] : states,
            Subregions = anywhere ? [] : subregions,
            Regions = anywhere ? [] : regions,
            ExcludedStates = excludedStates,
            ExcludedAreas = excludedAreas,
        };

    private static Gen<LocalText> Texts(int fewest, int min, int max, bool lines) =>
        from languages in Some(LanguageCodes, fewest)
        from texts in Text(min, max, lines).ArrayOf(languages.Count)
        select new LocalText(languages.Zip(texts, KeyValuePair.Create));

    // Short ones mostly, with every character that CSV, JSON or HTML could trip over.
    private static Gen<string> Text(int min, int max, bool lines) =>
        from length in Gen.Frequency((9, Gen.Choose(min, Math.Min(max, min + 30))), (1, Gen.Choose(min, max)))
        from characters in Gen.Elements<string>(["a", "Z", "é", "ü", "ش", "中", "😀", "\"", "'", ",", ";", "<", "&", "\\", "=", "1", " ", .. lines ? ["\n", "\t"] : (string[])[]]).ArrayOf(length)
        let text = string.Concat(characters)
        select char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) ? "x" + string.Concat(characters[1..^(length > 1 ? 1 : 0)]) + (length > 1 ? "x" : "") : text;

    private static Gen<IReadOnlyList<T>> Some<T>(IEnumerable<T> all, int fewest)
    {
        T[] elements = [.. all];
        return from shuffled in Gen.Shuffle(elements)
               from count in Gen.Choose(fewest, Math.Min(elements.Length, 10))
               select (IReadOnlyList<T>)[.. shuffled.Take(count)];
    }

    private static Gen<long> Whole(long min, long max) =>
        Gen.OneOf(Gen.Constant(min), Gen.Constant(max), ArbMap.Default.GeneratorFor<ulong>().Select(n => min + (long)(n % (ulong)(max - min + 1))));

    private static Gen<T?> Maybe<T>(Gen<T> some) where T : struct => Gen.OneOf(Gen.Constant<T?>(null), some.Select(v => (T?)v));

    private static Gen<T?> MaybeNull<T>(Gen<T> some) where T : class => Gen.OneOf(Gen.Constant<T?>(null), some.Select(v => (T?)v));
}

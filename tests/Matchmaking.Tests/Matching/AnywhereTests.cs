using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Matchmaking.Matching;
using static Matchmaking.Tests.Matching.Markets;

namespace Matchmaking.Tests.Matching;

/// <summary>Wherever a round runs, the plan is the same to the byte: no culture and no time zone shows in it.</summary>
[Collection(nameof(Alone))]
public sealed class AnywhereTests
{
    /// <summary>The time zone belongs to the process: nothing else runs beside these tests.</summary>
    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;

    private static readonly DateTime Noon = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("fr-FR")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void A_plan_is_the_same_in_every_culture(string culture)
    {
        // Comma, dotless i, another calendar: without them this test would show nothing.
        var there = CultureInfo.GetCultureInfo(culture);
        Assert.NotEqual(Sample(CultureInfo.InvariantCulture), Sample(there));
        HoldsIn(() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = there, Here());

        static string Sample(CultureInfo culture) => string.Create(culture, $"{1234.5:N1} {"i".ToUpper(culture)} {Today:d}");

        static Action Here()
        {
            var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
            return () => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }

    [Theory]
    [InlineData("Pacific/Kiritimati", 14)]
    [InlineData("Pacific/Pago_Pago", -11)]
    public void A_plan_is_the_same_in_every_time_zone(string zone, int hours)
    {
        var here = Environment.GetEnvironmentVariable("TZ");
        HoldsIn(
            () =>
            {
                Move(zone);
                Assert.True(
                    TimeZoneInfo.Local.GetUtcOffset(Noon) == TimeSpan.FromHours(hours),
                    $"The system does not know the time zone {zone}: install tzdata.");
            },
            () => Move(here));

        static void Move(string? zone)
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }

    private static void HoldsIn(Action go, Action back)
    {
        var market = ScaleTests.Realistic(needs: 150, capacities: 60) with { Record = FitCriteriaTests.Record, Affected = FitCriteriaTests.Affected };
        Check(market);
        Prop.ForAll(Markets.Any, Check).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

        void Check(MarketInput input)
        {
            var expected = Texts(input);
            try
            {
                go();
                Assert.Equal(expected, Texts(input));
            }
            finally
            {
                back();
            }
        }
    }

    /// <summary>The plan, and all that can be asked about it.</summary>
    private static string[] Texts(MarketInput input)
    {
        var plan = Matcher.Match(input, Tight, Today);
        return
        [
            MatcherProperties.Text(plan),
            System.Text.Json.JsonSerializer.Serialize(Matcher.Priorities(input, Tight, Today), Json.Options),
            System.Text.Json.JsonSerializer.Serialize(Matcher.LeftBehind(input, Tight, Today), Json.Options),
            .. from need in input.Needs.Take(10)
               from capacity in input.Capacities.Take(10)
               from refusal in Matcher.WhyNot(need, capacity, input, Tight, Today, plan)
               from language in Wording.Languages
               select Sentences.Render(refusal.Reason, language, MatchingPageTables.NamesIn(language)),
        ];
    }
}

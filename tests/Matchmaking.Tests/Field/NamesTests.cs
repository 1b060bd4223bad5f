using System.Reflection;
using Matchmaking.Field;

namespace Matchmaking.Tests.Field;

public sealed class NamesTests
{
    private static IEnumerable<MethodInfo> NamingMethods => typeof(Names).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(m => m.Name is nameof(Names.Of) or nameof(Names.FullTitleOf));

    [Fact]
    public void Every_value_of_every_term_has_a_name_in_both_languages() =>
        Assert.All(NamingMethods, method => Assert.All(
            Enum.GetValues(method.GetParameters()[0].ParameterType).Cast<object>(),
            value =>
            {
                var name = (LocalText)method.Invoke(null, [value])!;
                Assert.Equal(["en", "fr"], name.Versions.Keys);
                Assert.All(name.Versions.Values, text => Assert.Equal(text.Trim(), text));
            }));

    [Fact]
    public void Values_of_one_term_have_different_names() =>
        Assert.All(NamingMethods, method =>
        {
            var values = Enum.GetValues(method.GetParameters()[0].ParameterType).Cast<object>().ToList();
            Assert.Equal(values.Count, values.Select(v => method.Invoke(null, [v])!.ToString()).Distinct().Count());
        });

    [Fact]
    public void Every_term_of_the_vocabulary_has_names()
    {
        var named = NamingMethods.Select(m => m.GetParameters()[0].ParameterType).ToHashSet();
        var vocabulary = typeof(Pillar).Assembly.GetExportedTypes()
            .Where(t => t.IsEnum && (t.Namespace is "Matchmaking" or "Matchmaking.Proposals" or "Matchmaking.Field"))
            .Except([typeof(Preposition), typeof(RecordSide)]);
        Assert.All(vocabulary, term => Assert.Contains(term, named));
    }

    [Fact]
    public void A_value_outside_the_vocabulary_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Names.Of((Pillar)99));

    [Fact]
    public void Bodies_and_meetings_have_names_in_both_languages()
    {
        var bodies = typeof(Bodies).GetProperties().Select(p => (LocalText)p.GetValue(null)!)
            .Concat(Enum.GetValues<Convention>().SelectMany(c => new[] { Bodies.MeetingOfStatesParties(c), Bodies.ExtensionRequest(c) }));
        Assert.All(bodies, name => Assert.Equal(["en", "fr"], name.Versions.Keys));
        Assert.Equal("demande de prorogation", Bodies.ExtensionRequest(Convention.Ccm).In("fr"));
        Assert.Equal("Assemblée des États parties", Bodies.MeetingOfStatesParties(Convention.Apmbc).In("fr"));
    }

    [Fact]
    public void The_documents_own_terms_are_used()
    {
        Assert.Equal("enquête et déminage", Names.Of(Pillar.SurveyClearance).In("fr"));
        Assert.Equal("procédure individualisée", Names.Of(MeetingKind.IndividualisedApproach).In("fr"));
        Assert.Equal("coalition nationale", Names.Of(Interest.CountryCoalition).In("fr"));
        Assert.StartsWith("Convention on the Prohibition of the Use", Names.FullTitleOf(Convention.Apmbc).In("en"), StringComparison.Ordinal);
    }
}

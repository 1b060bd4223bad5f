using Matchmaking.Functions.Mail;

namespace Matchmaking.Functions.Tests.Mail;

public sealed class AllowListTests
{
    [Theory]
    [InlineData("tester@demo.example", true)]
    [InlineData("TESTER@Demo.Example", true)]
    [InlineData("other@demo.example", false)]
    [InlineData("anybody@team.example", true)]
    [InlineData("anybody@sub.team.example", false)]
    [InlineData("anybody@evil-team.example", false)]
    [InlineData("a@evil.example@team.example", false)]
    public void An_entry_allows_an_address_or_a_domain_and_nothing_near_it(string address, bool allowed)
    {
        var options = new MailOptions { AllowedRecipients = { "tester@demo.example", "@team.example" } };
        Assert.Equal(allowed, AllowList.Allows(options, address));
    }

    [Fact]
    public void An_empty_list_allows_nobody_but_in_production()
    {
        Assert.False(AllowList.Allows(new MailOptions(), "a@demo.example"));
        Assert.True(AllowList.Allows(new MailOptions { Production = true }, "a@demo.example"));
    }
}

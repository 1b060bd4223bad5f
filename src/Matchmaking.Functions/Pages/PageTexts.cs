namespace Matchmaking.Functions.Pages;

/// <summary>What every page says, each language beside the other.</summary>
internal static class PageTexts
{
    public static readonly LocalText Service = LocalText.Of("Mine action matchmaking", "Mise en relation pour la lutte antimines");

    public static readonly LocalText Skip = LocalText.Of("Skip to the content", "Aller au contenu");

    public static readonly LocalText Footer = LocalText.Of(
        "A proposal, never an assignment: the affected State decides.",
        "Une proposition, jamais une attribution : c’est l’État concerné qui décide.");

    public static readonly LocalText HomeWhat = LocalText.Of(
        "Mine-affected States declare needs; States and organisations say what they could give. This service proposes meetings between them, with the reasons. The cooperation committee reviews each proposal, and nothing goes to partners until the affected State has said yes.",
        "Des États touchés par les mines déclarent des besoins ; des États et des organisations disent ce qu’ils pourraient apporter. Ce service propose des réunions entre eux, avec les raisons. Le comité de coopération examine chaque proposition, et rien n’est envoyé aux partenaires tant que l’État concerné n’a pas dit oui.");

    public static readonly LocalText Addresses = LocalText.Of("Addresses", "Adresses");

    public static readonly LocalText HomeHealth = LocalText.Of("whether the service is well", "l’état du service");

    public static readonly LocalText HomeOpenApi = LocalText.Of("the description of the programming interface", "la description de l’interface de programmation");

    public static readonly LocalText HomeMail = LocalText.Of("the mails laid in the mail folder on this machine", "les courriels déposés dans le dossier de cette machine");
}

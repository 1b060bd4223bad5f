using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Local.Mail;

/// <summary>Where mails are laid while no SendGrid key is set. Checked on start.</summary>
internal sealed class MailFolderOptions
{
    /// <summary>The folder of <c>.eml</c> files. Default: <c>mail</c> in the folder of the store on this disk, or <c>data/mail</c> with another storage.</summary>
    [Required]
    public string Folder { get; set; } = Path.Combine("data", "mail");
}

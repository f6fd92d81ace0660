using System.Text.Json;
using System.Text.Json.Serialization;

namespace AimSetup.PowerShellStandIn;

/// <summary>How the stand-in behaves: a JSON file that AIMSETUP_STANDIN names, or <c>standin.json</c> beside the program.</summary>
internal sealed class StandInSettings
{
    /// <summary>What it does instead of, or besides, answering.</summary>
    public Misbehaviour Misbehaviour { get; set; }

    /// <summary>For which operation; null: for all.</summary>
    public string? MisbehaviourIn { get; set; }

    /// <summary>The emulator's control API, where clients are kept.</summary>
    public string? Control { get; set; }

    /// <summary>File to which arguments and environment are appended.</summary>
    public string? Record { get; set; }

    /// <summary>Whether the cmdlets are here; false: on the other side of remoting.</summary>
    public bool Local { get; set; } = true;

    /// <summary>Whether the cmdlets are on the other side of remoting.</summary>
    public bool Remote { get; set; } = true;

    /// <summary>Whether there is Remove-IdentityManagerClient.</summary>
    public bool CanRemove { get; set; } = true;

    /// <summary>Whether Update-IdentityManagerClient has the parameter Enabled.</summary>
    public bool CanDisable { get; set; } = true;

    /// <summary>Whether Update-IdentityManagerClient has the parameter Secret.</summary>
    public bool CanReplaceSecret { get; set; } = true;

    /// <summary>Whether there is Update-IdentityManagerClient.</summary>
    public bool CanUpdate { get; set; } = true;

    /// <summary>Whether clients have a description.</summary>
    public bool CanMark { get; set; } = true;

    /// <summary>Whether Get-IdentityManagerClient shows the description.</summary>
    public bool ShowsMark { get; set; } = true;

    /// <summary>Whether Get-IdentityManagerClient answers right after Add-IdentityManagerClient.</summary>
    public bool ReadsMark { get; set; } = true;

    /// <summary>Whether Get-IdentityManagerClient works; false: it fails in the same words for every ID.</summary>
    public bool Looks { get; set; } = true;

    /// <summary>Whether Add-IdentityManagerClient says what it did; false: it registers the client, and fails.</summary>
    public bool AddAnswers { get; set; } = true;

    /// <summary>Whether the cmdlets take an account.</summary>
    public bool TakesAccount { get; set; }

    /// <summary>The kind of an error to answer with; null: none.</summary>
    public string? Kind { get; set; }

    /// <summary>Its text.</summary>
    public string? Message { get; set; }

    /// <summary>The error's ID, with <see cref="Kind"/>; null: some other one's.</summary>
    public string? Id { get; set; }

    public static StandInSettings Read()
    {
        var file = Environment.GetEnvironmentVariable("AIMSETUP_STANDIN") ?? Path.Combine(AppContext.BaseDirectory, "standin.json");
        return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllText(file), StandInJson.Default.StandInSettings)! : new StandInSettings();
    }
}

using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Get-Credential.</summary>
[Cmdlet("Get", "Credential", DefaultParameterSetName = "Credential")]
public sealed class GetCredentialCommand : PSCmdlet
{
    /// <summary>A credential to pass on, or a user name to ask the password for.</summary>
    [Parameter(Position = 0, ParameterSetName = "Credential")]
    public object? Credential { get; set; }

    /// <summary>Why it is asked.</summary>
    [Parameter(ParameterSetName = "Message")]
    public string Message { get; set; } = "Enter your credentials.";

    /// <summary>The title.</summary>
    [Parameter(ParameterSetName = "Message")]
    public string Title { get; set; } = "PowerShell credential request";

    /// <summary>The user name to ask the password for.</summary>
    [Parameter(Position = 0, ParameterSetName = "Message")]
    public string? UserName { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var given = Credential is PSObject shell ? shell.BaseObject : Credential;
        WriteObject(given as PSCredential ?? Host.UI.PromptForCredential(Title, Message, given as string ?? UserName, ""));
    }
}

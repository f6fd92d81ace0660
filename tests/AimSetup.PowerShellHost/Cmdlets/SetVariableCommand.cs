using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Set-Variable, in the scope of the caller.</summary>
[Cmdlet("Set", "Variable")]
public sealed class SetVariableCommand : PSCmdlet
{
    /// <summary>The name.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    public string[] Name { get; set; } = [];

    /// <summary>The value.</summary>
    [Parameter(Position = 1)]
    public object? Value { get; set; }

    /// <summary>The scope: a name, as in $script:name.</summary>
    [Parameter]
    public string? Scope { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        foreach (var name in Name)
            SessionState.PSVariable.Set(Scope is null ? name : $"{Scope}:{name}", Value);
    }
}

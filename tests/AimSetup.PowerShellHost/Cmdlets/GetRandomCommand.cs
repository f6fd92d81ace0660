using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Get-Random, of numbers.</summary>
[Cmdlet("Get", "Random")]
public sealed class GetRandomCommand : PSCmdlet
{
    /// <summary>One more than the greatest.</summary>
    [Parameter(Position = 0)]
    public int Maximum { get; set; } = int.MaxValue;

    /// <summary>The least.</summary>
    [Parameter]
    public int Minimum { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        WriteObject(System.Security.Cryptography.RandomNumberGenerator.GetInt32(Minimum, Maximum));
}

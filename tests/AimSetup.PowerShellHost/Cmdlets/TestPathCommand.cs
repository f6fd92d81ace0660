using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Test-Path, of every provider.</summary>
[Cmdlet("Test", "Path")]
public sealed class TestPathCommand : FileCommand
{
    /// <summary>What it must be: Any, Leaf or Container.</summary>
    [Parameter]
    [Alias("Type")]
    public TestPathType PathType { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Paths)
        {
            var isContainer = InvokeProvider.Item.Exists(path, force: false, literalPath: IsLiteral)
                ? InvokeProvider.Item.IsContainer(path) : (bool?)null;
            WriteObject(PathType switch
            {
                TestPathType.Leaf => isContainer is false,
                TestPathType.Container => isContainer is true,
                _ => isContainer is not null,
            });
        }
    }
}

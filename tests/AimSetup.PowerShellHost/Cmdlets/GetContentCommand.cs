using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Get-Content, of files.</summary>
[Cmdlet("Get", "Content")]
public sealed class GetContentCommand : FileCommand
{
    /// <summary>Whether the file is one text.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>The encoding; without a byte order mark it is UTF-8 anyway.</summary>
    [Parameter]
    public string Encoding { get; set; } = "utf8";

    /// <summary>How many lines.</summary>
    [Parameter]
    [Alias("First", "Head")]
    public int? TotalCount { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var file in Existing())
        {
            if (Raw)
                WriteObject(File.ReadAllText(file));
            else
                WriteObject(File.ReadLines(file).Take(TotalCount ?? int.MaxValue), enumerateCollection: true);
        }
    }
}

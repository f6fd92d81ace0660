using System.Collections;
using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Write-Host: information with the tag PSHOST, without colours.</summary>
[Cmdlet("Write", "Host")]
public sealed class WriteHostCommand : PSCmdlet
{
    /// <summary>What to show.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromRemainingArguments = true)]
    [Alias("Msg", "Message")]
    public object? Object { get; set; }

    /// <summary>Whether the line goes on.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    /// <summary>What stands between the elements of a collection.</summary>
    [Parameter]
    public object Separator { get; set; } = " ";

    /// <summary>Not shown.</summary>
    [Parameter]
    public ConsoleColor ForegroundColor { get; set; }

    /// <summary>Not shown.</summary>
    [Parameter]
    public ConsoleColor BackgroundColor { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        WriteInformation(new HostInformationMessage { Message = Text(Object), NoNewLine = NoNewline }, ["PSHOST"]);

    private string Text(object? value) => (value is PSObject shell ? shell.BaseObject : value) switch
    {
        null => "",
        string text => text,
        IEnumerable items => string.Join($"{Separator}", items.Cast<object?>().Select(Text)),
        var other => PSObject.AsPSObject(other).ToString(),
    };
}

using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>Select-Object, without calculated properties.</summary>
[Cmdlet("Select", "Object")]
public sealed class SelectObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _inputs = [];

    /// <summary>What to choose from.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The properties to keep.</summary>
    [Parameter(Position = 0)]
    public string[] Property { get; set; } = [];

    /// <summary>The property whose value is wanted.</summary>
    [Parameter]
    public string? ExpandProperty { get; set; }

    /// <summary>How many of the first.</summary>
    [Parameter]
    public int? First { get; set; }

    /// <summary>How many of the last.</summary>
    [Parameter]
    public int? Last { get; set; }

    /// <summary>How many to leave out.</summary>
    [Parameter]
    public int Skip { get; set; }

    /// <summary>Whether the same is written once.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null)
            _inputs.Add(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        IEnumerable<PSObject> chosen = _inputs.Skip(Skip);
        if (First is { } first)
            chosen = chosen.Take(first);
        if (Last is { } last)
            chosen = chosen.TakeLast(last);
        var results = chosen.Select(Choose);
        if (Unique)
            results = results.DistinctBy(result => $"{result}", StringComparer.Ordinal);
        foreach (var result in results)
            WriteObject(result, enumerateCollection: ExpandProperty is not null);
    }

    private object? Choose(PSObject input)
    {
        if (ExpandProperty is not null)
            return input.Properties[ExpandProperty]?.Value;
        if (Property.Length == 0)
            return input;
        var result = new PSObject();
        foreach (var name in Property)
            result.Properties.Add(new PSNoteProperty(name, input.Properties[name]?.Value));
        return result;
    }
}

using System.Management.Automation;

namespace AimSetup.PowerShellHost.Cmdlets;

/// <summary>A cmdlet about paths.</summary>
public abstract class FileCommand : PSCmdlet
{
    /// <summary>Paths that may hold wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    /// <summary>Paths as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Whether wildcards are none.</summary>
    protected bool IsLiteral => ParameterSetName == "LiteralPath";

    /// <summary>What was given.</summary>
    protected IReadOnlyList<string> Paths => IsLiteral ? LiteralPath : Path;

    /// <summary>The files and folders that exist; an error for what does not.</summary>
    protected IEnumerable<string> Existing()
    {
        foreach (var path in Paths)
        {
            IEnumerable<string> found = [];
            try
            {
                found = IsLiteral
                    ? [SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)]
                    : SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
                if (found.FirstOrDefault(file => !File.Exists(file) && !Directory.Exists(file)) is { } missing)
                    throw new ItemNotFoundException($"Cannot find path '{missing}' because it does not exist.");
            }
            catch (ItemNotFoundException exception)
            {
                WriteError(new ErrorRecord(exception, "PathNotFound", ErrorCategory.ObjectNotFound, path));
                continue;
            }
            foreach (var file in found)
                yield return file;
        }
    }
}

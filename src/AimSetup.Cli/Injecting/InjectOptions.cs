namespace AimSetup.Cli.Injecting;

/// <summary>What to inject into what.</summary>
/// <param name="Input">The vendor's MSI; never changed.</param>
/// <param name="Output">The MSI to write.</param>
/// <param name="Dll">The DLL with the actions, or null for the one inside the program.</param>
/// <param name="Force">Whether to replace AimSetup in an MSI that has it already.</param>
/// <param name="Overwrite">Whether an existing output file is replaced.</param>
/// <param name="Page">Whether the page of an interactive installation is added too.</param>
/// <param name="DryRun">Whether everything is done and checked, and the output not written.</param>
public sealed record InjectOptions(string Input, string Output, string? Dll, bool Force, bool Overwrite, bool Page = false, bool DryRun = false);

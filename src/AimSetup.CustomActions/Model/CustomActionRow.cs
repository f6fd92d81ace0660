namespace AimSetup.CustomActions.Model;

/// <summary>A row of the CustomAction table with its place in InstallExecuteSequence.</summary>
/// <param name="Name">The action's name, which is also the name of the DLL's entry point.</param>
/// <param name="Type">The bits of the Type column, see the Windows Installer reference, "Summary List of All Custom Action Types".</param>
/// <param name="Condition">The condition under which the sequence runs it.</param>
/// <param name="ProgressText">What the progress dialog shows while it runs, or null for nothing (ActionText table).</param>
public sealed record CustomActionRow(string Name, int Type, string Condition, string? ProgressText);

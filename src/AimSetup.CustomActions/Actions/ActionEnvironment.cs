using AimSetup.Journaling;
using AimSetup.Registration.PowerShell;
using AimSetup.Secrets;

namespace AimSetup.CustomActions.Actions;

/// <summary>What the actions use of the machine.</summary>
public sealed class ActionEnvironment
{
    /// <summary>Encrypts what passes through Windows Installer and what lies in the journal.</summary>
    public required IDataProtector Protector { get; init; }

    /// <summary>Which PowerShell registrars run; in an installation always that of the system folder.</summary>
    public PowerShellLocator PowerShell { get; init; } = PowerShellLocator.System;

    /// <summary>The folder of the journal.</summary>
    public string JournalFolder { get; init; } = Journal.DefaultFolder;

    /// <summary>What <c>{ComputerName}</c> in AIMCLIENTID stands for.</summary>
    public string ComputerName { get; init; } = Environment.MachineName;
}

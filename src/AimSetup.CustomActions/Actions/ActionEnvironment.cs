using AimSetup.Credentials;
using AimSetup.Journaling;
using AimSetup.Registration.PowerShell;
using AimSetup.Secrets;
using AimSetup.Transport;
using AimSetup.Windows;
using Microsoft.Extensions.Logging;

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

    /// <summary>The folder of the credentials handed to applications; unless it is given, <c>clients</c> beside the journal's (<see cref="CredentialStore.DefaultFolder"/>).</summary>
    public string CredentialFolder
    {
        get => field ?? Path.Combine(Path.GetDirectoryName(JournalFolder)!, "clients");
        init;
    }

    /// <summary>The registry, for the markers.</summary>
    public IMachineRegistry Registry { get; init; } = MachineRegistry.System;

    /// <summary>The accounts that AIMREADERS can name.</summary>
    public IAccounts Accounts { get; init; } = Windows.Accounts.System;

    /// <summary>The event log.</summary>
    public IEventLog Events { get; init; } = ApplicationEventLog.System;

    /// <summary>Finds the process that lives as long as the install does.</summary>
    public Func<ProcessStamp?> Installer { get; init; } = InstallerProcess.Find;

    /// <summary>Tells whether the action runs with administrator rights.</summary>
    public Func<bool> IsAdministrator { get; init; } = CurrentAccount.IsAdministrator;

    /// <summary>What <c>{ComputerName}</c> in AIMCLIENTID stands for.</summary>
    public string ComputerName { get; init; } = Environment.MachineName;

    /// <summary>Makes a connection to AIM; tests put a server without a network behind it.</summary>
    internal Func<TrustSettings, TimeBudget, ILogger, AimHttpClient> Connect { get; init; } =
        (trust, budget, logger) => new AimHttpClient(trust, budget, logger);

    /// <summary>Starts the time for a conversation; tests let it pass without waiting.</summary>
    internal Func<TimeSpan, TimeBudget> Allow { get; init; } = time => new TimeBudget(time);
}

using AimSetup.Credentials;
using AimSetup.Markers;
using AimSetup.Secrets;
using AimSetup.Windows;

namespace AimSetup.HandOver;

/// <summary>Where an install leaves something on the machine besides the product's own files.</summary>
public sealed class HandOverPlaces
{
    /// <summary>Names the places.</summary>
    /// <param name="credentialFolder">The folder of the credentials, <see cref="CredentialStore.DefaultFolder"/> on a real machine.</param>
    /// <param name="journalFolder">The folder of the journal, where what was before is kept until the install has come to its end.</param>
    /// <param name="protector">Encrypts both.</param>
    /// <param name="registry">The registry.</param>
    /// <param name="isInstalled">Whether a product code is installed on this machine.</param>
    public HandOverPlaces(string credentialFolder, string journalFolder, IDataProtector protector, IMachineRegistry registry, Func<string, bool> isInstalled)
    {
        Credentials = new CredentialStore(credentialFolder, protector);
        Markers = new MarkerStore(registry);
        Records = new HandOverRecords(journalFolder, protector);
        EventSource = new EventSource(registry);
        IsInstalled = isInstalled;
    }

    /// <summary>Is given what is to be done when the last entry of the event log is written; null: it is done at once.</summary>
    public Action<Action>? AfterEvents { get; init; }

    /// <summary>The stored credentials.</summary>
    public CredentialStore Credentials { get; }

    /// <summary>The markers in the registry.</summary>
    public MarkerStore Markers { get; }

    internal HandOverRecords Records { get; }

    internal EventSource EventSource { get; }

    internal Func<string, bool> IsInstalled { get; }
}

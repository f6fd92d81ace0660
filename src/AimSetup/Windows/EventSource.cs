namespace AimSetup.Windows;

/// <summary>
/// The registration of the event source <c>AimSetup</c>. Its message file is the one that .NET Framework brings for this purpose:
/// it has a text "%1" for every number, so that an entry shows as it was written. .NET Framework 4 is part of Windows.
/// </summary>
/// <param name="registry">The registry.</param>
internal sealed class EventSource(IMachineRegistry registry)
{
    public const string Name = "AimSetup";
    private const string Key = @"SYSTEM\CurrentControlSet\Services\EventLog\Application\" + Name;
    private const string MessageFile = @"Microsoft.NET\Framework64\v4.0.30319\EventLogMessages.dll";

    /// <summary>Whether it is registered.</summary>
    public bool IsRegistered => registry.Read(Key) is not null;

    /// <summary>Registers it.</summary>
    public void Register() => registry.Write(Key, new Dictionary<string, string>
    {
        ["EventMessageFile"] = Environment.GetFolderPath(Environment.SpecialFolder.Windows) + @"\" + MessageFile,
    });

    /// <summary>Takes it out of the registry.</summary>
    public void Unregister() => registry.Delete(Key);
}

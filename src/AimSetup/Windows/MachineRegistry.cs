using System.Runtime.InteropServices;
#if NET
using System.Runtime.Versioning;
#endif
using Microsoft.Win32;

namespace AimSetup.Windows;

/// <summary>The registry of this machine. Where there is none, nothing is found and nothing is kept.</summary>
public sealed class MachineRegistry : IMachineRegistry
{
    private MachineRegistry()
    {
    }

    /// <summary>This machine's.</summary>
    public static MachineRegistry System { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string>? Read(string key) =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? ReadOnWindows(key) : null;

    /// <inheritdoc/>
    public void Write(string key, IReadOnlyDictionary<string, string> values)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            WriteOnWindows(key, values);
    }

    /// <inheritdoc/>
    public void Delete(string key)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            DeleteOnWindows(key);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Children(string key) =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? ChildrenOnWindows(key) : [];

#if NET
    [SupportedOSPlatform("windows")]
#endif
    private static Dictionary<string, string>? ReadOnWindows(string key)
    {
        using var machine = Open();
        using var opened = machine.OpenSubKey(key);
        return opened?.GetValueNames()
            .Where(name => opened.GetValueKind(name) is RegistryValueKind.String or RegistryValueKind.ExpandString)
            .ToDictionary(name => name, name => (string)opened.GetValue(name, "", RegistryValueOptions.DoNotExpandEnvironmentNames)!, StringComparer.OrdinalIgnoreCase);
    }

#if NET
    [SupportedOSPlatform("windows")]
#endif
    private static void WriteOnWindows(string key, IReadOnlyDictionary<string, string> values)
    {
        using var machine = Open();
        using var opened = machine.CreateSubKey(key);
        foreach (var value in values)
            opened.SetValue(value.Key, value.Value, RegistryValueKind.String);
        foreach (var name in opened.GetValueNames().Where(name => !values.ContainsKey(name)))
            opened.DeleteValue(name, throwOnMissingValue: false);
    }

#if NET
    [SupportedOSPlatform("windows")]
#endif
    private static void DeleteOnWindows(string key)
    {
        using var machine = Open();
        machine.DeleteSubKeyTree(key, throwOnMissingSubKey: false);
    }

#if NET
    [SupportedOSPlatform("windows")]
#endif
    private static string[] ChildrenOnWindows(string key)
    {
        using var machine = Open();
        using var opened = machine.OpenSubKey(key);
        return opened?.GetSubKeyNames() ?? [];
    }

    // A 32-bit custom action would else be led to WOW6432Node.
#if NET
    [SupportedOSPlatform("windows")]
#endif
    private static RegistryKey Open() => RegistryKey.OpenBaseKey(RegistryHive.LocalMachine, RegistryView.Registry64);
}

using Microsoft.Win32;

namespace Contoso.Mes.SampleClient;

/// <summary>What the installer wrote into the registry; nothing of it is secret.</summary>
/// <param name="ClientId">The client identifier; empty: not known.</param>
/// <param name="MesAddress">The address of the MES Web API; empty: not known.</param>
internal sealed record InstalledSettings(string ClientId, string MesAddress)
{
    private const string Key = @"HKEY_LOCAL_MACHINE\Software\Contoso\SampleClient";

    public static InstalledSettings Read() => new(Value("ClientId"), Value("MesAddress"));

    private static string Value(string name) => Registry.GetValue(Key, name, null) as string ?? "";
}

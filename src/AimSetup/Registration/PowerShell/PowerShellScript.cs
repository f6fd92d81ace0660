using System.Text;

namespace AimSetup.Registration.PowerShell;

/// <summary>The scripts that are sent to PowerShell. They carry no data.</summary>
internal static class PowerShellScript
{
    /// <summary>The script of the registrar <c>pcs</c>.</summary>
    public static string Pcs { get; } = Load("Pcs.ps1");

    /// <summary>The script of the registrar <c>script</c>, around that of the MES media.</summary>
    public static string Mes { get; } = Load("MesScript.ps1");

    /// <summary>The form that <c>-EncodedCommand</c> takes.</summary>
    public static string Encode(string script) => Convert.ToBase64String(Encoding.Unicode.GetBytes(script));

    /// <summary>Takes out what only readers need: a Windows command line has room for 32,767 characters, and a script needs 8/3 of its own.</summary>
    public static string Strip(string script) => string.Join("\n",
        script.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'));

    private static string Load(string name)
    {
        using var stream = typeof(PowerShellScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Strip(reader.ReadToEnd());
    }
}

using System.Reflection;

namespace Contoso.Mes.SampleClient;

/// <summary>A stand-in for a vendor's MES client: says who it is and where its configuration comes from.</summary>
internal static class Program
{
    private static void Main()
    {
        var version = typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var configuration = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "Contoso", "SampleClient", "settings.json");

        Console.WriteLine($"Contoso MES Sample Client {version}");
        Console.WriteLine(File.Exists(configuration)
            ? $"Configuration: {configuration}"
            : $"Configuration: none; it would be read from {configuration}");
    }
}

using System.Reflection;
using AimSetup.Client;
using AimSetup.Errors;
using AimSetup.Mes;

namespace Contoso.Mes.SampleClient;

/// <summary>A vendor's MES client: calls the MES Web API with the client that its installer registered, and prints the answer.</summary>
internal static class Program
{
    private const int Answered = 0;
    private const int NotAnswered = 1;
    private const int NotConfigured = 2;

    // Longer answers are cut off.
    private const int LongestAnswer = 2000;

    private static async Task<int> Main()
    {
        Console.WriteLine($"Contoso MES Sample Client {typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}");
        var settings = InstalledSettings.Read();
        if (settings.ClientId.Length == 0 || !MesAddress.TryParse(settings.MesAddress, out var address, out _))
        {
            Console.WriteLine("Not configured: install with AIMCLIENTID and AIMMES.");
            return NotConfigured;
        }

        using var tokens = new AimTokenSource(new AimClientOptions { ClientId = settings.ClientId });
        using var mes = tokens.CreateHttpClient();
        try
        {
            using var response = await mes.GetAsync(address.Uri);
            var answer = await response.Content.ReadAsStringAsync();
            Console.WriteLine($"{address} answered '{settings.ClientId}': HTTP {(int)response.StatusCode}");
            Console.WriteLine(answer.Length > LongestAnswer ? answer[..LongestAnswer] + "…" : answer);
            return response.IsSuccessStatusCode ? Answered : NotAnswered;
        }
        catch (Exception e) when (e is AimException or HttpRequestException or OperationCanceledException)
        {
            // The last is that of a server that takes longer than HttpClient.Timeout.
            Console.WriteLine(e.Message);
            return NotAnswered;
        }
    }
}

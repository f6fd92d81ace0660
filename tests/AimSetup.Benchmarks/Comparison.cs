using System.Globalization;
using AimSetup.Emulator;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Machines;

namespace AimSetup.Benchmarks;

/// <summary>Installs in turn, each taken back by an uninstall that does not count, and the medians of the times.</summary>
internal sealed class Comparison : IAsyncDisposable
{
    private const string ClientId = "benchmark";
    private const string ClientSecret = "a-secret-of-the-benchmark";

    private readonly TemporaryFolder _given = new();
    private readonly List<double> _plain = [];
    private readonly List<double> _registering = [];
    private readonly List<double> _adopting = [];
    private readonly EmulatorHost _emulator;
    private readonly InstallMachine _machine;
    private readonly string[] _client;
    private readonly string[] _account;

    private Comparison(EmulatorHost emulator, InstallMachine machine)
    {
        (_emulator, _machine) = (emulator, machine);
        var root = _given.Write("root.pem", emulator.RootCertificate.ExportCertificatePem());
        _client =
        [
            $"AIMSERVER={emulator.BaseAddress.Authority}", $"AIMCLIENTID={ClientId}", $"AIMCAFILE={machine.ToInstallerPath(root)}",
            $"AIMCLIENTSECRETFILE={machine.ToInstallerPath(_given.Write("secret.txt", ClientSecret))}",
        ];
        _account =
        [
            $"AIMUSER={EmulatorUser.DefaultName}",
            $"AIMPASSWORDFILE={machine.ToInstallerPath(_given.Write("password.txt", EmulatorUser.DefaultPassword))}",
        ];
    }

    public static async Task<Comparison> StartAsync() =>
        new(await EmulatorHost.StartAsync(new EmulatorOptions()), await InstallMachine.StartAsync());

    public async Task RunAsync(int rounds)
    {
        // The first round warms everything up and does not count.
        for (var round = 0; round <= rounds; round++)
        {
            var plain = await MeasureAsync(Artifacts.SamplePlain);
            var registering = await MeasureAsync(Artifacts.Sample, [.. _client, .. _account]);
            var adopting = await MeasureAsync(Artifacts.Sample, _client);
            if (round == 0)
                continue;
            _plain.Add(plain);
            _registering.Add(registering);
            _adopting.Add(adopting);
        }
    }

    public void Print(TextWriter writer)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"One silent install of the sample, medians of {_plain.Count} rounds in turn:"));
        Print(writer, "plain package", Median(_plain), null);
        Print(writer, "treated, registering", Median(_registering), Median(_plain));
        Print(writer, "treated, adopting", Median(_adopting), Median(_plain));
    }

    public async ValueTask DisposeAsync()
    {
        await _machine.DisposeAsync();
        await _emulator.DisposeAsync();
        _given.Dispose();
    }

    // The round's first treated install meets no client and registers it; the second finds it.
    private async Task<double> MeasureAsync(string package, params string[] properties)
    {
        if (properties.Length > _client.Length)
            _emulator.State.ClearClients();
        var install = await _machine.InstallAsync(package, properties);
        var uninstall = await _machine.UninstallAsync(package);
        foreach (var run in new[] { install, uninstall })
        {
            if (run.ExitCode != MsiExitCode.Success)
                throw new InvalidOperationException($"msiexec ended with {run.ExitCode}: {string.Join(" | ", run.Lines)}");
        }
        return install.Duration.TotalMilliseconds;
    }

    private static void Print(TextWriter writer, string what, double median, double? baseline) =>
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {what,-22}{median,7:0} ms{(baseline is null ? "" : $"   +{median - baseline.Value:0} ms")}"));

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

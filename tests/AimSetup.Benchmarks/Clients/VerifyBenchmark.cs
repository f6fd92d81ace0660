using System.Diagnostics;
using AimSetup.Benchmarks.Reporting;
using AimSetup.Emulator;
using AimSetup.TestSupport;

namespace AimSetup.Benchmarks.Clients;

/// <summary><c>aimsetup verify</c>, from its start to its end, beside curl with the same two requests.</summary>
internal sealed class VerifyBenchmark : IBenchmark
{
    private const string ClientId = "benchmark";
    private const string ClientSecret = "a-secret-of-the-benchmark";

    public string Name => "verify";

    public string? Missing => !File.Exists(BenchArtifacts.Cli) ? "run the target build first"
        : !Run(BenchArtifacts.Cli, "--help").Text.Contains(" verify ", StringComparison.Ordinal) ? "this aimsetup has no verify"
        : OperatingSystem.IsLinux() && !File.Exists("/usr/bin/curl") ? "curl is missing" : null;

    public async Task<Report> RunAsync(BenchOptions options)
    {
        using var folder = new TemporaryFolder();
        await using var emulator = await EmulatorHost.StartAsync(new EmulatorOptions());
        emulator.State.AddClient(ClientId, ClientSecret);
        var root = folder.Write("root.pem", emulator.RootCertificate.ExportCertificatePem());
        var secret = folder.Write("secret.txt", ClientSecret);
        (string Name, string Program, string[] Arguments)[] programs =
        [
            ("curl", "curl",
            [
                "-sS", "--fail", "--cacert", root, "-o", folder.Combine("1"), new Uri(emulator.BaseAddress, ".well-known/openid-configuration").AbsoluteUri,
                "--next", "-sS", "--fail", "--cacert", root, "-o", folder.Combine("2"), "--data-urlencode", "grant_type=client_credentials",
                "--data-urlencode", "client_id=" + ClientId, "--data-urlencode", "client_secret@" + secret, new Uri(emulator.BaseAddress, "connect/token").AbsoluteUri,
            ]),
            ("aimsetup verify", BenchArtifacts.Cli, ["verify", "--server", emulator.BaseAddress.Authority, "--client", ClientId, "--secret-file", secret, "--ca-file", root]),
        ];
        var times = programs.ToDictionary(p => p.Name, _ => new List<double>());
        var counts = programs.ToDictionary(p => p.Name, _ => (Requests: 0, Connections: 0));
        var rounds = options.Rounds(50, 5);
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, program, arguments) in programs)
            {
                emulator.State.ClearRequests();
                var connections = emulator.State.Connections;
                var (code, milliseconds, text) = Run(program, arguments);
                if (code != 0)
                    throw new InvalidOperationException($"{name} ended with {code}: {text}");
                counts[name] = (emulator.State.Requests.Count, emulator.State.Connections - connections);
                if (round > 0)
                    times[name].Add(milliseconds);
            }
        }
        var table = new Table($"From start to end: milliseconds, {rounds} rounds in turn", "program", "median", "25 %", "75 %", "requests", "connections");
        foreach (var (name, _, _) in programs)
        {
            var spread = Spread.Of(times[name]);
            table.Add(name, spread.Median, spread.Low, spread.High, counts[name].Requests, counts[name].Connections);
        }
        return new Report(Name, [table]);
    }

    private static (int Code, double Milliseconds, string Text) Run(string program, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        var texts = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (process.ExitCode, watch.Elapsed.TotalMilliseconds, string.Concat(texts.Result));
    }
}

using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace AimSetup.Fleet;

/// <summary>The emulator in a process of its own, on loopback, with its control API.</summary>
internal sealed class AimProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _control = new() { Timeout = TimeSpan.FromMinutes(2) };

    private AimProcess(Process process, string ready)
    {
        _process = process;
        var words = ready.Split(' ');
        Server = new Uri(words[Array.IndexOf(words, "ready") + 1]);
        _control.BaseAddress = new Uri(words[Array.IndexOf(words, "control") + 1]);
    }

    public Uri Server { get; }

    public static AimProcess Start(string rootFile, TimeSpan answerTime)
    {
        string[] arguments = ["--root", rootFile, "--port", "0", "--control-port", "0", "--answer-time", $"{(int)answerTime.TotalMilliseconds}", "--quiet"];
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "aim-emulator.dll"), .. arguments]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_TieredCompilation"] = "0";
        var process = Process.Start(start)!;
        var ready = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The emulator did not start.");
        return new AimProcess(process, ready);
    }

    public async Task<IReadOnlyList<AimRequest>> RequestsAsync() =>
        await _control.GetFromJsonAsync<List<AimRequest>>("/requests", JsonSerializerOptions.Web) ?? [];

    public Task ForgetRequestsAsync() => _control.DeleteAsync(new Uri("/requests", UriKind.Relative));

    public async Task<IReadOnlyList<string>> ClientsAsync() =>
        [.. (await _control.GetFromJsonAsync<JsonElement>("/clients")).EnumerateArray().Select(c => c.GetProperty("clientId").GetString()!)];

    public async Task AddFaultAsync(string operation, string kind, int skip, int times)
    {
        using var answer = await _control.PostAsJsonAsync("/faults", new { operation, kind, skip, times });
        answer.EnsureSuccessStatusCode();
    }

    public Task EndFaultsAsync() => _control.DeleteAsync(new Uri("/faults", UriKind.Relative));

    public void Dispose()
    {
        _control.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}

namespace AimSetup.Emulator.Hosting;

/// <summary>Leaves Ctrl+C and SIGTERM to the process: an emulator inside a test run must not swallow them.</summary>
internal sealed class NoConsoleLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using System.Runtime.InteropServices;
using AimSetup.Demo;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Machines;

var narrator = new Narrator(Console.Out);
if (Requirement.Missing is { } missing)
{
    Console.Error.WriteLine($"demo: {missing}");
    return 2;
}

narrator.Say("AimSetup registers a custom MES client with AVEVA Identity Manager (AIM) inside an MSI's transaction.");
narrator.Say("Shown with a real Windows Installer engine and a stand-in for AIM, over HTTPS.");
narrator.Say("");
narrator.Say("Preparing: the stand-in for AIM with a private root certificate, and two machines that trust it ...");
await using var stage = await Stage.SetUpAsync(narrator);

// Without this, Ctrl+C would leave the machines' processes and folders behind.
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

narrator.Say($"   AIM        {stage.Emulator.BaseAddress}");
narrator.Say($"   machines   {(OperatingSystem.IsWindows() ? "this one" : "two Wine prefixes")}");
narrator.Say($"   package    {Artifacts.Sample} (a vendor's MSI, to which 'aimsetup inject' has added AimSetup)");
await new Acts(stage, narrator).PlayAsync();
return narrator.End();

void End(PosixSignalContext context)
{
    context.Cancel = true;
    stage.DisposeAsync().AsTask().Wait();
    Environment.Exit(130);
}

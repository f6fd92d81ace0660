using System.Runtime.InteropServices;

namespace AimSetup.Build;

/// <summary>The target build.</summary>
internal sealed class Building(Repository repository, Steps steps)
{
    private const string Windows = "win-x64";

    public int Run()
    {
        // One restore for everything: the projects name the run-times that they are published for.
        steps.Run("build", "dotnet", "build", "AimSetup.sln", "-c", "Release");

        var actions = repository.Artifact("native", "AimSetup.CustomActions.dll");
        Publish("native host", "src/AimSetup.CustomActions.Native", "-r", Windows);
        Publish("cli", "src/AimSetup.Cli", "-r", HostRuntime, "-o", repository.Artifact("cli"), $"-p:CustomActionsDll={actions}");
        Publish("cli for Windows", "src/AimSetup.Cli", "-r", Windows, "-o", repository.Artifact("cli", Windows), $"-p:CustomActionsDll={actions}");
        Publish("emulator", "src/AimSetup.Emulator", "-o", repository.Artifact("emulator"));
        Publish("sample client", "installer/SampleClient", "-r", Windows, "-o", repository.Artifact("sample", "client"));

        Publish("PowerShell stand-in", "tests/AimSetup.PowerShellStandIn", "-r", Windows, "-o", repository.Artifact("test-tools", "powershell"));

        if (OperatingSystem.IsWindows())
            new WixSamplePackages(repository, steps).Build();
        else
            new SamplePackages(repository, steps).Build();
        return 0;
    }

    private static string HostRuntime =>
        (OperatingSystem.IsWindows() ? "win-" : "linux-") + (RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64");

    private void Publish(string step, string project, params string[] more) =>
        steps.Run("publish " + step, "dotnet", ["publish", project, "-c", "Release", "--no-restore", .. more]);
}

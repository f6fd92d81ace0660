using System.Diagnostics;
using AimSetup.CustomActions.Model;

namespace AimSetup.Cli.Tests.Support;

/// <summary>A folder of its own with a vendor's MSI, a DLL and the program as a process.</summary>
internal sealed class Workplace : IDisposable
{
    public Workplace(bool registry = true, string platform = "x64")
    {
        Folder = Directory.CreateTempSubdirectory("aimsetup-cli-").FullName;
        Dll = Path.Combine(Folder, "actions.dll");
        File.WriteAllBytes(Dll, TinyDll.Build(InstallerModel.EntryPoints));
        Vendor = Path.Combine(Folder, "vendor.msi");
        Output = Path.Combine(Folder, "out", "product.msi");
        Directory.CreateDirectory(Path.GetDirectoryName(Output)!);
        File.WriteAllText(Path.Combine(Folder, "readme.txt"), string.Concat(Enumerable.Repeat("A client of the plant. ", 1000)));
        File.WriteAllText(Path.Combine(Folder, "vendor.wxs"), Authoring(registry));
        MsiTools.Run("wixl", ["-a", platform, "-o", Vendor, "vendor.wxs"], Folder);
    }

    public string Folder { get; }

    public string Dll { get; }

    public string Vendor { get; }

    public string Output { get; }

    public (int ExitCode, string Output, string Error) Inject(params string[] more) =>
        Run(["inject", Vendor, "--output", Output, "--dll", Dll, .. more]);

    public (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [CliProcess.Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    /// <summary>A refusal: its code, one line that says why, no output file and nothing left beside it.</summary>
    public string AssertRefused(int exitCode, (int ExitCode, string Output, string Error) run)
    {
        Assert.True(exitCode == run.ExitCode, $"expected exit code {exitCode}, got {run.ExitCode}: {run.Error}");
        var line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("aimsetup: ", line, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Output)!));
        return line;
    }

    public void AssertDone((int ExitCode, string Output, string Error) run)
    {
        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error}");
        Assert.Equal([Output], Directory.GetFileSystemEntries(Path.GetDirectoryName(Output)!));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Authoring(bool registry) =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
          <Product Id="*" UpgradeCode="7FB8A1B1-0F5A-4D3B-9D9B-0C5A1D0F4A12" Name="Plant client" Version="2.1.0" Manufacturer="Contoso" Language="1033">
            <Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine"/>
            <Media Id="1" Cabinet="files.cab" EmbedCab="yes"/>
            <Directory Id="TARGETDIR" Name="SourceDir">
              <Directory Id="ProgramFiles64Folder"><Directory Id="INSTALLDIR" Name="PlantClient">
                <Component Id="C1" Guid="0A7D7C29-9C7C-4D3A-8E0B-3B1F5D1F1E12" Win64="yes">
                  <File Id="F1" Source="readme.txt" KeyPath="yes"/>
                  {(registry ? """<RegistryValue Root="HKLM" Key="Software\Contoso" Name="Client" Value="1" Type="string"/>""" : "")}
                </Component>
              </Directory></Directory>
            </Directory>
            <Feature Id="Main" Level="1"><ComponentRef Id="C1"/></Feature>
          </Product>
        </Wix>
        """;
}

using System.Diagnostics;
using System.Globalization;
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

    public (int ExitCode, string Output, string Error) Run(params string[] arguments) => Run("dotnet", [CliProcess.Program, .. arguments], []);

    /// <summary>Runs the program, which must succeed, with a managed heap of a fixed size: what is left is what it takes besides.</summary>
    /// <returns>The most memory that it held at one time, in bytes, as the system tells when it has ended.</returns>
    public long PeakMemory(params string[] arguments)
    {
        // Perl is part of every Debian. 98 is getrusage, -1 the children that have ended, and ru_maxrss counts kilobytes.
        const string Script = "$r = system(@ARGV) ? 1 : 0; $u = qq(\\0) x 144; syscall(98, -1, $u); print STDERR unpack(q(x32 q), $u); exit $r";
        var run = Run("perl", ["-e", Script, "dotnet", CliProcess.Program, .. arguments], new() { ["DOTNET_GCHeapHardLimit"] = "0x1400000", ["DOTNET_GCgen0size"] = "0x200000", ["DOTNET_TieredCompilation"] = "0" });
        Assert.True(run.ExitCode == 0, run.Error);
        return long.Parse(run.Error, CultureInfo.InvariantCulture) * 1024;
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

    private (int ExitCode, string Output, string Error) Run(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

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

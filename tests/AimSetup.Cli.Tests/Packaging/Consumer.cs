using System.Diagnostics;
using System.Text.Json;

namespace AimSetup.Cli.Tests.Packaging;

/// <summary>A vendor's project that gets the NuGet package from a folder and nothing else from anywhere.</summary>
public sealed class Consumer : IDisposable
{
    private bool _isRestored;

    public Consumer()
    {
        Write("nuget.config", $"""<configuration><packageSources><clear /><add key="folder" value="{Packages.Folder}" /></packageSources></configuration>""");
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write("client.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="AimSetup.CustomActions" Version="{Packages.Version}" />
                <AimSetupMsi Include="$(Msi)" />
                <AimSetupMsi Include="$(OtherMsi)" OutputFile="treated/other.msi" Page="true" />
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>Where the package is unpacked.</summary>
    public string Package
    {
        get
        {
            Restore();
            return Combine("packages", "aimsetup.customactions", Packages.Version);
        }
    }

    private string Folder { get; } = Directory.CreateTempSubdirectory("aimsetup-consumer-").FullName;

    public string Combine(params string[] names) => Path.Combine([Folder, .. names]);

    /// <summary>The items that a project has when it is evaluated.</summary>
    public JsonElement Items(string[] properties, params string[] kinds)
    {
        return JsonDocument.Parse(Succeed(["msbuild", .. properties, .. kinds.Select(k => "-getItem:" + k)])).RootElement.GetProperty("Items");
    }

    /// <summary>Runs the .NET SDK on the project; it must succeed.</summary>
    /// <returns>What it printed.</returns>
    public string Succeed(params string[] arguments)
    {
        var (code, output) = Run(arguments);
        Assert.True(code == 0, output);
        return output;
    }

    /// <summary>Runs the .NET SDK on the project.</summary>
    public (int ExitCode, string Output) Run(params string[] arguments)
    {
        Restore();
        var start = new ProcessStartInfo("dotnet", [arguments[0], "client.csproj", .. arguments[1..]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        start.Environment["NUGET_PACKAGES"] = Combine("packages");

        // Nothing that stays behind, and nothing of the build that runs this test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment.Remove("MSBUILD_EXE_PATH");
        start.Environment.Remove("MSBuildSDKsPath");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Restore()
    {
        if (_isRestored)
            return;
        _isRestored = true;
        Succeed("restore");
    }

    private void Write(string name, string text) => File.WriteAllText(Combine(name), text);
}

using System.Text.Json;

namespace AimSetup.Cli.Tests.Packaging;

public sealed class PackageTests(PackedPackage package) : IClassFixture<PackedPackage>
{
    private const string Consumer =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>netstandard2.0</TargetFramework>
            <!-- Off, so that nothing but the package is restored. -->
            <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
            <NoStdLib>true</NoStdLib>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="AimSetup.CustomActions" Version="*" />
            <AimSetupMsi Include="Client.msi" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public void Package_HasItsParts() =>
        Assert.Equal(
            [
                "LICENSE", "build/AimSetup.CustomActions.targets", "native/AimSetup.CustomActions.dll", "tools/linux-x64/aimsetup",
                "tools/win-x64/aimsetup.exe", "vendors.md", "wix/AimSetup.en-us.wxl", "wix/AimSetup.wxs",
            ],
            package.Files.Where(f => !f.StartsWith("_rels", StringComparison.Ordinal) && !f.StartsWith("package/", StringComparison.Ordinal)
                && f is not ("AimSetup.CustomActions.nuspec" or "[Content_Types].xml")));

    [Fact]
    public void Consumer_GetsSourcesDllAndTool_WhenItIsAWixProject()
    {
        Prepare();

        // The SDK of WiX sets this property; the rest of it is not needed to see what the package adds.
        var items = JsonDocument.Parse(package.Dotnet("msbuild", "consumer/consumer.csproj", "-p:WixSdkPropsImported=true", "-getItem:Compile", "-getItem:EmbeddedResource", "-getItem:BindPath"))
            .RootElement.GetProperty("Items");
        Assert.True(File.Exists(Single(items, "Compile", "AimSetup.wxs").GetProperty("FullPath").GetString()));
        Assert.True(File.Exists(Single(items, "EmbeddedResource", "AimSetup.en-us.wxl").GetProperty("FullPath").GetString()));
        var path = Single(items, "BindPath", "native");
        Assert.Equal("aimsetup", path.GetProperty("BindName").GetString());
        Assert.True(File.Exists(Path.Combine(path.GetProperty("FullPath").GetString()!, "AimSetup.CustomActions.dll")));
    }

    [Fact]
    public void Consumer_HasItsMsiTreated_WhenItIsAnyOtherProject()
    {
        // The stand-in for the program is a shell script.
        if (OperatingSystem.IsWindows())
            return;
        Prepare();
        package.Dotnet("msbuild", "consumer/consumer.csproj", "-t:AddAimSetup");
        Assert.Equal(
            $"inject {package.Combine("consumer", "Client.msi")} --output {package.Combine("consumer", "Client-aim.msi")} --overwrite",
            File.ReadAllLines(package.Combine("calls.txt")).Single());
        File.Delete(package.Combine("calls.txt"));
    }

    [Fact]
    public void Consumer_GetsTheWixlibAlone_WhenThePackageHasIt()
    {
        Prepare();
        var root = Path.GetDirectoryName(Directory.GetFiles(package.Combine("packages"), "*.nuspec", SearchOption.AllDirectories).Single())!;
        string[] added = [Path.Combine(root, "wix", "AimSetup.wixlib"), Path.Combine(root, "dtf", "AimSetup.CustomActions.dll")];
        foreach (var file in added)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "");
        }
        var items = JsonDocument.Parse(package.Dotnet("msbuild", "consumer/consumer.csproj", "-p:WixSdkPropsImported=true", "-getItem:WixLibrary", "-getItem:BindPath"))
            .RootElement.GetProperty("Items");
        Assert.Equal(added[0], Single(items, "WixLibrary", "AimSetup.wixlib").GetProperty("FullPath").GetString());
        Assert.Empty(items.GetProperty("BindPath").EnumerateArray());
        foreach (var file in added)
            File.Delete(file);
    }

    private static JsonElement Single(JsonElement items, string kind, string name) =>
        items.GetProperty(kind).EnumerateArray().Single(i => Path.GetFileName(i.GetProperty("Identity").GetString()) == name);

    private void Prepare()
    {
        package.Write("consumer/nuget.config", "<configuration><packageSources><clear /><add key=\"feed\" value=\"../feed\" /></packageSources></configuration>");
        package.Write("consumer/Directory.Build.props", "<Project />");
        package.Write("consumer/consumer.csproj", Consumer);
        package.Dotnet("restore", "consumer/consumer.csproj");
    }
}

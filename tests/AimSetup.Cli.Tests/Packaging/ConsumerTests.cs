using System.Text.Json;
using AimSetup.Cli.Compound;
using AimSetup.Cli.Tests.Support;
using AimSetup.CustomActions.Model;

namespace AimSetup.Cli.Tests.Packaging;

public sealed class ConsumerTests(Consumer consumer) : IClassFixture<Consumer>
{
    // The SDK of WiX sets it; nothing else of that is needed to see what the package adds.
    private const string Wix = "-p:WixSdkPropsImported=true";

    [PackageFact]
    public void WixProject_GetsSourcesAndDll_WhenItWantsTheNativeHost()
    {
        var items = consumer.Items([Wix, "-p:AimSetupHost=native"], "Compile", "EmbeddedResource", "BindPath", "WixLibrary");
        Assert.True(File.Exists(Single(items, "Compile", "AimSetup.wxs")));
        Assert.True(File.Exists(Single(items, "Compile", "AimSetup.Texts.wxs")));
        // A .wxl of AimSetup's would have WiX put the MSI into a folder of its culture.
        Assert.Empty(items.GetProperty("EmbeddedResource").EnumerateArray());
        Assert.Empty(items.GetProperty("WixLibrary").EnumerateArray());

        var path = Assert.Single(items.GetProperty("BindPath").EnumerateArray());
        Assert.Equal("aimsetup", path.GetProperty("BindName").GetString());
        Assert.Equal(Path.Combine(consumer.Package, "native"), path.GetProperty("FullPath").GetString());
        Assert.Contains("!(bindpath.aimsetup)AimSetup.CustomActions.dll", File.ReadAllText(Single(items, "Compile", "AimSetup.wxs")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(consumer.Package, "native", "AimSetup.CustomActions.dll")));
    }

    [PackageFact]
    public void WixProject_GetsTheWixlibAlone_UnlessItHasADllOfItsOwn()
    {
        string[] needed = [Path.Combine(consumer.Package, "wix", "AimSetup.wixlib"), Path.Combine(consumer.Package, "dtf", "AimSetup.CustomActions.dll")];
        var missing = needed.Where(f => !File.Exists(f)).ToList();
        foreach (var file in missing)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "");
        }

        var items = consumer.Items([Wix], "Compile", "EmbeddedResource", "BindPath", "WixLibrary");

        Assert.Equal(needed[0], Single(items, "WixLibrary", "AimSetup.wixlib"));
        Assert.Empty(items.GetProperty("BindPath").EnumerateArray());
        Assert.DoesNotContain("AimSetup", items.GetProperty("Compile").ToString() + items.GetProperty("EmbeddedResource"), StringComparison.Ordinal);

        items = consumer.Items([Wix, "-p:AimSetupDllFolder=signed"], "Compile", "BindPath", "WixLibrary");

        Assert.Empty(items.GetProperty("WixLibrary").EnumerateArray());
        Assert.True(File.Exists(Single(items, "Compile", "AimSetup.wxs")));
        Assert.Equal(consumer.Combine("signed"), Single(items, "BindPath", "signed"));
        missing.ForEach(File.Delete);
    }

    [PackageFact]
    public void OtherProject_GetsNothingButTheTarget()
    {
        var items = consumer.Items([], "Compile", "EmbeddedResource", "BindPath", "WixLibrary", "Reference");
        Assert.DoesNotContain("aimsetup", items.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [PackageFact]
    public void OtherProject_HasItsMsisTreated_WhenItIsBuilt()
    {
        // There is no wixl on Windows; there the rows are the business of the tests of inject.
        if (OperatingSystem.IsWindows())
            return;
        using var place = new Workplace();
        Directory.CreateDirectory(consumer.Combine("treated"));
        var before = File.ReadAllBytes(place.Vendor);

        consumer.Succeed("build", "--no-restore", "-p:Msi=" + place.Vendor, "-p:OtherMsi=" + place.Vendor);

        Assert.Equal(before, File.ReadAllBytes(place.Vendor));
        AssertTreated(Path.ChangeExtension(place.Vendor, null) + "-aim.msi", InstallerModel.Actions);
        AssertTreated(consumer.Combine("treated", "other.msi"), [.. InstallerModel.Actions, SetupPage.Test]);
    }

    [PackageFact]
    public void OtherProject_FailsAndTellsWhy_WhenItsMsiCannotBeTreated()
    {
        var broken = consumer.Combine("broken.msi");
        File.WriteAllText(broken, "no MSI");

        var (code, output) = consumer.Run("msbuild", "-t:AddAimSetup", "-p:Msi=" + broken);

        Assert.Equal(1, code);
        Assert.Matches("error : aimsetup: .*broken.msi is no usable MSI", output);
        Assert.False(File.Exists(consumer.Combine("broken-aim.msi")));
    }

    [PackageFact]
    public void OtherProject_FailsAndTellsWhy_WhenThereIsNoProgram()
    {
        var (code, output) = consumer.Run("msbuild", "-t:AddAimSetup", "-p:Msi=Client.msi", "-p:AimSetupTool=" + consumer.Combine("nowhere"));
        Assert.Equal(1, code);
        Assert.Contains("nowhere is missing; this NuGet package was made without the program for this system", output, StringComparison.Ordinal);
    }

    private void AssertTreated(string msi, IReadOnlyList<CustomActionRow> actions)
    {
        Assert.Equal(
            actions.Select(a => $"{a.Name}\t{a.Type}\tAimSetup\t{a.Name}").Order(StringComparer.Ordinal),
            MsiTools.Rows(msi, "CustomAction").Where(r => r.StartsWith("Aim", StringComparison.Ordinal)).Select(r => string.Join('\t', r.Split('\t')[..4])));
        using var container = MsiContainer.Open(msi, CancellationToken.None);
        var dll = container.Entries.Single(e => MsiStreamName.Decode(e.Path) == "Binary.AimSetup");
        Assert.Equal(File.ReadAllBytes(Path.Combine(consumer.Package, "native", "AimSetup.CustomActions.dll")), container.Parts(dll).SelectMany(p => p.ToArray()));
    }

    private static string Single(JsonElement items, string kind, string name) =>
        items.GetProperty(kind).EnumerateArray().Select(i => i.GetProperty("FullPath").GetString()!).Single(p => Path.GetFileName(p) == name);
}

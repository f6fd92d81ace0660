namespace AimSetup.Emulator.Tests.Shells;

public sealed class PowerShellFilesTests
{
    [Fact]
    public void Files_AreAscii_WhenTheyLieBesideTheEmulator()
    {
        // Windows PowerShell 5.1 takes a file without a byte order mark for one in the code page of the machine.
        var files = Directory.GetFiles(EmulatorPowerShell.ModuleFolder, "*.ps*1", SearchOption.AllDirectories);

        Assert.Contains(EmulatorPowerShell.Module, files);
        Assert.Contains(EmulatorPowerShell.Script, files);
        Assert.Contains(EmulatorPowerShell.ScriptWithParameters, files);
        Assert.All(files, file => Assert.All(File.ReadAllBytes(file), octet => Assert.InRange(octet, 0, 127)));
    }
}

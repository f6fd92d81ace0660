using AimSetup.Cli.ActionsDll;
using AimSetup.Cli.Tests.Support;

namespace AimSetup.Cli.Tests;

public sealed class DllSourceTests
{
    private static readonly string[] Exports = ["AimCommit", "AimPlan", "AimRegister", "AimRollback", "AimTest"];

    [Fact]
    public void Defect_IsNull_WhenTheDllExportsAllActions() => Assert.Null(DllSource.Defect(TinyDll.Build(Exports)));

    [Fact]
    public void Defect_NamesThem_WhenExportsAreMissing() =>
        Assert.Equal("it does not export AimRollback, AimCommit, AimTest", DllSource.Defect(TinyDll.Build(["AimPlan", "AimRegister"])));

    [Fact]
    public void Defect_NamesThePlatform_WhenTheDllIs32Bit() =>
        Assert.Contains("not for x64", DllSource.Defect(TinyDll.Build(Exports, 0x14C)), StringComparison.Ordinal);

    [Fact]
    public void Defect_IsClear_WhenThereAreNoExports() =>
        Assert.Contains("does not export AimPlan", DllSource.Defect(TinyDll.Build([])), StringComparison.Ordinal);

    [Fact]
    public void Defect_IsClear_WhenTheFileIsCutOrDamagedAnywhere()
    {
        var dll = TinyDll.Build(Exports);
        var random = new Random(1);
        for (var length = 0; length < dll.Length; length++)
            _ = DllSource.Defect(dll[..length]);
        Assert.NotNull(DllSource.Defect(dll[..300]));
        for (var round = 0; round < 3000; round++)
        {
            var damaged = (byte[])dll.Clone();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            _ = DllSource.Defect(damaged);
        }
    }
}

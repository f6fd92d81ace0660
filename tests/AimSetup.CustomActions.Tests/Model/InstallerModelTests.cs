using AimSetup.CustomActions.Model;
using AimSetup.Errors;

namespace AimSetup.CustomActions.Tests.Model;

public sealed class InstallerModelTests
{
    [Theory]
    [InlineData("AimPlan", 1)]
    [InlineData("AimRollback", 11521)]
    [InlineData("AimRegister", 11265)]
    [InlineData("AimCommit", 11841)]
    public void Actions_HaveTheTypesThatWixGivesThem(string name, int type) =>
        Assert.Equal(type, InstallerModel.Actions.Single(a => a.Name == name).Type);

    [Fact]
    public void Properties_ArePublicAndAllSecure()
    {
        Assert.All(PropertyTable.All, p => Assert.Matches("^AIM[A-Z]+$", p.Name));
        Assert.Equal(PropertyTable.All.Count, PropertyTable.All.Select(p => p.Name).Distinct().Count());
        Assert.Equal(PropertyTable.All.Select(p => p.Name), InstallerModel.SecureCustomProperties);
    }

    [Fact]
    public void MsiHiddenProperties_HasTheSecretsAndTheActionsThatGetData() =>
        Assert.Equal(["AIMCLIENTSECRET", "AIMPASSWORD", "AIMINITIALACCESSTOKEN", "AimRollback", "AimRegister", "AimCommit"], InstallerModel.MsiHiddenProperties);

    [Fact]
    public void ErrorRows_TakeTheirArgumentsFromFieldTwoOn()
    {
        Assert.Equal(AimErrors.All.Select(e => e.Number), InstallerModel.ErrorRows.Select(e => e.Key));
        var row = InstallerModel.ErrorRows.Single(e => e.Key == 29002).Value;
        Assert.StartsWith("AimSetup [1]: AVEVA Identity Manager at [2] cannot be reached: [3].", row, StringComparison.Ordinal);
        Assert.All(InstallerModel.ErrorRows, r => Assert.DoesNotContain('{', r.Value));
    }
}

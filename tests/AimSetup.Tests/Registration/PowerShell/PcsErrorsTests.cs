using AimSetup.Registration;
using AimSetup.Registration.PowerShell;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>Errors that the script reports of PowerShell itself and of remoting.</summary>
public sealed class PcsErrorsTests
{
    [Theory]
    [InlineData("cmdlet-failed", "PowerShell", true, true)]
    [InlineData("cmdlet-failed", "PowerShell", false, false)]
    [InlineData("cmdlet-failed", "Get", true, false)]
    [InlineData("remoting-unreachable", "PowerShell", true, true)]
    [InlineData("remoting-denied", "PowerShell", true, false)]
    [InlineData("cmdlets-missing", null, true, false)]
    public void From_SaysThatItMayHaveTakenEffect_WhenPowerShellItselfFailedDuringAChange(string kind, string? what, bool changes, bool mayHave)
    {
        var target = new PcsTarget(
            new AimEndpoints
            {
                Server = "https://sms01.plant.example/identitymanager",
                TokenEndpoint = new Uri("https://sms01.plant.example/identitymanager/connect/token"),
                AdministratorTokenEndpoint = new Uri("https://sms01.plant.example/identitymanager/connect/token"),
            },
            null,
            RemotingMode.Https);
        Assert.Equal(mayHave, PcsErrors.From(new PowerShellAnswer { Kind = kind, What = what, Message = "The session is broken" }, target, "line-401", changes).MayHaveTakenEffect);
    }
}

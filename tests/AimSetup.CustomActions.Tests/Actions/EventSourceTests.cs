namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>An entry of the event log is shown as it was written only while its source is registered.</summary>
public sealed class EventSourceTests : ActionTest
{
    private bool IsRegistered => Registry.Keys.Any(k => k.EndsWith(@"\EventLog\Application\AimSetup", StringComparison.Ordinal));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LastEntry_HasItsSource_WhichThenGoes(bool isUninstall)
    {
        var planned = Plan(Install(Account));
        Register(planned);
        if (isUninstall)
            Commit(planned);
        Assert.True(IsRegistered);
        List<bool> had = [];
        Events.Written = () => had.Add(IsRegistered);

        if (isUninstall)
            Commit(Plan(Install(("Installed", "1"), ("REMOVE", "ALL"), ("AIMUNREGISTER", "1"))));
        else
            Rollback(planned);

        Assert.Equal([true], had);
        Assert.False(IsRegistered);
    }
}

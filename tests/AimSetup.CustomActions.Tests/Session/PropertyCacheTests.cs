using AimSetup.CustomActions.Session;

namespace AimSetup.CustomActions.Tests.Session;

public sealed class PropertyCacheTests
{
    [Fact]
    public void GetProperty_AsksOnce_WhenItIsReadAgain()
    {
        var session = new FakeSession(("AIMSERVER", "sms01"));
        var cache = new PropertyCache(session);

        Assert.Equal(("sms01", "sms01", "", ""), (cache.GetProperty("AIMSERVER"), cache.GetProperty("AIMSERVER"), cache.GetProperty("AIMUSER"), cache.GetProperty("AIMUSER")));
        Assert.Equal(["AIMSERVER", "AIMUSER"], session.Reads);
    }

    [Fact]
    public void GetProperty_GivesTheNewValue_WhenItWasSet()
    {
        var session = new FakeSession(("AIMCLIENTID", "mes-{ComputerName}"));
        var cache = new PropertyCache(session);
        cache.GetProperty("AIMCLIENTID");

        cache.SetProperty("AIMCLIENTID", "mes-PC0815");

        Assert.Equal("mes-PC0815", cache.GetProperty("AIMCLIENTID"));
        Assert.Equal("mes-PC0815", session.GetProperty("AIMCLIENTID"));
    }
}

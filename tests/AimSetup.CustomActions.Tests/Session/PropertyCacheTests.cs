using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Session;
using AimSetup.CustomActions.Settings;

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

    [Fact]
    public void FindEmpty_AsksOnceForAll_WhenNoneHasAValue()
    {
        var session = new FakeSession();
        var cache = new PropertyCache(session);

        cache.FindEmpty(RareProperties.Names);

        Assert.All(RareProperties.Names, name => Assert.Equal("", cache.GetProperty(name)));
        Assert.Equal((1, 0), (session.Questions, session.Reads.Count));
    }

    [Fact]
    public void FindEmpty_AsksFewTimes_WhenAnAccountIsGiven()
    {
        var session = new FakeSession(("AIMUSER", "PLANT\\admin"), ("AIMPASSWORDFILE", "C:\\Keys\\password.txt"));
        var cache = new PropertyCache(session);

        cache.FindEmpty(RareProperties.Names);

        Assert.Equal("PLANT\\admin", cache.GetProperty("AIMUSER"));
        Assert.All(RareProperties.Names, name => cache.GetProperty(name));
        Assert.InRange(session.Questions + session.Reads.Count, 1, 12);
    }

    [Fact]
    public void FindEmpty_LosesNoValue_WhereverItStands()
    {
        string[] names = ["A", "B", "C", "D", "E", "F", "G"];
        for (var set = 0; set < 1 << names.Length; set++)
        {
            var given = names.Where((_, i) => (set >> i & 1) == 1).Select(name => (name, "value of " + name)).ToArray();
            var cache = new PropertyCache(new FakeSession(given));

            cache.FindEmpty(names);

            Assert.Equal(given.Select(g => g.Item2), names.Select(cache.GetProperty).Where(value => value.Length > 0));
        }
    }

    [Fact]
    public void RareProperties_AreAllButThoseOfEveryInstall() => Assert.Equal(
        PropertyTable.All.Select(p => p.Name).Except(["AIMSERVER", "AIMCLIENTID", "AIMCLIENTSECRETFILE", "AIMCAFILE"]).Order(),
        RareProperties.Names.Where(name => name.StartsWith("AIM", StringComparison.Ordinal)).Order());
}

using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Markers;
using AimSetup.TestSupport.Windows;

namespace AimSetup.Tests.Markers;

public sealed class MarkerStoreTests
{
    private const string Code = "{11111111-1111-1111-1111-111111111111}";
    private readonly FakeRegistry _registry = new();
    private readonly MarkerStore _markers;

    public MarkerStoreTests() => _markers = new MarkerStore(_registry);

    [Fact]
    public void Write_HasTheDocumentedNames()
    {
        _markers.Write(Marker());
        Assert.Equal(
            [
                "AimSetupVersion", "ClientId=line7", @"CredentialFile=C:\ProgramData\x.json", "Outcome=created", "ProductName=Sample", "ProductVersion=1.2.3", "Registrar=pcs",
                "Server=https://sms01/identitymanager", "Time=2026-01-02T01:04:05Z", "Transaction=00112233445566778899aabbccddeeff", "UpgradeCode={B}",
            ],
            _registry.Read(@"Software\AimSetup\" + Code)!.Select(v => v.Key == "AimSetupVersion" ? v.Key : $"{v.Key}={v.Value}").Order(StringComparer.Ordinal));
        Assert.True(Version.TryParse(_markers.Find(Code)!.AimSetupVersion, out _));
    }

    [Fact]
    public void ReadAll_GivesProductsOnly()
    {
        _markers.Write(Marker());
        _registry.Write(@"Software\AimSetup\Settings", new Dictionary<string, string> { ["a"] = "b" });
        Assert.Equal("line7", Assert.Single(_markers.ReadAll()).ClientId);
    }

    [Theory]
    [InlineData(Code, 0)]
    [InlineData("{22222222-1111-1111-1111-111111111111}", 1)]
    [InlineData(null, 1)]
    public void ReadAll_LeavesOneOut_WhenItIsTold(string? except, int expected)
    {
        _markers.Write(Marker());
        Assert.Equal(expected, _markers.ReadAll(except).Count);
    }

    [Fact]
    public void Delete_RemovesTheLastKeyToo_UnlessItHasSomethingElse()
    {
        _markers.Write(Marker());
        _markers.Delete(Code);
        _markers.Delete(Code);
        Assert.DoesNotContain(@"Software\AimSetup", _registry.Keys);

        _registry.Write(@"Software\AimSetup", new Dictionary<string, string> { ["a"] = "b" });
        _markers.Write(Marker());
        _markers.Delete(Code);
        Assert.Contains(@"Software\AimSetup", _registry.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData(@"{11111111-1111-1111-1111-111111111111}\..\..\Microsoft")]
    [InlineData("Microsoft")]
    public void Delete_Throws_WhenItIsNoProductCode(string code)
    {
        Assert.Throws<ArgumentException>(() => _markers.Delete(code));
        Assert.Null(_markers.Find(code));
    }

    [Fact]
    public void Write_TellsTheKey_WhenItIsDenied()
    {
        _registry.BeforeChange = _ => throw new UnauthorizedAccessException("denied");
        var error = Assert.Throws<AimException>(() => _markers.Write(Marker())).Error;
        Assert.Equal(AimErrors.MarkerUnusable, error.Definition);
        Assert.Contains(Code, error.Text, StringComparison.Ordinal);
    }

    private static Marker Marker() => new()
    {
        Product = new ProductIdentity(Code, "{B}", "Sample"),
        ProductVersion = "1.2.3",
        ClientId = "line7",
        Server = "https://sms01/identitymanager",
        Registrar = "pcs",
        Outcome = "created",
        Time = AimSetup.Markers.Marker.TimeOf(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2))),
        Transaction = "00112233445566778899aabbccddeeff",
        CredentialFile = @"C:\ProgramData\x.json",
    };
}

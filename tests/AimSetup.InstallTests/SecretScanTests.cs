using System.Net;
using System.Text;
using System.Text.Json;
using AimSetup.TestSupport.Secrets;

namespace AimSetup.InstallTests;

/// <summary>The search for secrets finds what is there: without this, finding nothing would prove nothing.</summary>
public sealed class SecretScanTests
{
    private const string Secret = "S3cret+/ \"Grüße\" & more";

    public static TheoryData<byte[]> Disclosures { get; } =
    [
        Encoding.UTF8.GetBytes("secret: " + Secret),
        Encoding.Unicode.GetBytes("secret: " + Secret),
        Encoding.UTF8.GetBytes("a=b&s=" + Uri.EscapeDataString(Secret)),
        Encoding.UTF8.GetBytes("a=b&s=" + WebUtility.UrlEncode(Secret)),
        JsonSerializer.SerializeToUtf8Bytes(new { Secret }),
        Encoding.Unicode.GetBytes(JsonSerializer.Serialize(new { Secret })),
        Encoding.ASCII.GetBytes("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("a:" + Secret))),
        Encoding.ASCII.GetBytes("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("ab:" + Secret))),
        Encoding.ASCII.GetBytes("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("abc:" + Secret))),
        Encoding.ASCII.GetBytes("-enc " + Convert.ToBase64String(Encoding.Unicode.GetBytes("$s='" + Secret + "'"))),
    ];

    [Theory]
    [MemberData(nameof(Disclosures))]
    public void Search_FindsSecret_WhenAFileHasItInAnyForm(byte[] content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Combine("file"), content);

        var findings = Scan().Search([folder.Combine("file")]);

        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.DoesNotContain(Secret, f, StringComparison.Ordinal));
    }

    [Fact]
    public void Search_FindsNothing_WhenTextsAreOnlySimilar() =>
        Assert.Empty(Scan().Search("text", Secret.ToUpperInvariant() + Secret[1..]));

    private static SecretScan Scan()
    {
        var scan = new SecretScan();
        scan.Add("the secret", Secret);
        return scan;
    }
}

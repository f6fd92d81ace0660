using AimSetup.Credentials;
using AimSetup.Tests.Fuzzing;
using FsCheck;
using FsCheck.Fluent;

namespace AimSetup.Tests.Credentials;

public sealed class CredentialFileNameTests
{
    private const string Printable = "!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ\\^_`abcdefghijklmnopqrstuvwxyz|~";

    [Theory]
    [InlineData("line7-client", "line7-client.json")]
    [InlineData("se.geoscada_view.x", "se.geoscada_view.x.json")]
    [InlineData("SE", "%53%45.json")]
    [InlineData("a%41", "a%2541.json")]
    [InlineData("..", "%2e..json")]
    [InlineData("..\\..\\x", "%2e.%5c..%5cx.json")]
    [InlineData("/etc/passwd", "%2fetc%2fpasswd.json")]
    [InlineData("c:stream", "c%3astream.json")]
    [InlineData("con", "%63on.json")]
    [InlineData("nul.txt", "%6eul.txt.json")]
    [InlineData("com1", "%63om1.json")]
    [InlineData("com10", "com10.json")]
    [InlineData("console", "console.json")]
    [InlineData("long~1", "long%7e1.json")]
    [InlineData("ü", "%c3%bc.json")]
    public void Of_IsAPlainName_WhateverTheClientIdIs(string clientId, string expected) =>
        Assert.Equal(expected, CredentialFileName.Of(clientId));

    [Fact]
    public void Of_DiffersWithoutCase_WhenClientIdsDiffer()
    {
        var ids = Gen.ArrayOf(Gen.Elements(Printable.ToCharArray())).Where(c => c.Length is > 0 and <= 200).Select(c => new string(c));
        Prop.ForAll(ids.Two().ToArbitrary(), pair =>
        {
            var (left, right) = (CredentialFileName.Of(pair.Item1), CredentialFileName.Of(pair.Item2));
            return pair.Item1 == pair.Item2 == string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
        }).Check(Properties.Config(100));
    }

    [Theory]
    [InlineData("Line7")]
    [InlineData("LINE7")]
    [InlineData("con")]
    [InlineData("CON")]
    [InlineData("%43on")]
    [InlineData("%63on")]
    public void Of_DiffersWithoutCase_WhenClientIdsDifferInCaseOrLookEscaped(string clientId)
    {
        string[] others = ["line7", "Con", "%43ON", "%63ON", "c%6fn"];
        Assert.DoesNotContain(CredentialFileName.Of(clientId), others.Select(CredentialFileName.Of), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Of_StaysShortAndDistinct_WhenClientIdsAreLong()
    {
        var (one, other) = (new string('A', 199) + "b", new string('A', 199) + "B");
        Assert.All([one, other], id => Assert.True(CredentialFileName.Of(id).Length <= 125));
        Assert.NotEqual(CredentialFileName.Of(one), CredentialFileName.Of(other), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(CredentialFileName.Of(one), CredentialFileName.Of(one));
    }

    [Fact]
    public void Of_Throws_WhenItIsNoText()
    {
        Assert.Throws<ArgumentException>(() => CredentialFileName.Of(""));
        Assert.ThrowsAny<ArgumentException>(() => CredentialFileName.Of("\ud800"));
    }
}

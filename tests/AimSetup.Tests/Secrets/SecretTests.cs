using System.Globalization;
using System.Text.Json;
using AimSetup.Secrets;

namespace AimSetup.Tests.Secrets;

public sealed class SecretTests
{
    private const string Value = "P@ss w0rd-ünïcode";

    [Fact]
    public void ToString_PrintsStars_WhateverTheFormat()
    {
        var secret = new Secret(Value);
        Assert.Equal("***", secret.ToString());
        Assert.Equal("***", string.Format(CultureInfo.InvariantCulture, "{0}", secret));
        Assert.Equal("a *** b", $"a {secret} b");
    }

    [Fact]
    public void Constructor_Throws_WhenTheValueIsEmpty() => Assert.Throws<ArgumentException>(() => new Secret(""));

    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "abd", false)]
    [InlineData("abc", "ab", false)]
    [InlineData("ab", "abc", false)]
    public void Equals_ComparesTheValues(string one, string other, bool expected)
    {
        Assert.Equal(expected, new Secret(one).Equals(new Secret(other)));
        Assert.Equal(new Secret(one).GetHashCode(), new Secret(other).GetHashCode());
    }

    [Fact]
    public void Serialize_HasNoValue_WhenTheContextDoesNotProtect()
    {
        var json = JsonSerializer.Serialize(new { Secret = new Secret(Value) });
        Assert.DoesNotContain(Value, json, StringComparison.Ordinal);
        Assert.DoesNotContain("ord-", json, StringComparison.Ordinal);
    }

    [Fact]
    public void NewClientSecret_IsUrlSafeAndOf256Bits()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => SecretGenerator.NewClientSecret().Reveal()).ToHashSet();
        Assert.Equal(100, secrets.Count);
        Assert.All(secrets, s =>
        {
            Assert.Equal(43, s.Length);
            Assert.Matches("^[A-Za-z0-9_-]+$", s);
        });
    }
}

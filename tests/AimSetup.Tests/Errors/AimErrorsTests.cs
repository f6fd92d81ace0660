using System.Text.RegularExpressions;
using AimSetup.Errors;

namespace AimSetup.Tests.Errors;

public sealed partial class AimErrorsTests
{
    [Fact]
    public void All_HasEveryMessageOnceInOrder_WithinTheRangeOfCustomActions()
    {
        var defined = typeof(AimErrors).GetProperties().Where(p => p.PropertyType == typeof(AimErrorDefinition)).Select(p => (AimErrorDefinition)p.GetValue(null)!).ToList();
        Assert.Equal(defined.Select(d => d.Number).Order(), AimErrors.All.Select(d => d.Number));
        Assert.Equal(AimErrors.All.Count, AimErrors.All.Select(d => d.Number).Distinct().Count());
        Assert.All(AimErrors.All, d => Assert.InRange(d.Number, 29000, 29099));
        Assert.All(typeof(AimErrors).GetProperties().Where(p => p.PropertyType == typeof(AimErrorDefinition)), p => Assert.Equal(p.Name, ((AimErrorDefinition)p.GetValue(null)!).Name));
    }

    [Fact]
    public void Template_IsOneLineThatWindowsInstallerDoesNotFormat()
    {
        Assert.All(AimErrors.All, d =>
        {
            Assert.DoesNotContain('\n', d.Template);
            var rest = Placeholder().Replace(d.Template, "");
            Assert.Equal(-1, rest.AsSpan().IndexOfAny("[]{}"));
            Assert.EndsWith(".", d.Template, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void ToString_HasNumberAndFilledText()
    {
        var error = AimErrors.Unreachable.With("https://sms01", "connection refused");
        Assert.StartsWith("AimSetup 29002: AVEVA Identity Manager at https://sms01 cannot be reached: connection refused.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(error.ToString(), new AimException(error).Message);
    }

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Placeholder();
}

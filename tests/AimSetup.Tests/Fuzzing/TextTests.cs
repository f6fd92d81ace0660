using AimSetup.Mes;
using AimSetup.Secrets;
using AimSetup.Transport;
using FsCheck;
using FsCheck.Fluent;

namespace AimSetup.Tests.Fuzzing;

/// <summary>Properties that hold for any text. FsCheck shows the smallest text that breaks one, and its seed.</summary>
public sealed class TextTests
{
    private static readonly Gen<string> Parts = Gen.Elements(
        "https://", "http://", "ftp://", "//", "sms01", "sms01.plant.example", "localhost", "127.0.0.1", "[::1]", "[", "]", ":", ":453", ":0", ":65536", ":-1", "@", "user:pw@",
        "/", "/identitymanager", "/IdentityManager/", "\\", "?", "#", "%", "%2f", "..", ".", "xn--", "xn--a", "xn--\u00fc", "\u00fc", "\u3002", "\ud800", "\u200e", " ", "\0", "\n", new string('a', 70), new string('b', 300) + ".c");

    private static readonly Arbitrary<string> Addresses =
        Gen.OneOf(Parts.ListOf().Select(string.Concat), ArbMap.Default.GeneratorFor<string>()).ToArbitrary();

    [Fact]
    public void ServerAddress_IsSafeOrRefused_WhateverText() => Prop.ForAll(Addresses, text =>
    {
        if (!AimServerAddress.TryParse(text, out var address, out var problem))
            return problem.Length > 0 && address is null;
        return AimServerAddress.IsSafe(address.BaseAddress) && address.BaseAddress.UserInfo.Length == 0 && address.BaseAddress.AbsolutePath.EndsWith('/')
            && AimServerAddress.TryParse(address.ToString(), out var again, out _) && again.Equals(address)
            && !address.ToString().Any(char.IsControl);
    }).Check(Properties.Config(500));

    [Fact]
    public void MesAddress_IsSafeOrRefused_WhateverText() => Prop.ForAll(Addresses, text =>
        MesAddress.TryParse(text, out var address, out var problem)
            ? AimServerAddress.IsSafe(address.Uri) && address.Uri.UserInfo.Length == 0 && !address.ToString().Any(char.IsControl)
            : problem.Length > 0).Check(Properties.Config(500));

    [Fact]
    public void Thumbprint_IsHexadecimalOrRefused_WhateverText()
    {
        var digits = Gen.Elements("0", "a", "F", "9", " ", ":", "-", "\u200e", "g", "\uff10", "0123456789abcdef0123", new string('A', 40), new string('b', 64));
        Prop.ForAll(digits.ListOf().Select(string.Concat).ToArbitrary(), text =>
            TrustSettings.NormalizeThumbprint(text) is not { } hex || (hex.Length is 40 or 64 && hex.All(char.IsAsciiHexDigitUpper))).Check(Properties.Config(500));
    }

    [Fact]
    public void ServerText_IsShortPrintableAndWithoutTheSecret_WhateverText()
    {
        var secrets = ArbMap.Default.GeneratorFor<string>().Where(s => s is { Length: >= 6 } && !s.Contains('*') && !s.Any(c => c is '\r' or '\n')).Select(s => s.Trim()).Where(s => s.Length >= 6);
        var inputs = from secret in secrets
                     from before in ArbMap.Default.GeneratorFor<string>()
                     from after in ArbMap.Default.GeneratorFor<string>()
                     from form in Gen.Elements(ServerText.FormsOf(secret).ToArray())
                     from at in Gen.Choose(0, form.Length)
                     from isBroken in Gen.Elements(true, false)
                     select (Secret: secret, Form: form, Text: before + (isBroken ? form.Insert(at, "\r\n") : form) + after);
        Prop.ForAll(inputs.ToArbitrary(), input =>
        {
            var clean = ServerText.Clean(input.Text, new Secret(input.Secret));
            return clean.Length <= 201 && !clean.Any(char.IsControl) && !clean.Contains(input.Secret, StringComparison.Ordinal) && !clean.Contains(input.Form, StringComparison.Ordinal);
        }).Check(Properties.Config(500));
    }
}

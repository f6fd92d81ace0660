using System.Security;
using System.Text;
using AimSetup.Registration;
using AimSetup.Registration.PowerShell;
using AimSetup.Secrets;
using AimSetup.TestSupport.Fuzzing;
using AimSetup.Transport;

namespace AimSetup.Tests.Fuzzing;

public sealed class PowerShellAnswerTests
{
    private const string Nonce = "00112233445566778899aabbccddeeff";

    private static readonly string[] Answers =
    [
        """{"ok":true,"machine":"SMS01","can":{"update":true,"remove":false,"disable":true,"replaceSecret":true,"mark":true,"account":false},"client":{"id":"line7-client","lifetime":86400,"scopes":["openid","system"],"grants":["ClientCredentials"],"enabled":true,"description":"AimSetup 0123"},"done":"created","unset":["Description"],"restarted":"AIMTokenHost"}""",
        $$"""{"ok":false,"machine":"{{Defined.SecretValue}}","can":{"account":true},"kind":"cmdlet-failed","what":"Add","category":"NotSpecified","id":"{{Defined.SecretValue}}","message":"no good: {{Defined.SecretValue}}","uncertain":true,"done":"{{Defined.SecretValue}}","unset":["{{Defined.SecretValue}}"],"restarted":"{{Defined.SecretValue}}"}""",
        """{"ok":false,"kind":"not-permitted","message":"403","client":{"grants":[null],"scopes":[null]},"can":{}}""",
    ];

    [Fact]
    public void Answer_IsDefined_WhateverPowerShellWrites() => Fuzz.Check(800, random =>
    {
        var output = $"chatter\nAimSetup-begin-{Nonce}\n{random.Pick(["local", "remote"])} {Mutation.Text(random, random.Pick(Answers))}\nAimSetup-end-{Nonce}\n";
        if (random.Next(3) == 0)
            output = Mutation.Text(random, output);

        // It comes as bytes.
        output = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(output));
        if (PowerShellAnswer.Parse(output, Nonce, out var problem) is not { } answer)
        {
            Assert.NotEmpty(problem);
            return;
        }

        Secret[] secrets = [Defined.ClientSecret, new(Defined.Password)];
        answer.Clean(secrets);
        var failure = PcsErrors.From(answer, Target, "line7-client", changes: true, secrets);
        Defined.AssertShowable(failure.Error);
        _ = answer.Client?.HasClientCredentials;
        if (answer.Can is { } can)
            Assert.All(PcsNotes.Of(can, answer, Target, RegistrarOptions.Default), AssertLine);
        foreach (var shown in new[] { answer.Machine, answer.Done, answer.Restarted }.Concat(answer.Unset ?? []).OfType<string>())
            AssertLine(shown);
    });

    [Fact]
    public void Errors_AreShowable_WhateverPowerShellWrites() => Fuzz.Check(800, random =>
    {
        var clixml = "#< CLIXML\r\n<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><Obj S=\"progress\" RefId=\"0\"><MS><PR N=\"Record\"><AV>_x0041_</AV></PR></MS></Obj>"
            + $"<S S=\"Error\">no good: '{SecurityElement.Escape(Defined.SecretValue)}' &lt;_x001B_[91m_x000D__x000A_</S><S S=\"Error\">{SecurityElement.Escape(Defined.Password)}_x000D__x000A_</S></Objs>";
        var text = Mutation.Text(random, clixml);
        text = text[..random.Next(text.Length + 1)];

        Secret[] secrets = [Defined.ClientSecret, new(Defined.Password)];
        AssertLine(ServerText.Clean(PowerShellErrorStream.Read(text, secrets).Trim(), secrets));
    });

    private static PcsTarget Target => new(new AimEndpoints
    {
        Server = "https://sms01/identitymanager",
        TokenEndpoint = new Uri("https://sms01/identitymanager/connect/token"),
        AdministratorTokenEndpoint = new Uri("https://sms01/identitymanager/connect/token"),
    }, new RegistrarCredentials { UserName = @"PLANT\aimadmin", Password = new Secret(Defined.Password) }, RemotingMode.Https);

    private static void AssertLine(string text)
    {
        Assert.True(text.Length < 1000);
        Assert.DoesNotContain(text, char.IsControl);
        Defined.AssertNoSecret(text);
    }
}

using System.Net;
using AimSetup.Emulator.Tests.Support;
using AimSetup.TestSupport;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AimSetup.Emulator.Tests;

public sealed class UserTokenTests
{
    [Theory]
    [InlineData(@"PLANT\aimadmin")]
    [InlineData(@"plant\AimAdmin")]
    public async Task Token_PermitsRegistration_WhenTheUserIsAnAdministrator(string name)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.UserTokenAsync(name, TestEmulator.AdministratorPassword);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("aim.registration", answer["scope"]);
        Assert.Equal(@"PLANT\aimadmin", new JsonWebToken(answer["access_token"]).Subject);
    }

    [Fact]
    public async Task Token_LacksTheScope_WhenTheUserIsNoAdministrator()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.UserTokenAsync(@"PLANT\operator", TestEmulator.OperatorPassword);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain("aim.registration", answer["scope"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"PLANT\aimadmin", TestEmulator.AdministratorPassword, "aim.user aim.registration")]
    [InlineData(@"PLANT\operator", TestEmulator.OperatorPassword, "aim.user")]
    public async Task Token_HasAllThatTheUserMayHave_WhenNoScopeIsAskedFor(string name, string password, string granted)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.TokenAsync(("grant_type", "password"), ("username", name), ("password", password));

        Assert.Equal(granted, answer["scope"]);
    }

    [Theory]
    [InlineData(@"PLANT\aimadmin", "wrong", "aim.registration", "invalid_grant")]
    [InlineData(@"PLANT\nobody", TestEmulator.AdministratorPassword, "aim.registration", "invalid_grant")]
    [InlineData(@"PLANT\aimadmin", "", "aim.registration", "invalid_request")]
    [InlineData(@"PLANT\aimadmin", TestEmulator.AdministratorPassword, "everything", "invalid_scope")]
    public async Task Token_IsRefused_WhenTheUserCannotHaveIt(string name, string password, string scope, string error)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.UserTokenAsync(name, password, scope);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(error, answer.Error);
    }

    [Fact]
    public async Task Token_IsGranted_WhenAnyClientAsksForTheUser()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.TokenAsync(
            ("grant_type", "password"), ("client_id", "any"), ("username", @"PLANT\aimadmin"),
            ("password", TestEmulator.AdministratorPassword), ("scope", "aim.registration"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task StartAsync_KnowsOneAdministrator_WhenNoUsersAreGiven()
    {
        await using var host = await EmulatorHost.StartAsync(new EmulatorOptions
        {
            CertificateFolder = await SharedCertificates.FolderAsync(),
            AdministratorPassword = "another",
        });
        using var http = TestEmulator.NewClient(host);
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "password"), new("username", EmulatorUser.DefaultName), new("password", "another"),
            new("scope", "aim.registration"),
        ]);

        var answer = await Answer.ReadAsync(await http.PostAsync("connect/token", form));

        Assert.Equal("aim.registration", answer["scope"]);
    }

    [Fact]
    public void ToString_HidesThePassword_WhenAUserIsPrinted() =>
        Assert.DoesNotContain("hidden", EmulatorUser.Administrator(@"A\b", "hidden").ToString(), StringComparison.Ordinal);
}

using System.Net;
using System.Text.Json.Nodes;
using AimSetup.Emulator.Tests.Support;
using AimSetup.TestSupport;

namespace AimSetup.Emulator.Tests;

public sealed class StorageTests
{
    [Fact]
    public async Task StorageFile_KeepsClients_WhenTheEmulatorIsStartedAgain()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Combine("clients.json");
        string token;
        await using (var emulator = await TestEmulator.StartAsync(storageFile: file))
        {
            emulator.State.AddClient("first", "secret-1", accessTokenLifetime: 600, enabled: false);
            token = (await emulator.RegisterAsync(new JsonObject
            {
                ["client_id"] = "second",
                ["client_secret"] = "secret-2",
                ["software_id"] = "mark",
            }))["registration_access_token"];
            emulator.State.AddClient("third", "secret-3");
            emulator.State.RemoveClient("third");
        }

        await using var again = await TestEmulator.StartAsync(storageFile: file);

        Assert.Equal(["first", "second"], again.State.Clients.Select(client => client.ClientId));
        Assert.Equal(600, again.State.Clients[0].AccessTokenLifetime);
        Assert.False(again.State.Clients[0].Enabled);
        Assert.Equal(HttpStatusCode.OK, (await again.ClientTokenAsync("second", "secret-2")).Status);
        var read = await again.SendAsync(HttpMethod.Get, "connect/register/second", bearer: token);
        Assert.Equal("mark", read["software_id"]);
    }

    [Fact]
    public async Task StorageFile_HoldsNoSecrets_WhenClientsAreRegistered()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Combine("clients.json");
        await using var emulator = await TestEmulator.StartAsync(storageFile: file);
        emulator.State.AddClient("first", "secret-1");
        var wanted = await emulator.RegisterAsync(new JsonObject { ["client_id"] = "second", ["client_secret"] = "secret-2" });
        var generated = await emulator.RegisterAsync([]);

        var text = await File.ReadAllTextAsync(file);

        Assert.Contains("second", text, StringComparison.Ordinal);
        string[] secrets =
        [
            "secret-1", "secret-2", wanted["registration_access_token"], generated["client_secret"],
            generated["registration_access_token"],
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.Equal(["clients.json"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task StorageFile_HasADifferentHash_WhenTwoClientsShareASecret()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var first = emulator.State.AddClient("first", "shared");
        var second = emulator.State.AddClient("second", "shared");

        Assert.NotEqual(first.SecretHash, second.SecretHash);
        Assert.DoesNotContain("shared", first.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("""[{"name":"no client"}]""")]
    public async Task StartAsync_SaysWhy_WhenTheStorageFileIsNotTheEmulators(string text)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Combine("clients.json"), text);

        var exception = await Assert.ThrowsAsync<EmulatorException>(
            () => TestEmulator.StartAsync(storageFile: folder.Combine("clients.json")));

        Assert.Contains("clients.json", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddClient_Throws_WhenTheIdIsTaken()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient("client", "secret");

        Assert.Throws<ArgumentException>(() => emulator.State.AddClient("client", "secret"));
    }
}

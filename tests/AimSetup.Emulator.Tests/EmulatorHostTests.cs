using System.Net;
using System.Net.Sockets;
using AimSetup.Emulator.Tests.Support;

namespace AimSetup.Emulator.Tests;

public sealed class EmulatorHostTests
{
    [Fact]
    public async Task StartAsync_ListensOnLoopbackOnly_WhenStarted()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var port = emulator.Host.BaseAddress.Port;

        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        Assert.True(client.Connected);

        // Linux has all of 127.0.0.0/8 on loopback: a listener on every address would answer here.
        if (!OperatingSystem.IsLinux())
            return;
        using var other = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => other.ConnectAsync(IPAddress.Parse("127.0.0.2"), port));
    }

    [Fact]
    public async Task StartAsync_ListensOnIPv6Too_WhenTheMachineHasIt()
    {
        if (!HasIPv6())
            return;
        await using var emulator = await TestEmulator.StartAsync();

        using var client = new TcpClient(AddressFamily.InterNetworkV6);
        await client.ConnectAsync(IPAddress.IPv6Loopback, emulator.Host.BaseAddress.Port);

        Assert.True(client.Connected);
    }

    [Fact]
    public async Task StartAsync_SaysWhy_WhenThePortIsInUse()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var port = emulator.Host.BaseAddress.Port;

        var exception = await Assert.ThrowsAsync<EmulatorException>(() => TestEmulator.StartAsync(port: port));

        Assert.Contains($"Port {port} is in use", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisposeAsync_RefusesConnections_WhenDone()
    {
        var emulator = await TestEmulator.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await emulator.GetAsync("")).Status);
        var port = emulator.Host.BaseAddress.Port;
        await emulator.DisposeAsync();
        await emulator.DisposeAsync();

        using var client = new TcpClient();
        var exception = await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(IPAddress.Loopback, port));

        Assert.Equal(SocketError.ConnectionRefused, exception.SocketErrorCode);
    }

    [Fact]
    public async Task StartAsync_TakesTheSamePort_WhenTheFirstEmulatorIsGone()
    {
        var first = await TestEmulator.StartAsync();
        await first.GetAsync("");
        var port = first.Host.BaseAddress.Port;
        await first.DisposeAsync();

        await using var second = await TestEmulator.StartAsync(port: port);

        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("")).Status);
        Assert.Equal(port, second.Host.BaseAddress.Port);
    }

    [Fact]
    public async Task Addresses_CarryTheHost_WhenItIsGiven()
    {
        await using var host = await EmulatorHost.StartAsync(new EmulatorOptions
        {
            Host = "sms01.plant.example",
            CertificateFolder = null,
        });

        Assert.Equal($"https://sms01.plant.example:{host.BaseAddress.Port}/identitymanager/", host.BaseAddress.ToString());
        Assert.Equal("127.0.0.1", host.ControlAddress.Host);
    }

    private static bool HasIPv6()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

using System.Text;
using AimSetup.TestSupport.Fuzzing;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Transport;

/// <summary>The form in which bodies are asked for and read.</summary>
public sealed class BodyTests
{
    [Fact]
    public async Task Send_LeavesOutTheMarkAtTheBeginningOfAFile()
    {
        using var server = new CannedServer { Answer = CannedServer.Http(200, "application/json", [0xEF, 0xBB, 0xBF, .. "{}"u8]) };
        Assert.Equal("{}", (await SendAsync(new HttpRequestMessage(HttpMethod.Get, server.Address.BaseAddress))).Body);
    }

    [Fact]
    public async Task Send_AsksForNoCompression()
    {
        using var server = new CannedServer { Answer = CannedServer.Http(200, "application/json", Encoding.UTF8.GetBytes("{}")) };
        var request = new HttpRequestMessage(HttpMethod.Get, server.Address.BaseAddress);
        await SendAsync(request);
        Assert.Equal("identity", request.Headers.AcceptEncoding.ToString());
    }

    private static async Task<HttpAnswer> SendAsync(HttpRequestMessage request)
    {
        using var http = new AimHttpClient(TrustSettings.Machine, new TimeBudget(TimeSpan.FromSeconds(30)), NullLogger.Instance);
        return await http.SendAsync(() => request, Repeat.Never, default);
    }
}

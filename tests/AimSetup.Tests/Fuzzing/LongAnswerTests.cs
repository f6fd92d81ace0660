using System.Text;
using AimSetup.Discovery;
using AimSetup.Errors;
using AimSetup.TestSupport.Fuzzing;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Fuzzing;

/// <summary>Measures what the whole process allocates; nothing else may run meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunsAlone
{
    public const string Name = "Alone";
}

[Collection(RunsAlone.Name)]
public sealed class LongAnswerTests
{
    private const int Answer = 256 * 1024 * 1024;
    private const int Piece = 64 * 1024;

    [Fact]
    public async Task Request_ReadsNoMoreThanAnyAnswer_WhenTheServerNeverEnds()
    {
        using var server = new CannedServer();
        using var http = new AimHttpClient(TrustSettings.Machine, new TimeBudget(TimeSpan.FromMinutes(2)), NullLogger.Instance, TimeSpan.FromHours(1));
        server.Answer = [.. Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n\r\n"), .. new byte[Piece]];
        server.Times = Answer / Piece;

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var failure = await Assert.ThrowsAsync<AimException>(() => new DiscoveryClient(http, NullLogger.Instance).GetAsync(server.Address));
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal(AimErrors.UnexpectedAnswer, failure.Error.Definition);
        Assert.Contains("longer than any answer", failure.Error.Text, StringComparison.Ordinal);
        Assert.True(allocated < Answer / 8, $"{allocated} bytes were allocated.");
    }
}

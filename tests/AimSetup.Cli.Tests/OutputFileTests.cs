using System.Net.Sockets;
using System.Runtime.Versioning;
using AimSetup.Cli.Files;
using AimSetup.Cli.Tests.Support;
using AimSetup.TestSupport;

namespace AimSetup.Cli.Tests;

[SupportedOSPlatform("linux")]
public sealed class OutputFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OwnJournalTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void OutputFile_IsRefused_WhenItIsAPipeOrASocketOrALinkToOne(bool overwrite)
    {
        var pipe = NamedPipe.Make(_folder.Combine("pipe"));
        var link = _folder.Combine("link");
        File.CreateSymbolicLink(link, pipe);
        var end = _folder.Combine("socket");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(end));
        foreach (var path in (string[])[pipe, link, end])
        {
            var refusal = Assert.Throws<CliException>(() => new OutputFile(path, _folder.Combine("input.msi"), overwrite).Dispose());
            Assert.Equal(ExitCode.OutputUnusable, refusal.ExitCode);
            Assert.Contains("is no file but a device, a pipe or the like", refusal.Message, StringComparison.Ordinal);
            Assert.True(File.Exists(path));
        }
    }

    [Fact]
    public void OutputFile_IsRefusedAsOneThatExists_WhenSomebodyHasItOpenForHimself()
    {
        File.WriteAllText(_folder.Combine("input.msi"), "x");
        using var open = new FileStream(_folder.Combine("out.msi"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        var refusal = Assert.Throws<CliException>(() => new OutputFile(open.Name, _folder.Combine("input.msi"), overwrite: false).Dispose());

        Assert.Equal(ExitCode.OutputUnusable, refusal.ExitCode);
        Assert.Contains("exists already", refusal.Message, StringComparison.Ordinal);
        new OutputFile(open.Name, _folder.Combine("input.msi"), overwrite: true).Dispose();
    }

    [OwnJournalFact]
    public void Publish_ReplacesNoPipe_WhenItCameIntoBeingMeanwhile()
    {
        using var output = new OutputFile(_folder.Combine("out.msi"), _folder.Combine("input.msi"), overwrite: true);
        output.Begin();
        File.WriteAllText(output.Database, "x");
        NamedPipe.Make(_folder.Combine("out.msi"));
        Assert.Throws<IOException>(output.Publish);
    }
}

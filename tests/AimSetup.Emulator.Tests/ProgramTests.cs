using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using AimSetup.Emulator.CommandLine;
using AimSetup.Emulator.Tests.Support;
using AimSetup.TestSupport;

namespace AimSetup.Emulator.Tests;

public sealed partial class ProgramTests
{
    [Fact]
    public async Task Program_PrintsOneReadyLineAndEndsWithZero_WhenItIsTerminated()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Combine("password"), "from-file\n");
        using var process = new EmulatorProcess(
            "--port", "0", "--control-port", "0", "--root", folder.Combine("root.cer"), "--storage", folder.Combine("clients.json"),
            "--answer-time", "1", "--log", folder.Combine("requests.log"), "--user", @"PLANT\engineer", "--password-file", folder.Combine("password"));

        var line = await process.ReadLineAsync();

        var ready = ReadyLine().Match(line!);
        Assert.True(ready.Success, line);
        Assert.Equal(folder.Combine("root.cer"), ready.Groups["root"].Value);
        using var root = X509CertificateLoader.LoadCertificateFromFile(folder.Combine("root.cer"));
        Assert.Equal(root.Thumbprint, ready.Groups["thumbprint"].Value);
        using var http = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, _, chain, _) =>
                chain!.ChainElements[^1].Certificate.Thumbprint == root.Thumbprint,
        });
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "password"), new("username", @"PLANT\engineer"), new("password", "from-file"),
        ]);
        using var response = await http.PostAsync(ready.Groups["address"].Value + "connect/token", form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("[]", await http.GetStringAsync(ready.Groups["control"].Value + "clients"));

        process.RequestEnd();
        var (exitCode, output, error) = await process.EndAsync();
        Assert.Equal("", output);
        Assert.EndsWith("POST /identitymanager/connect/token 200 grant=password", error.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("from-file", error, StringComparison.Ordinal);
        Assert.Equal(error, await File.ReadAllTextAsync(folder.Combine("requests.log")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("--port", "many")]
    [InlineData("--port", "70000")]
    [InlineData("--port")]
    [InlineData("--answer-time", "60001")]
    [InlineData("--password-file", "/no/such/file")]
    [InlineData("--password", "a", "--password-file", "b")]
    [InlineData("--user", "no-domain")]
    [InlineData("--host", "not a host")]
    [InlineData("--certificate-name", "")]
    [InlineData("--certificate-name", "not a name")]
    public async Task RunAsync_EndsWithTwoAndOneLine_WhenTheOptionsAreBad(params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.Equal("", output);
        Assert.StartsWith("aim-emulator: ", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task RunAsync_EndsWithOneAndOneLine_WhenThePortIsInUse()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var port = emulator.Host.BaseAddress.Port;

        var (exitCode, output, error) = await RunAsync("--port", $"{port}");

        Assert.Equal(1, exitCode);
        Assert.Equal("", output);
        Assert.StartsWith($"aim-emulator: Port {port} is in use", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task RunAsync_EndsWithOneAndOneLine_WhenAFileCannotBeWritten()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Combine("file"), "");

        var (exitCode, _, error) = await RunAsync("--port", "0", "--root", Path.Combine(folder.Combine("file"), "root.cer"));

        Assert.Equal(1, exitCode);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task RunAsync_Refuses_WhenAFileIsAFolderOrAFolderAFile()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Combine("file"), "");

        var (exitCode, output, error) = await RunAsync("--port", "0", "--storage", folder.Path);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal($"aim-emulator: The storage '{folder.Path}' is a folder. Name a file.", error.TrimEnd());
        (exitCode, _, error) = await RunAsync("--port", "0", "--certificates", folder.Combine("file"));
        Assert.Equal(2, exitCode);
        Assert.Contains("--certificates names a folder, and", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NamesTheDefaultUser_WhenHelpIsAskedFor()
    {
        var (exitCode, output, _) = await RunAsync("--help");

        Assert.Equal(0, exitCode);
        Assert.Contains("--control-port", output, StringComparison.Ordinal);
        Assert.Contains(EmulatorUser.DefaultPassword, output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await EmulatorCommand.RunAsync(arguments, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }

    [GeneratedRegex(
        @"\Aaim-emulator: ready (?<address>https://localhost:\d+/identitymanager/) control (?<control>http://127\.0\.0\.1:\d+/)"
        + @" root (?<root>.+?) thumbprint (?<thumbprint>[0-9A-F]{40})\z")]
    private static partial Regex ReadyLine();
}

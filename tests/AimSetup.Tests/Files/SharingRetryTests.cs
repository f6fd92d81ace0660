using AimSetup.Files;

namespace AimSetup.Tests.Files;

public sealed class SharingRetryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_Succeeds_WhenTheFileIsFreeInTime(int neededAttempts)
    {
        var attempts = 0;
        SharingRetry.Run(3, () =>
        {
            if (++attempts < neededAttempts)
                throw attempts == 1 ? new IOException("in use") : new UnauthorizedAccessException("about to vanish");
        });
        Assert.Equal(neededAttempts, attempts);
    }

    [Fact]
    public void Run_Fails_WhenTheFileStaysInUse()
    {
        var attempts = 0;
        Assert.Throws<IOException>(() => SharingRetry.Run(3, () =>
        {
            attempts++;
            throw new IOException("in use");
        }));
        Assert.Equal(3, attempts);
    }

    [Theory]
    [InlineData(typeof(FileNotFoundException))]
    [InlineData(typeof(DirectoryNotFoundException))]
    [InlineData(typeof(InvalidOperationException))]
    public void Run_FailsAtOnce_WhenWaitingDoesNotHelp(Type fault)
    {
        var attempts = 0;
        Assert.Throws(fault, () => SharingRetry.Run(3, () =>
        {
            attempts++;
            throw (Exception)Activator.CreateInstance(fault)!;
        }));
        Assert.Equal(1, attempts);
    }
}

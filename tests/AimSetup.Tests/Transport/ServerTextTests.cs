using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.Tests.Transport;

public sealed class ServerTextTests
{
    [Theory]
    [InlineData("wrong: the secret, really")]
    [InlineData("wrong: the\u0001secret, really")]
    [InlineData("wrong: THE Secret, really")]
    [InlineData("wrong: the sec\r\nret, really")]
    [InlineData("wrong: the%20secret, really")]
    [InlineData("wrong: the+secret, really")]
    public void Clean_MasksTheSecret_HoweverItIsWrittenBack(string text) =>
        Assert.Equal("wrong: ***, really", ServerText.Clean(text, new Secret("the secret")));

    [Fact]
    public void Clean_ShowsTheBegin_WhenTheTextIsLong() => Assert.Equal(new string('a', 200) + "…", ServerText.Clean(new string('a', 201)));
}

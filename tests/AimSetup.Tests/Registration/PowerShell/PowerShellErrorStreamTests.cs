using AimSetup.Errors;
using AimSetup.Registration.PowerShell;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>With what Windows PowerShell 5.1 writes to a redirected standard error, given <c>-EncodedCommand</c>.</summary>
public sealed class PowerShellErrorStreamTests
{
    private const string Root = "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">";

    private const string Progress =
        "<Obj S=\"progress\" RefId=\"0\"><TN RefId=\"0\"><T>System.Management.Automation.PSCustomObject</T><T>System.Object</T></TN><MS><I64 N=\"SourceId\">1</I64>"
        + "<PR N=\"Record\"><AV>Preparing modules for first use.</AV><AI>0</AI><Nil /><PI>-1</PI><PC>-1</PC><T>Completed</T><SR>-1</SR><SD> </SD></PR></MS></Obj>";

    private const string ErrorLines =
        "<S S=\"Error\">boom_x000D__x000A_</S><S S=\"Error\">At line:1 char:1_x000D__x000A_</S><S S=\"Error\">+ throw 'boom'_x000D__x000A_</S><S S=\"Error\">+ ~~~~~~~~~~~~_x000D__x000A_</S>"
        + "<S S=\"Error\">    + CategoryInfo          : OperationStopped: (boom:String) [], RuntimeException_x000D__x000A_</S><S S=\"Error\">    + FullyQualifiedErrorId : boom_x000D__x000A_</S><S S=\"Error\"> _x000D__x000A_</S>";

    private const string Errors =
        "boom\r\nAt line:1 char:1\r\n+ throw 'boom'\r\n+ ~~~~~~~~~~~~\r\n    + CategoryInfo          : OperationStopped: (boom:String) [], RuntimeException\r\n    + FullyQualifiedErrorId : boom\r\n \r\n";

    [Fact]
    public void Read_JoinsTheLines_WhenThereAreErrorsOnly() => Assert.Equal(Errors, Read(Document(ErrorLines)));

    [Fact]
    public void Read_LeavesProgressOut_WhenItComesFirst() => Assert.Equal(Errors, Read(Document(Progress + ErrorLines + Progress)));

    [Fact]
    public void Read_FindsNothing_WhenThereIsProgressOnly() => Assert.Equal("", Read(Document(Progress)));

    [Theory]
    [InlineData("a &lt;b&gt; &amp;amp; &quot;c&quot; &apos;d&apos;", "a <b> &amp; \"c\" 'd'")]
    [InlineData("_x001B_[91m _x005F_x000D_ _xD83D__xDE00_ _x00zz_ a_b _", "\u001b[91m _x000D_ \ud83d\ude00 _x00zz_ a_b _")]
    public void Read_Decodes(string content, string expected) => Assert.Equal(expected, Read(Document($"<S S=\"Error\">{content}</S>")));

    [Fact]
    public void Read_KeepsTheOtherText_WhenDocumentsStandInIt() =>
        Assert.Equal("warning\r\nboom\r\nplain\r\nboom\r\n", Read("warning\r\n" + Document("<S S=\"Error\">boom_x000D__x000A_</S>") + "plain\r\n" + Document("<S S=\"Error\">boom_x000D__x000A_</S>")));

    [Theory]
    [InlineData("plain text of another program\r\nwith _x000D_ and &lt;")]
    [InlineData("")]
    public void Read_ChangesNothing_WhenItIsNoClixml(string text) => Assert.Equal(text, Read(text));

    [Fact]
    public void Read_GivesABegin_WhereverTheTextIsCutOff()
    {
        var whole = Document(Progress + ErrorLines);
        for (var length = whole.IndexOf(Root, StringComparison.Ordinal) + Root.Length; length <= whole.Length; length++)
            Assert.StartsWith(Read(whole[..length]), Errors, StringComparison.Ordinal);
        Assert.StartsWith("boom\r\nAt line:1 ", Read(whole[..(whole.IndexOf("char:1", StringComparison.Ordinal) + 3)]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("it wrote_x000D__x000A_</S></Objs>")]
    [InlineData("<Obj S=\"Error\"><S S=\"Error\"")]
    [InlineData("<S S=\"Error\"><S S=\"Error\">_x&am")]
    [InlineData("")]
    public void Read_GivesSomeText_WhenTheRestIsGarbage(string rest) => Assert.DoesNotContain("CLIXML", Read("#< CLIXML\r\n" + rest), StringComparison.Ordinal);

    [Fact]
    public void Read_LeavesNoPartOfASecret_WhereverTheTextIsCutOff()
    {
        const string value = "s3cret_x_&<\ud83d\ude00\"ü abs3";
        const string encoded = "s3cret_x005F_x_&amp;&lt;_xD83D__xDE00_&quot;ü_x000D__x000A_</S><S S=\"Error\"> abs3";
        var whole = Document($"<S S=\"Error\">wrong: {encoded}");
        var begin = whole.IndexOf("s3cret", StringComparison.Ordinal);
        for (var length = begin; length <= begin + encoded.Length; length++)
            Assert.Equal("wrong: ", Read(whole[..length], new Secret(value)).TrimEnd('\r', '\n'));
    }

    [Fact]
    public void Read_CutsALongTextOff_WithoutAPartOfASecret()
    {
        var content = new string('s', 1990) + new string('\n', 5) + "s3cret" + new string('s', 20_000);
        var read = Read(Document($"<S S=\"Error\">{content}</S>"), new Secret("s3cret"));
        Assert.Equal("", read.Trim('\n'));
    }

    [Fact]
    public async Task Ask_ShowsTheErrorWithoutTheSecret_WhenItComesAsClixml()
    {
        var secret = new Secret("s3cret<_x&\ud83d\ude00>");
        var output = new PowerShellOutput(1, "", Document(Progress + "<S S=\"Error\">Cannot use 's3cret&lt;_x005F_x_x000D__x000A_</S><S S=\"Error\">&amp;_xD83D__xDE00_&gt;' here._x000D__x000A_</S>"));
        var conversation = new PowerShellConversation(PowerShellLocator.InProcess((_, _, _) => Task.FromResult(output)), new TimeBudget(TimeSpan.FromSeconds(30)), "https://sms01");
        var failure = await Assert.ThrowsAsync<AimException>(() => conversation.AskAsync(PowerShellScript.Pcs, new Dictionary<string, string>(), changes: false, [secret], default));
        Assert.Contains("(exit code 1, its errors begin with: Cannot use '***' here.)", failure.Error.Text, StringComparison.Ordinal);
    }

    private static string Read(string text, params Secret?[] secrets) => PowerShellErrorStream.Read(text, secrets);

    private static string Document(string content) => "#< CLIXML\r\n" + Root + content + "</Objs>";
}

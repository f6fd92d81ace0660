using System.Security;

namespace AimSetup.PowerShellStandIn;

/// <summary>How Windows PowerShell 5.1 writes to a redirected standard error, given an encoded command.</summary>
internal static class CliXml
{
    private const string Progress =
        "<Obj S=\"progress\" RefId=\"0\"><TN RefId=\"0\"><T>System.Management.Automation.PSCustomObject</T><T>System.Object</T></TN><MS><I64 N=\"SourceId\">1</I64>"
        + "<PR N=\"Record\"><AV>Preparing modules for first use.</AV><AI>0</AI><Nil /><PI>-1</PI><PC>-1</PC><T>Completed</T><SR>-1</SR><SD> </SD></PR></MS></Obj>";

    /// <summary>Writes an error, behind what a slow module has to say about its progress.</summary>
    public static string Error(string text) =>
        "#< CLIXML\r\n<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">" + string.Concat(Enumerable.Repeat(Progress, 20))
        + "<S S=\"Error\">" + SecurityElement.Escape(text.Replace("_x", "_x005F_x")) + "_x000D__x000A_</S></Objs>";
}

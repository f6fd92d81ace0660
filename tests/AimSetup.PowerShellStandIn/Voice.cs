using System.Diagnostics;

namespace AimSetup.PowerShellStandIn;

/// <summary>Writes the answer, in one of many ways.</summary>
internal sealed class Voice(Misbehaviour wrong, string nonce, string? record)
{
    public int Say(string answer)
    {
        var (begin, end) = ($"AimSetup-begin-{nonce}", $"AimSetup-end-{nonce}");
        switch (wrong)
        {
            case Misbehaviour.Chatter:
                Console.Write($"Import of a module: ünïcode\r\nAimSetup-begin-0\n{{\"ok\":true}}\nAimSetup-end-0\nno line break at the end");
                Console.Error.Write("WARNING: something");
                Write(begin, answer, end);
                Console.Write(new string('x', 200_000));
                return 0;
            case Misbehaviour.Huge:
                while (true)
                    Console.WriteLine(new string('x', 10_000));
            case Misbehaviour.Garbage:
                Write(begin, "local {\"ok\":tru", end);
                return 0;
            case Misbehaviour.OtherForm:
                Write(begin, "local {\"ok\":true,\"more\":1}", end);
                return 0;
            case Misbehaviour.WrongNonce:
                Write("AimSetup-begin-0123456789abcdef0123456789abcdef", answer, "AimSetup-end-0123456789abcdef0123456789abcdef");
                return 0;
            case Misbehaviour.Twice:
                Write(begin, answer, end);
                Write(begin, answer, end);
                return 0;
            case Misbehaviour.Torn:
                Write(begin, answer, "");
                return 0;
            case Misbehaviour.DiesAfterwards:
                return 3;
            case Misbehaviour.LeavesChild:
                using (var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "hang") { UseShellExecute = false })!)
                    File.AppendAllLines(record!, ["child " + child.Id]);
                Write(begin, answer, end);
                return 0;
            default:
                Write(begin, answer, end);
                return wrong == Misbehaviour.ExitCode ? 7 : 0;
        }
    }

    private static void Write(string begin, string answer, string end) => Console.Out.Write($"\n{begin}\n{answer}\n{end}\n");
}

using System.Text.Json;
using AimSetup.Secrets;
using AimSetup.Serialization;
using AimSetup.Transport;

namespace AimSetup.Registration.PowerShell;

/// <summary>What a script answers. Errors are data too.</summary>
internal sealed class PowerShellAnswer
{
    private static readonly JsonForm<PowerShellAnswer> Json = JsonForm<PowerShellAnswer>.ToRead(Read, isStrict: true);

    public bool IsOk { get; set; }

    /// <summary>The machine that the cmdlets ran on.</summary>
    public string? Machine { get; set; }

    public PcsCan? Can { get; set; }

    /// <summary>The client before the operation; null: not registered, or not known, see <see cref="Kind"/>.</summary>
    public PcsClient? Client { get; set; }

    public string? Done { get; set; }

    /// <summary>What was asked for and the cmdlet has no parameter for.</summary>
    public List<string>? Unset { get; set; }

    /// <summary>Whether a client that was created has its mark, as far as the cmdlets show; null: they cannot mark, or gave no answer.</summary>
    public bool? IsMarked { get; set; }

    public string? Restarted { get; set; }

    /// <summary>Whether a change may have been made although the operation failed.</summary>
    public bool? IsUncertain { get; set; }

    /// <summary>What kind of error <see cref="Message"/> is of; where all went well, why nobody knows whether the client was registered before.</summary>
    public string? Kind { get; set; }

    /// <summary>The verb of the cmdlet that failed.</summary>
    public string? What { get; set; }

    public string? Category { get; set; }

    public string? Id { get; set; }

    public string? Message { get; set; }

    /// <summary>Whether it came through remoting.</summary>
    public bool IsRemote { get; private set; }

    /// <summary>
    /// Makes fit for a log what is shown as it came; it may come from another machine. Message and ID are cleaned where they are used.
    /// </summary>
    /// <param name="secrets">What must not show.</param>
    public void Clean(params Secret?[] secrets)
    {
        Machine = Machine is null ? null : ServerText.Clean(Machine, secrets);
        Done = Done is null ? null : ServerText.Clean(Done, secrets);
        Restarted = Restarted is null ? null : ServerText.Clean(Restarted, secrets);
        Unset = Unset?.ConvertAll(u => ServerText.Clean(u ?? "", secrets));
    }

    /// <summary>Finds the answer in what PowerShell wrote.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="nonce">That of the request.</param>
    /// <param name="problem">Why there is none.</param>
    public static PowerShellAnswer? Parse(string output, string nonce, out string problem)
    {
        var lines = output.Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        var begin = lines.IndexOf("AimSetup-begin-" + nonce);
        if (begin < 0 || lines.LastIndexOf("AimSetup-begin-" + nonce) != begin)
        {
            problem = begin < 0 ? "it wrote no answer" : "it wrote more than one answer";
            return null;
        }
        if (begin + 2 >= lines.Count || lines[begin + 2] != "AimSetup-end-" + nonce)
        {
            problem = "its answer is not whole";
            return null;
        }
        var blank = lines[begin + 1].IndexOf(' ');
        var place = blank < 0 ? "" : lines[begin + 1].Substring(0, blank);
        problem = "its answer has another form than the script's";
        if (place is not ("local" or "remote"))
            return null;
        try
        {
            var answer = Json.Parse(lines[begin + 1].Substring(blank + 1));
            if (answer is not null)
                answer.IsRemote = place == "remote";
            return answer;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PowerShellAnswer Read(JsonMembers members) => new()
    {
        IsOk = members.Flag("ok"),
        Machine = members.TextOrNull("machine"),
        Can = members.ObjectOrNull("can", PcsCan.Read),
        Client = members.ObjectOrNull("client", PcsClient.Read),
        Done = members.TextOrNull("done"),
        Unset = members.TextsOrNull("unset"),
        IsMarked = members.FlagOrNull("marked"),
        Restarted = members.TextOrNull("restarted"),
        IsUncertain = members.FlagOrNull("uncertain"),
        Kind = members.TextOrNull("kind"),
        What = members.TextOrNull("what"),
        Category = members.TextOrNull("category"),
        Id = members.TextOrNull("id"),
        Message = members.TextOrNull("message"),
    };
}

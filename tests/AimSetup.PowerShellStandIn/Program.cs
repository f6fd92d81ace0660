using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AimSetup.PowerShellStandIn;
using AimSetup.Registration.PowerShell;

string[] options = ["-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-EncodedCommand"];
if (args is ["hang"])
{
    Thread.Sleep(Timeout.Infinite);
    return 0;
}
var settings = StandInSettings.Read();
if (settings.Record is { } record)
{
    var environment = Environment.GetEnvironmentVariables();
    File.AppendAllLines(record,
    [
        "process " + Environment.ProcessId, "folder " + Environment.CurrentDirectory, .. args.Select(a => "argument " + a),
        .. environment.Keys.Cast<string>().Order().Select(k => $"variable {k}={environment[k]}"),
    ]);
}
if (args.Length != options.Length + 1 || !args.AsSpan(0, options.Length).SequenceEqual(options))
    return Refuse("The arguments are not those of the contract.");
var script = Encoding.Unicode.GetString(Convert.FromBase64String(args[^1]));
if (script != PowerShellScript.Pcs && script != PowerShellScript.Mes)
    return Refuse("This is no script of the product.");
if (settings.Misbehaviour == Misbehaviour.Hangs && settings.MisbehaviourIn is null)
    return Hang(settings);

var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false, true)).ReadToEnd();
if (!Ascii.IsValid(input))
    return Refuse("The request is not ASCII.");
var request = JsonSerializer.Deserialize(input, StandInJson.Default.DictionaryStringString)!;
var wrong = settings.MisbehaviourIn is null || settings.MisbehaviourIn == request.GetValueOrDefault("op") ? settings.Misbehaviour : Misbehaviour.None;
if (wrong == Misbehaviour.Hangs)
    return Hang(settings);
if (wrong == Misbehaviour.Dies)
    return Refuse("Something went wrong with '" + request.GetValueOrDefault("secret") + "' here.");

var place = settings.Local ? "local" : "remote";
Answer answer;
if (wrong == Misbehaviour.Echo)
    answer = new Answer { Ok = true, Message = request["secret"] };
else if (script == PowerShellScript.Mes)
    answer = settings.Kind is { } kind ? new Answer { Kind = kind, Message = settings.Message } : RegisterAsTheScriptDoes();
else if (!settings.Local && request["remoting"].Length == 0)
    (answer, place) = (Cmdlets.Fail(new Answer { Machine = "STANDIN" }, "cmdlets-missing", "PowerShell 5.1 on STANDIN has no Add-IdentityManagerClient"), "local");
else if (!settings.Local && !settings.Remote)
    answer = Cmdlets.Fail(new Answer { Machine = "SMS" }, "cmdlets-missing", "PowerShell 5.1 on SMS has no Add-IdentityManagerClient");
else
    answer = new Cmdlets(settings, request).Run();

return new Voice(wrong, request["nonce"], settings.Record).Say(place + " " + JsonSerializer.Serialize(answer, StandInJson.Default.Answer));

Answer RegisterAsTheScriptDoes()
{
    using var control = new ControlClient(settings.Control!);
    control.Add(new AimClient { ClientId = request["client"], Secret = request["secret"], Lifetime = 86400 });
    return new Answer { Ok = true, Kind = "", Message = "The client has been registered successfully with " + request["secret"] };
}

static int Refuse(string why)
{
    Console.Error.Write(CliXml.Error(why));
    return 64;
}

static int Hang(StandInSettings settings)
{
    using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "hang") { UseShellExecute = false })!;
    if (settings.Record is { } file)
        File.AppendAllLines(file, ["child " + child.Id]);
    Thread.Sleep(Timeout.Infinite);
    return 0;
}

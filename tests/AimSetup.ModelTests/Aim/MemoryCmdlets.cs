using System.Text.Json;
using System.Text.Json.Nodes;
using AimSetup.ModelTests.Machines;
using AimSetup.Registration.PowerShell;

namespace AimSetup.ModelTests.Aim;

/// <summary>What the script of the registrar <c>pcs</c> would answer on one machine: the same decisions, without a PowerShell.</summary>
internal sealed class MemoryCmdlets(MemoryAim aim, Machine machine, VirtualClock clock)
{
    public Task<PowerShellOutput> RunAsync(string script, string input, CancellationToken cancellationToken)
    {
        var request = JsonNode.Parse(input)!.AsObject().ToDictionary(p => p.Key, p => (string)p.Value!);
        var transaction = machine.Current!;
        var (served, fault) = Exchange.Run(machine, clock, isBound: false, () => Serve(request, transaction));
        cancellationToken.ThrowIfCancellationRequested();
        var answer = fault switch
        {
            null => served,
            FaultKind.BadRequest => Failed("cmdlet-failed"),

            // The look fails too, and as it would for an ID that nobody has.
            FaultKind.ConnectionRefused or FaultKind.ErrorBefore when request["op"] == "find" => Unknown(),
            FaultKind.ConnectionRefused or FaultKind.ErrorBefore => Failed("cmdlet-failed", uncertain: request["op"] == "create"),
            FaultKind.Unauthorized or FaultKind.Forbidden => Failed("not-permitted"),
            FaultKind.ErrorAfter => Failed("cmdlet-failed", uncertain: true),
            _ => null,
        };

        // Everything else ends the process before it has written its answer.
        return Task.FromResult(answer is null
            ? new PowerShellOutput(1, "Something else", "")
            : new PowerShellOutput(0, $"\nAimSetup-begin-{request["nonce"]}\nlocal {answer.ToJsonString()}\nAimSetup-end-{request["nonce"]}\n", ""));
    }

    private JsonObject Serve(Dictionary<string, string> request, Transaction by)
    {
        var id = request["client"];
        var now = aim.Find(id);
        var answer = new JsonObject { ["ok"] = true, ["machine"] = machine.ToString(), ["can"] = Can() };
        if (request["op"] == "probe")
            return answer;
        answer["client"] = now is null ? null : Describe(now);
        answer["done"] = request["op"] switch
        {
            "create" => Create(request, now, by),
            "update" when now is not null => Update(request, now, by),
            "remove" => Remove(request, now, by),
            _ => "nothing",
        };
        if (aim.CanMark && (string?)answer["done"] == "created")
            answer["marked"] = true;
        return answer;
    }

    private string Create(Dictionary<string, string> request, AimClient? now, Transaction by)
    {
        if (now is not null)
            return "taken";
        var mark = request["mark"];
        aim.Add(new AimClient
        {
            ClientId = request["client"],
            Secret = request["secret"],
            CreatedBy = mark,
            Mark = aim.CanMark ? mark : null,
            Lifetime = int.Parse(request["lifetime"], System.Globalization.CultureInfo.InvariantCulture),
            Scopes = request["scopes"],
        }, by);
        return "created";
    }

    private string Update(Dictionary<string, string> request, AimClient now, Transaction by)
    {
        aim.Change(now, int.Parse(request["lifetime"], System.Globalization.CultureInfo.InvariantCulture), request["scopes"], now.Mark, by);
        return "updated";
    }

    private string Remove(Dictionary<string, string> request, AimClient? now, Transaction by)
    {
        if (now is null)
            return "gone";
        if (request["mark"].Length > 0 && now.Mark != request["mark"])
            return "other";
        if (aim.CanRemove)
        {
            aim.Remove(now, by);
            return "removed";
        }
        aim.Disable(now, request["secret"], by);
        return "disabled";
    }

    private JsonObject Can() => new()
    {
        ["update"] = true,
        ["remove"] = aim.CanRemove,
        ["disable"] = true,
        ["replaceSecret"] = true,
        ["mark"] = aim.CanMark,
        ["account"] = false,
    };

    private static JsonObject Describe(AimClient client) => new()
    {
        ["id"] = client.ClientId,
        ["lifetime"] = client.Lifetime,
        ["scopes"] = JsonSerializer.SerializeToNode(client.Scopes.Split(' ')),
        ["grants"] = new JsonArray("ClientCredentials"),
        ["enabled"] = client.Enabled,
        ["description"] = client.Mark,
    };

    private JsonObject Unknown()
    {
        var answer = Failed("cmdlet-failed");
        answer["ok"] = true;
        answer["can"] = Can();
        answer["done"] = "nothing";
        return answer;
    }

    private static JsonObject Failed(string kind, bool uncertain = false)
    {
        var answer = new JsonObject { ["ok"] = false, ["kind"] = kind, ["what"] = "Add", ["category"] = "NotSpecified", ["id"] = "Model", ["message"] = "It failed" };
        if (uncertain)
            answer["uncertain"] = true;
        return answer;
    }
}

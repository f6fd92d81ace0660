namespace AimSetup.PowerShellStandIn;

/// <summary>What the product's script does with the cmdlets, done with the emulator.</summary>
internal sealed class Cmdlets(StandInSettings settings, Dictionary<string, string> request)
{
    private const string Unreachable = "Unable to connect to the remote server";

    public Answer Run()
    {
        var answer = new Answer { Machine = "STANDIN" };
        if (settings.Kind is { } kind)
        {
            if (kind != "cmdlets-missing")
                answer.Can = Can.Of(settings);
            return Fail(answer, kind, settings.Message ?? "as the test wants it", settings.Id);
        }
        if (request["op"] == "probe")
            return Succeed(answer, null);

        using var control = new ControlClient(settings.Control!);
        var id = request["client"];
        var now = settings.Looks ? control.Find(id) : null;
        if (!settings.Looks)
        {
            answer.Can = Can.Of(settings);
            Fail(answer, "cmdlet-failed", Unreachable);
            if (request["op"] is not ("create" or "find"))
                return answer;
        }
        if (request["op"] == "create" && now is null && !settings.AddAnswers)
        {
            Create(control, id, now);
            answer.Can = Can.Of(settings);
            answer.Uncertain = true;
            return Fail(answer, "cmdlet-failed", Unreachable);
        }
        answer.Client = Client.Of(now, settings.CanMark && settings.ShowsMark);
        return Succeed(answer, request["op"] switch
        {
            "create" => Create(control, id, now),
            "update" => Update(control, id, now),
            "note" => Note(control, id, now),
            "secret" => Replace(control, id, now),
            "remove" => Remove(control, id, now),
            _ => "nothing",
        });
    }

    public static Answer Fail(Answer answer, string kind, string message, string? errorId = null)
    {
        answer.Kind = kind;
        answer.What = "Get";
        answer.Id = errorId ?? "Some.Error,Get-IdentityManagerClient";
        answer.Message = message;
        return answer;
    }

    private Answer Succeed(Answer answer, string? done)
    {
        answer.Ok = true;
        answer.Can = Can.Of(settings);
        answer.Done = done;
        if (done == "created" && settings.CanMark && settings.ReadsMark)
            answer.Marked = settings.ShowsMark;
        if (request["restart"] == "1" && done is not (null or "nothing" or "taken" or "gone" or "other"))
            answer.Restarted = "the service AIMTokenHost was restarted";
        return answer;
    }

    private string Create(ControlClient control, string id, AimClient? now)
    {
        if (now is not null)
            return "taken";
        control.Add(new AimClient
        {
            ClientId = id,
            Secret = request["secret"],
            Name = id,
            Scopes = Words("scopes"),
            Grants = ["client_credentials"],
            Lifetime = Lifetime,
            SoftwareId = settings.CanMark ? request["mark"] : null,
        });
        return "created";
    }

    private string Update(ControlClient control, string id, AimClient? now)
    {
        if (now is null)
            return "nothing";
        var grants = request.ContainsKey("grants") ? Words("grants").Select(g => g == "ClientCredentials" ? "client_credentials" : g).ToList() : null;
        control.Update(id, new AimClient { Lifetime = Lifetime, Scopes = Words("scopes"), Grants = grants });
        return "updated";
    }

    private string Note(ControlClient control, string id, AimClient? now)
    {
        if (!settings.CanMark || !settings.CanUpdate || now is null || now.SoftwareId != request["mark"])
            return "nothing";
        control.Update(id, new AimClient { SoftwareId = request["note"] });
        return "noted";
    }

    private string Replace(ControlClient control, string id, AimClient? now)
    {
        if (now is null || !settings.CanReplaceSecret)
            return "nothing";
        control.Update(id, new AimClient { Secret = request["secret"] });
        return "updated";
    }

    private string Remove(ControlClient control, string id, AimClient? now)
    {
        if (now is null)
            return "gone";
        if (settings.CanMark && request["mark"].Length > 0 && (settings.ShowsMark ? now.SoftwareId : null) != request["mark"])
            return "other";
        if (settings.CanRemove)
        {
            control.Remove(id);
            return "removed";
        }
        if (!settings.CanDisable && !settings.CanReplaceSecret)
            return "nothing";
        control.Update(id, new AimClient { Enabled = settings.CanDisable ? false : null, Secret = settings.CanReplaceSecret ? request["secret"] : null });
        return "disabled";
    }

    private int Lifetime => int.Parse(request["lifetime"], System.Globalization.CultureInfo.InvariantCulture);

    private List<string> Words(string name) => [.. request[name].Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}

namespace AimSetup.Emulator.Endpoints;

/// <summary>Tells what a path and a method ask. Paths differ in case between versions of AIM, so case does not matter.</summary>
internal static class Router
{
    public static EmulatorRequest Match(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var method = context.Request.Method;
        if (path.StartsWith(Addresses.RegisterPath + "/", StringComparison.OrdinalIgnoreCase))
        {
            var clientId = path[(Addresses.RegisterPath.Length + 1)..];
            return new EmulatorRequest(context, OfClient(method), clientId);
        }

        if (path.StartsWith(Addresses.CmdletPath + "/", StringComparison.OrdinalIgnoreCase))
        {
            var clientId = path[(Addresses.CmdletPath.Length + 1)..];
            return new EmulatorRequest(context, OfCmdlet(method), clientId);
        }

        if (Is(path, Addresses.MesRoot) || path.StartsWith(Addresses.MesRoot + "/", StringComparison.OrdinalIgnoreCase))
            return new EmulatorRequest(context, EmulatorOperation.Mes, null);

        return new EmulatorRequest(context, OfPath(path, method), null);
    }

    private static EmulatorOperation OfClient(string method) => method switch
    {
        "GET" => EmulatorOperation.Read,
        "PUT" => EmulatorOperation.Update,
        "DELETE" => EmulatorOperation.Delete,
        _ => EmulatorOperation.Other,
    };

    private static EmulatorOperation OfCmdlet(string method) => method switch
    {
        "GET" => EmulatorOperation.CmdletGet,
        "PUT" => EmulatorOperation.CmdletUpdate,
        "DELETE" => EmulatorOperation.CmdletRemove,
        _ => EmulatorOperation.Other,
    };

    private static EmulatorOperation OfPath(string path, string method)
    {
        var reads = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        if (reads && (Is(path, Addresses.Root) || Is(path, Addresses.Root + "/")))
            return EmulatorOperation.Welcome;
        if (reads && Is(path, Addresses.DiscoveryPath))
            return EmulatorOperation.Discovery;
        if (reads && Is(path, Addresses.JwksPath))
            return EmulatorOperation.Jwks;
        if (HttpMethods.IsPost(method) && Is(path, Addresses.TokenPath))
            return EmulatorOperation.Token;
        if (HttpMethods.IsPost(method) && Is(path, Addresses.RegisterPath))
            return EmulatorOperation.Register;
        if (HttpMethods.IsPost(method) && Is(path, Addresses.CmdletPath))
            return EmulatorOperation.CmdletAdd;
        return EmulatorOperation.Other;
    }

    public static bool Is(string path, string expected) => path.Equals(expected, StringComparison.OrdinalIgnoreCase);
}

using System.Diagnostics.CodeAnalysis;

namespace AimSetup.Mes;

/// <summary>
/// Where the MES Web API is called to see whether it takes a token. AVEVA documents <c>https://FQDN/mesmw/api/v3</c> as its base
/// address, and <c>entity</c> as a call that needs no parameters; HTTPS port and call can be others.
/// </summary>
public sealed class MesAddress
{
    private const string Root = "/mesmw/api/v3";
    private const string Call = "/entity";

    private MesAddress(Uri uri) => Uri = uri;

    /// <summary>The whole address of the call, for example <c>https://mes01.plant.example/mesmw/api/v3/entity</c>.</summary>
    public Uri Uri { get; }

    /// <summary>Reads an address.</summary>
    /// <param name="text">
    /// A host, host:port or URL. Where it ends before or within <c>/mesmw/api/v3</c>, the rest and <c>/entity</c> are added; any
    /// other path and query stay as they are. Plain http only on loopback.
    /// </param>
    /// <param name="address">The address.</param>
    /// <param name="problem">What is wrong with the text, to be put behind the name of the setting; without a full stop.</param>
    /// <returns>Whether the text is an address.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MesAddress? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        problem = Check(text?.Trim() ?? "", out var uri);
        if (problem is not null)
            return false;
        address = new MesAddress(uri!);
        return true;
    }

    /// <summary>The address without its query, which may have a key in it: for people.</summary>
    /// <returns>For example <c>https://mes01.plant.example/mesmw/api/v3/entity</c>.</returns>
    public override string ToString() => Uri.GetLeftPart(UriPartial.Path);

    private static string? Check(string text, out Uri? address)
    {
        address = null;
        if (WebAddress.Check(text, out var uri) is { } problem)
            return problem;
        if (uri!.Fragment.Length > 0)
            return "must not have a fragment in it";
        var path = uri.AbsolutePath.TrimEnd('/');
        address = IsBase(path) && uri.Query.Length == 0 ? new Uri(uri.GetLeftPart(UriPartial.Authority) + Root + Call) : uri;
        return null;
    }

    private static bool IsBase(string path) =>
        Root.StartsWith(path, StringComparison.OrdinalIgnoreCase) && (path.Length == Root.Length || Root[path.Length] == '/');
}

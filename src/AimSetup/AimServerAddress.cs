using System.Diagnostics.CodeAnalysis;

namespace AimSetup;

/// <summary>
/// Where AVEVA Identity Manager answers. AVEVA documents <c>https://FQDN/identitymanager</c>; the HTTPS port of the System
/// Management Server can be changed, so host and port are free and the path is fixed.
/// </summary>
public sealed class AimServerAddress : IEquatable<AimServerAddress>
{
    /// <summary>The longest address that a server may name, in characters; it goes into messages as it is.</summary>
    internal const int MaximumLength = 2048;

    private const string Path = "/identitymanager";

    private AimServerAddress(Uri baseAddress) => BaseAddress = baseAddress;

    /// <summary>The base of all addresses, with a slash at its end: <c>https://sms01.plant.example/identitymanager/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Reads an address.</summary>
    /// <param name="text">A host, host:port, or URL with or without <c>/identitymanager</c>. Plain http only on loopback.</param>
    /// <param name="address">The address.</param>
    /// <param name="problem">What is wrong with the text, to be put behind the name of the setting; without a full stop.</param>
    /// <returns>Whether the text is an address.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AimServerAddress? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        problem = Check(text?.Trim() ?? "", out var uri);
        if (problem is not null)
            return false;
        address = new AimServerAddress(uri!);
        return true;
    }

    /// <summary>Whether a URL goes to this machine itself, where plain http can be read by nobody else.</summary>
    /// <param name="uri">An absolute URL.</param>
    /// <returns>Whether its host is localhost or a loopback address.</returns>
    public static bool IsLoopback(Uri uri) => uri.IsAbsoluteUri && uri.IsLoopback && uri.Host.Length > 0;

    /// <summary>Whether secrets may be sent to a URL.</summary>
    /// <param name="uri">An absolute URL.</param>
    /// <returns>True for https anywhere and http on loopback.</returns>
    public static bool IsSafe(Uri uri) =>
        uri.IsAbsoluteUri && WebAddress.HasHost(uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsLoopback(uri)));

    /// <summary>Whether two addresses are of one server: the path is sent as it was written, and means the same in upper and lower case.</summary>
    /// <param name="left">An address as <see cref="ToString"/> gives it; null: none.</param>
    /// <param name="right">Another one.</param>
    /// <returns>Whether they differ in the case of letters at most.</returns>
    public static bool AreSame(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(AimServerAddress? other) => other is not null && AreSame(ToString(), other.ToString());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AimServerAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(ToString());

    /// <summary>The address without the slash at its end, as people write it.</summary>
    /// <returns>For example <c>https://sms01.plant.example/identitymanager</c>.</returns>
    public override string ToString() => BaseAddress.AbsoluteUri.TrimEnd('/');

    private static string? Check(string text, out Uri? baseAddress)
    {
        baseAddress = null;
        if (WebAddress.Check(text, out var uri) is { } problem)
            return problem;
        if (uri!.Query.Length > 0 || uri.Fragment.Length > 0)
            return "must not have a query or fragment in it";
        var path = uri.AbsolutePath.TrimEnd('/');
        if (path.Length > 0 && !path.Equals(Path, StringComparison.OrdinalIgnoreCase))
            return $"must end after the host and port, or with {Path}";
        baseAddress = new Uri($"{uri.GetLeftPart(UriPartial.Authority)}{(path.Length == 0 ? Path : path)}/");
        return null;
    }
}

using System.Security;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Windows;

namespace AimSetup.Markers;

/// <summary>The markers of this machine: <c>HKEY_LOCAL_MACHINE\Software\AimSetup\&lt;ProductCode&gt;</c>, in the 64-bit view.</summary>
/// <param name="registry">The registry.</param>
public sealed class MarkerStore(IMachineRegistry registry)
{
    /// <summary>The key that has the markers in it, below HKEY_LOCAL_MACHINE.</summary>
    public const string Key = @"Software\AimSetup";

    /// <summary>Reads the marker of a product.</summary>
    /// <param name="productCode">The ProductCode, a GUID in braces.</param>
    /// <returns>The marker; null: there is none.</returns>
    /// <exception cref="AimException">The registry cannot be read.</exception>
    public Marker? Find(string productCode) => IsProductCode(productCode) && Values(productCode) is { } values ? ToMarker(productCode, values) : null;

    /// <summary>Reads all markers.</summary>
    /// <param name="except">The product code whose marker is left out; null: none.</param>
    /// <returns>The markers.</returns>
    /// <exception cref="AimException">The registry cannot be read.</exception>
    public IReadOnlyList<Marker> ReadAll(string? except = null) =>
        [.. Guard(Key, () => registry.Children(Key)).Where(code => IsProductCode(code) && !code.Equals(except, StringComparison.OrdinalIgnoreCase)).Select(Find).OfType<Marker>()];

    /// <summary>Writes a marker in place of the one that its product has.</summary>
    /// <param name="marker">The marker.</param>
    /// <exception cref="AimException">The registry cannot be written.</exception>
    public void Write(Marker marker) => Restore(marker.Product.ProductCode, ToValues(marker));

    /// <summary>Removes the marker of a product; that there is none is no error.</summary>
    /// <param name="productCode">The ProductCode, a GUID in braces.</param>
    /// <exception cref="AimException">The registry cannot be written.</exception>
    public void Delete(string productCode)
    {
        Guard(KeyOf(productCode), () => registry.Delete(KeyOf(productCode)));
        if (Guard(Key, () => registry.Children(Key)).Count == 0 && Guard(Key, () => registry.Read(Key)) is { Count: 0 })
            Guard(Key, () => registry.Delete(Key));
    }

    /// <summary>The marker of a product as it is in the registry; null: there is none.</summary>
    internal IReadOnlyDictionary<string, string>? Values(string productCode) =>
        Guard(KeyOf(productCode), () => registry.Read(KeyOf(productCode)));

    /// <summary>Puts back what <see cref="Values"/> returned.</summary>
    internal void Restore(string productCode, IReadOnlyDictionary<string, string>? values)
    {
        if (values is null)
            Delete(productCode);
        else
            Guard(KeyOf(productCode), () => registry.Write(KeyOf(productCode), values));
    }

    private static Dictionary<string, string> ToValues(Marker marker) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["ProductName"] = marker.Product.Name,
        ["UpgradeCode"] = marker.Product.UpgradeCode,
        [nameof(marker.ProductVersion)] = marker.ProductVersion,
        [nameof(marker.ClientId)] = marker.ClientId,
        [nameof(marker.Server)] = marker.Server,
        [nameof(marker.Registrar)] = marker.Registrar,
        [nameof(marker.Outcome)] = marker.Outcome,
        [nameof(marker.Time)] = marker.Time,
        [nameof(marker.AimSetupVersion)] = marker.AimSetupVersion,
        [nameof(marker.Transaction)] = marker.Transaction,
        [nameof(marker.CredentialFile)] = marker.CredentialFile,
    };

    private static Marker ToMarker(string productCode, IReadOnlyDictionary<string, string> values)
    {
        string Value(string name) => values.TryGetValue(name, out var value) ? value : "";
        return new Marker
        {
            Product = new ProductIdentity(productCode, Value("UpgradeCode"), Value("ProductName")),
            ProductVersion = Value(nameof(Marker.ProductVersion)),
            ClientId = Value(nameof(Marker.ClientId)),
            Server = Value(nameof(Marker.Server)),
            Registrar = Value(nameof(Marker.Registrar)),
            Outcome = Value(nameof(Marker.Outcome)),
            Time = Value(nameof(Marker.Time)),
            AimSetupVersion = Value(nameof(Marker.AimSetupVersion)),
            Transaction = Value(nameof(Marker.Transaction)),
            CredentialFile = Value(nameof(Marker.CredentialFile)),
        };
    }

    private static bool IsProductCode(string name) => Guid.TryParseExact(name, "B", out _);

    // A product code is Windows Installer's own, and still nothing that names a key of somebody else may become one.
    private static string KeyOf(string productCode) =>
        IsProductCode(productCode) ? Key + @"\" + productCode : throw new ArgumentException("A product code is a GUID in braces.", nameof(productCode));

    private static void Guard(string key, Action action) => Guard(key, () =>
    {
        action();
        return true;
    });

    private static T Guard<T>(string key, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException)
        {
            throw new AimException(AimErrors.MarkerUnusable.With(@"HKEY_LOCAL_MACHINE\" + key, e.Message.TrimEnd('.')), e);
        }
    }
}

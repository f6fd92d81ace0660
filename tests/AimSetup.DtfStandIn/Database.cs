using System.Globalization;
using AimSetup.DtfStandIn;

namespace WixToolset.Dtf.WindowsInstaller;

/// <summary>The database of a session.</summary>
public class Database
{
    private readonly StandInInstaller _installer;

    internal Database(StandInInstaller installer) => _installer = installer;

    /// <summary>Reads texts.</summary>
    /// <param name="sqlFormat">A SELECT; with arguments it is a format.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>The texts, row by row.</returns>
    /// <exception cref="InstallerException">It is no right SELECT, or there is no such table.</exception>
    public IList<string> ExecuteStringQuery(string sqlFormat, params object[] args)
    {
        if (string.IsNullOrEmpty(sqlFormat))
            throw new ArgumentNullException(nameof(sqlFormat));
        var sql = args is null || args.Length == 0 ? sqlFormat : string.Format(CultureInfo.InvariantCulture, sqlFormat, args);
        return _installer.Texts.TryGetValue(sql, out var texts) ? [.. texts] : throw new InstallerException();
    }
}

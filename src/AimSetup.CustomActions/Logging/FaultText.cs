namespace AimSetup.CustomActions.Logging;

/// <summary>
/// Tells what an exception is without its text, which may quote anything: the types down to the cause, their HRESULTs, and
/// what could not be loaded. The DTF host is compiled with this file too, since there this assembly may be what cannot.
/// </summary>
internal static class FaultText
{
    private const int Deepest = 6;

    public static string Of(Exception exception)
    {
        var text = Describe(exception);
        var cause = exception.InnerException;
        for (var depth = 1; cause is not null && depth < Deepest; depth++, cause = cause.InnerException)
            text += "; by " + Describe(cause);

        // Brackets and braces are Windows Installer's formatting.
        return text.Replace('[', '(').Replace(']', ')').Replace('{', '(').Replace('}', ')');
    }

    private static string Describe(Exception exception)
    {
        var text = exception.GetType().Name + ", HRESULT 0x" + exception.HResult.ToString("X8", System.Globalization.CultureInfo.InvariantCulture);
        var name = exception switch
        {
            FileLoadException load => load.FileName,
            FileNotFoundException missing => missing.FileName,
            BadImageFormatException image => image.FileName,
            TypeInitializationException type => type.TypeName,
            _ => null,
        };
        return string.IsNullOrEmpty(name) ? text : text + ", " + name;
    }
}

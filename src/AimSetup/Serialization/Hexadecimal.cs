namespace AimSetup.Serialization;

/// <summary>Bytes as hexadecimal digits.</summary>
internal static class Hexadecimal
{
    /// <summary>In upper case, as Windows shows thumbprints.</summary>
#if NET
    public static string Upper(byte[] bytes) => Convert.ToHexString(bytes);
#else
    public static string Upper(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", "");
#endif

    /// <summary>In lower case.</summary>
    public static string Lower(byte[] bytes) => Upper(bytes).ToLowerInvariant();
}

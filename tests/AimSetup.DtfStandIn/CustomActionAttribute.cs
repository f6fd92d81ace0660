namespace WixToolset.Dtf.WindowsInstaller;

/// <summary>Marks a public static method with one parameter, the session, as an entry point of the DLL.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CustomActionAttribute : Attribute
{
    /// <summary>An entry point with the method's name.</summary>
    public CustomActionAttribute()
    {
    }

    /// <summary>An entry point with another name.</summary>
    /// <param name="name">The name.</param>
    public CustomActionAttribute(string name) => Name = name;

    /// <summary>The name of the entry point; null: the method's.</summary>
    public string? Name { get; }
}

using System.Reflection;
using System.Runtime.Loader;

namespace AimSetup.CustomActions.Dtf.Tests;

/// <summary>The host once more, where one assembly cannot be loaded: it was blocked, is missing, or has another version.</summary>
internal sealed class WithoutAssembly(string missing, string reason) : AssemblyLoadContext(isCollectible: true)
{
    /// <summary>The entry points.</summary>
    public Type EntryPoints => LoadFromAssemblyPath(typeof(CustomActions).Assembly.Location).GetType(typeof(CustomActions).FullName!, throwOnError: true)!;

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == missing ? throw new FileLoadException(reason, assemblyName.FullName) : null;
}

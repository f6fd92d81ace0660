using System.Runtime.InteropServices;

// Never from the folder of the program, which may be anybody's download folder, nor from the current one.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.System32)]

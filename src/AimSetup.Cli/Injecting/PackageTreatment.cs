using AimSetup.Cli.ActionsDll;
using AimSetup.Cli.Compound;
using AimSetup.Cli.Files;
using AimSetup.Cli.Msi;

namespace AimSetup.Cli.Injecting;

/// <summary>The whole way from the vendor's file to the finished one.</summary>
public static class PackageTreatment
{
    private static readonly string[] Signatures = ["\u0005DigitalSignature", "\u0005MsiDigitalSignatureEx"];

    /// <summary>Checks the input, injects, checks the output and only then gives it its name.</summary>
    /// <param name="options">What to inject into what.</param>
    /// <param name="cancellation">Ends the work; nothing is left behind.</param>
    /// <returns>What was done.</returns>
    public static InjectResult Run(InjectOptions options, CancellationToken cancellation)
    {
        using var before = OpenInput(options.Input, cancellation);
        using var output = new OutputFile(options.Output, options.Input, options.Overwrite);
        var dll = DllSource.Load(options.Dll);
        var signatures = Signatures.Where(before.Has).ToList();
        try
        {
            output.Begin();
            File.WriteAllBytes(output.Dll, dll);
            var (result, removed) = Edit(options, before, output, signatures, cancellation);
            OutputCheck.RestoreClassIds(before, output.Database);
            if (OutputCheck.Difference(before, output.Database, signatures, removed.Texts, cancellation) is { } difference)
                throw Unfaithful(options, difference, null);
            cancellation.ThrowIfCancellationRequested();
            if (!options.DryRun)
                output.Publish();
            return signatures.Count == 0 ? result
                : result with { Warnings = [.. result.Warnings, "the package was signed; the signature no longer fitted and was removed. Sign the output again."] };
        }
        catch (CompoundFileException e)
        {
            throw Unfaithful(options, e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.OutputUnusable, $"the output {options.Output} cannot be written: {e.Message}", e);
        }
    }

    private static CliException Unfaithful(InjectOptions options, string difference, Exception? inner) =>
        new(ExitCode.NotInjectable, $"{options.Input} cannot be changed faithfully by this system's MSI library: {difference}. No output was written; try it on Windows.", inner);

    private static (InjectResult Result, RemovedRows Removed) Edit(InjectOptions options, MsiContainer input, OutputFile output, List<string> signatures, CancellationToken cancellation)
    {
        IMsiDatabase database;
        try
        {
            database = MsiDatabases.Open(input, output.Database, cancellation);
        }
        catch (MsiException e)
        {
            throw new CliException(ExitCode.InputUnusable, $"{options.Input} cannot be used: the MSI library refuses it ({e.Message}).", e);
        }
        using (database)
        {
            try
            {
                foreach (var signature in signatures)
                    database.RemoveStream(signature);
                var removed = new RemovedRows(database);
                var result = Injector.Inject(database, output.Dll, options.Force, options.Page, DateTime.UtcNow, removed) with { Output = options.Output };
                if (!InOneFolder(options.Input, options.Output))
                    result = result with { Warnings = [.. result.Warnings, .. PackageWarnings.OfFilesBeside(database)] };
                cancellation.ThrowIfCancellationRequested();
                database.Commit();
                return (result, removed);
            }
            catch (MsiException e)
            {
                throw new CliException(ExitCode.NotInjectable, $"{options.Input} cannot take the rows: {e.Message}. No output was written.", e);
            }
        }
    }

    private static bool InOneFolder(string first, string second) =>
        string.Equals(Path.GetDirectoryName(Path.GetFullPath(first)), Path.GetDirectoryName(Path.GetFullPath(second)), OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static MsiContainer OpenInput(string path, CancellationToken cancellation)
    {
        MsiContainer container;
        try
        {
            if (Directory.Exists(path))
                throw new CliException(ExitCode.InputUnusable, $"{path} is a folder; name an MSI file.");
            if (FileKind.IsSpecial(Path.GetFullPath(path)))
                throw new CliException(ExitCode.InputUnusable, $"{path} is no file but a device, a pipe or the like; name an MSI file.");
            container = MsiContainer.Open(path, cancellation);
        }
        catch (FileNotFoundException e)
        {
            throw new CliException(ExitCode.InputUnusable, $"{path} does not exist; check the path.", e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new CliException(ExitCode.InputUnusable, $"{path} does not exist; check the path.", e);
        }
        catch (CompoundFileException e)
        {
            throw new CliException(ExitCode.InputUnusable, $"{path} is no usable MSI: {e.Message}. Get the file again from its maker.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException(ExitCode.InputUnusable, $"{path} cannot be read: {e.Message}", e);
        }
        try
        {
            RequirePackage(path, container);
            return container;
        }
        catch
        {
            container.Dispose();
            throw;
        }
    }

    private static void RequirePackage(string path, MsiContainer container)
    {
        if (container.ClassId == MsiKind.Patch)
            throw new CliException(ExitCode.NotInjectable, $"{path} is a patch (.msp); AimSetup is added to a package (.msi).");
        if (container.ClassId == MsiKind.Transform)
            throw new CliException(ExitCode.NotInjectable, $"{path} is a transform (.mst); AimSetup is added to a package (.msi).");
        if (container.Strings is null)
            throw new CliException(ExitCode.InputUnusable, $"{path} is no MSI: it is a compound file of another kind. Name the package (.msi).");
        if (!container.Strings.RoundTrips())
            throw new CliException(ExitCode.NotInjectable, $"{path} has texts that its code page ({container.Strings.CodePage}) does not hold, so they could not be kept; have its maker set the right code page.");
    }
}

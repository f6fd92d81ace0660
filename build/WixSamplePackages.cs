namespace AimSetup.Build;

/// <summary>
/// The sample client's packages on Windows, made by WiX and with the DTF host inside: under the names that
/// <see cref="SamplePackages"/> gives to those made on Linux.
/// </summary>
internal sealed class WixSamplePackages(Repository repository, Steps steps)
{
    public void Build()
    {
        Package("SampleClient", "1.0.0", "-p:Plain=true");
        Package("SampleClient-aim", "1.0.0");
        Package("test/SampleClient-test", "1.0.0", "-p:Plain=true", "-p:Failing=true");
        Package("test/SampleClient-test-aim", "1.0.0", "-p:Failing=true");
        Package("test/SampleClient-test-ui", "1.0.0", "-p:Failing=true", "-p:Page=true");
        Package("test/SampleClient-test-2.0.0-aim", "2.0.0", "-p:Failing=true");
    }

    private void Package(string output, string version, params string[] more)
    {
        var (folder, name) = (Path.GetDirectoryName(output)!, Path.GetFileName(output));

        steps.Run("package " + name, "dotnet", [
            "build", "installer/SampleClient.Wix/SampleClient.Wix.wixproj", "-c", "Release", "-p:WithWix=true",
            "-p:ClientFolder=" + repository.Artifact("sample", "client"), "-p:ClientVersion=" + version, "-p:SampleName=" + name,
            "-p:SampleFolder=" + repository.Artifact("sample", folder).TrimEnd(Path.DirectorySeparatorChar) + "/", .. more]);
    }
}

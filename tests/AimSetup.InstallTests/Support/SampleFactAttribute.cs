namespace AimSetup.InstallTests.Support;

/// <summary>A test that reads the sample package; skipped, with the reason, where it or msiinfo is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SampleFactAttribute : FactAttribute
{
    public SampleFactAttribute()
    {
        if (Artifacts.Missing.Append(Artifacts.TreatedPage).FirstOrDefault(f => !File.Exists(f)) is { } file)
            Skip = $"{Path.GetFileName(file)} is missing: run the target build first.";
        else if (!File.Exists("/usr/bin/msiinfo"))
            Skip = "msiinfo is missing (apt-get install msitools).";
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using AimSetup.Credentials;
using AimSetup.Journaling;
using AimSetup.Secrets;
using AimSetup.TestSupport;
using Microsoft.Win32.SafeHandles;

namespace AimSetup.Tests.Credentials;

/// <summary>The rights that Windows keeps. Elsewhere, and under Wine, there are none to look at.</summary>
public sealed class CredentialRightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [AdministratorFact]
    [SupportedOSPlatform("windows")]
    public void Write_GivesTheFileToAdministratorsAndItsReadersOnly_AndARotationKeepsThem()
    {
        var above = new DirectoryInfo(_folder.Path).GetAccessControl().GetSecurityDescriptorSddlForm(AccessControlSections.Access);
        var store = new CredentialStore(_folder.Combine("clients"), new DpapiDataProtector());
        var credentials = Credentials();
        store.Write(credentials);
        AssertRights(store.FileOf("line7-client"));
        store.Write(credentials.WithSecret(new Secret("another"), Journal.NewTransaction(), DateTimeOffset.UnixEpoch));
        AssertRights(store.FileOf("line7-client"));
        Assert.Equal(above, new DirectoryInfo(_folder.Path).GetAccessControl().GetSecurityDescriptorSddlForm(AccessControlSections.Access));
        Assert.Equal("another", store.Find("line7-client")!.ClientSecret.Reveal());
    }

    [AdministratorFact]
    [SupportedOSPlatform("windows")]
    public void Find_ReadsTheFile_WhenSomebodyKeepsTheFolderForHimself()
    {
        var store = new CredentialStore(_folder.Combine("clients"), new DpapiDataProtector());
        store.Write(Credentials());

        // FILE_TRAVERSE, shared with nobody; FILE_FLAG_BACKUP_SEMANTICS.
        using var kept = CreateFileW(_folder.Combine("clients"), 0x20, 0, 0, 3, 0x02000000, 0);
        Assert.False(kept.IsInvalid);
        Assert.NotNull(store.Find("line7-client"));
    }

    [AdministratorFact]
    [SupportedOSPlatform("windows")]
    public void Write_LetsNobodyElseOpenTheFolderForItsContent()
    {
        new CredentialStore(_folder.Combine("clients"), new DpapiDataProtector()).Write(Credentials());
        var others = new DirectoryInfo(_folder.Combine("clients")).GetAccessControl().GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier))
            .Cast<FileSystemAccessRule>().Where(r => r.IdentityReference.Value is not ("S-1-5-18" or "S-1-5-32-544"));
        Assert.Equal(FileSystemRights.ReadAttributes | FileSystemRights.ReadPermissions | FileSystemRights.Synchronize, Assert.Single(others).FileSystemRights);
    }

    [DllImport("kernel32.dll", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern SafeFileHandle CreateFileW(string name, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    private static StoredCredentials Credentials() => new()
    {
        ClientId = "line7-client",
        ClientSecret = new Secret("s3cret"),
        Server = "https://sms01/identitymanager",
        TokenEndpoints = [new Uri("https://sms01/identitymanager/connect/token")],
        Transaction = Journal.NewTransaction(),
        Changed = DateTimeOffset.UnixEpoch,
        Users = [new CredentialUser(ProductIdentity.Administrator, ["S-1-5-20"])],
    };

    [SupportedOSPlatform("windows")]
    private static void AssertRights(string file)
    {
        var security = new FileInfo(file).GetAccessControl();
        Assert.True(security.AreAccessRulesProtected);
        var rules = security.GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier)).Cast<FileSystemAccessRule>();
        Assert.Equal(
            [("S-1-5-18", FileSystemRights.FullControl), ("S-1-5-20", FileSystemRights.Read | FileSystemRights.Synchronize), ("S-1-5-32-544", FileSystemRights.FullControl)],
            rules.Select(r => (r.IdentityReference.Value, r.FileSystemRights)).OrderBy(r => r.Value, StringComparer.Ordinal));
        Assert.Equal("S-1-5-32-544", security.GetOwner(typeof(SecurityIdentifier))!.Value);
    }

    /// <summary>A test of rights on Windows, where it needs those of an administrator.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class AdministratorFactAttribute : FactAttribute
    {
        public AdministratorFactAttribute() => Skip =
            OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess ? null : "Rights on files are those of Windows, and setting an owner needs an administrator.";
    }
}

using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using AimSetup.Credentials;
using AimSetup.Journaling;
using AimSetup.Secrets;
using AimSetup.TestSupport;

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
        var credentials = new StoredCredentials
        {
            ClientId = "line7-client",
            ClientSecret = new Secret("s3cret"),
            Server = "https://sms01/identitymanager",
            TokenEndpoints = [new Uri("https://sms01/identitymanager/connect/token")],
            Transaction = Journal.NewTransaction(),
            Changed = DateTimeOffset.UnixEpoch,
            Users = [new CredentialUser(ProductIdentity.Administrator, ["S-1-5-20"])],
        };
        store.Write(credentials);
        AssertRights(store.FileOf("line7-client"));
        store.Write(credentials.WithSecret(new Secret("another"), Journal.NewTransaction(), DateTimeOffset.UnixEpoch));
        AssertRights(store.FileOf("line7-client"));
        Assert.Equal(above, new DirectoryInfo(_folder.Path).GetAccessControl().GetSecurityDescriptorSddlForm(AccessControlSections.Access));
        Assert.Equal("another", store.Find("line7-client")!.ClientSecret.Reveal());
    }

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

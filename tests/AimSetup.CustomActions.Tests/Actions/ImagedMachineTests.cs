using System.Text.Json.Nodes;
using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Markers;
using AimSetup.TestSupport;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>A machine that was made from an image in which the product was set up: its key is another, so what is protected cannot be read.</summary>
public sealed class ImagedMachineTests : ActionTest
{
    private const string Other = "{33333333-3333-3333-3333-333333333333}";

    [Theory]
    [InlineData("S-1-5-20", true)]
    [InlineData("", true)]
    [InlineData("", false)]
    public void Repair_AdoptsAndStoresTheCredentialsAnew_WhenASecretIsGiven(string readers, bool isThere)
    {
        Imaged();
        if (!isThere)
            File.Delete(Assert.Single(CredentialFiles));

        var planned = Plan(Install(("Installed", "1"), ("AIMREADERS", readers)));
        Assert.Contains($"AimSetup {AimErrors.JournalEntrySetAside.Number}: ", planned.AllText, StringComparison.Ordinal);
        var registered = Register(planned);
        Assert.Contains("outcome=adopted", registered.LastLine, StringComparison.Ordinal);
        Commit(planned);

        var stored = Store.Find(ClientId)!;
        Assert.Equal((SecretValue, readers), (stored.ClientSecret.Reveal(), string.Join(';', stored.Readers())));
        Assert.Equal(readers.Length > 0 ? [] : [AimErrors.ReadersNotApplied.Number], registered.Reports.Select(r => r.Number));
    }

    [Theory]
    [InlineData(true, "1.0.0", 29060)]
    [InlineData(true, "1.0.1", 29060)]
    [InlineData(false, "1.0.0", 0)]
    public void Repair_WarnsThatTheCredentialsAreOfNoUse_WhenNoSecretIsGiven(bool isAdministrator, string version, int number)
    {
        Imaged();
        IsAdministrator = isAdministrator;
        var session = Plan(Install(("Installed", "1"), ("ProductVersion", version), ("AIMCLIENTSECRETFILE", "")));
        Assert.Contains("outcome=skipped", session.LastLine, StringComparison.Ordinal);
        Assert.Equal(number > 0 ? [(InstallerMessage.Warning, number)] : [], session.Reports);
    }

    [Fact]
    public void Upgrade_Warns_WhenNoSecretIsGiven()
    {
        Imaged();
        var planned = Plan(Install(("ProductCode", "{22222222-2222-2222-2222-222222222222}"), ("AIMCLIENTSECRETFILE", "")));
        Assert.Contains("this is taken for an upgrade", planned.AllText, StringComparison.Ordinal);
        Assert.Equal((InstallerMessage.Warning, AimErrors.CredentialsUnusable.Number), Assert.Single(Register(planned).Reports));
        Commit(planned);
        Assert.Equal("{22222222-2222-2222-2222-222222222222}", Assert.Single(new MarkerStore(Registry).ReadAll()).Product.ProductCode);
    }

    [Fact]
    public void Uninstall_LeavesTheClientThatOthersUse_WhenItIsToBeRemoved()
    {
        Imaged();
        var session = Commit(Plan(Install(("Installed", "1"), ("REMOVE", "ALL"), ("AIMUNREGISTER", "1"))));
        Assert.EndsWith($"error={AimErrors.NotOurs.Number}", session.LastLine, StringComparison.Ordinal);
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public void Uninstall_RemovesCredentialsThatNobodyCanDecrypt()
    {
        Imaged();
        Commit(Plan(Install(("Installed", "1"), ("REMOVE", "ALL"))));
        Assert.Empty(CredentialFiles);
        Assert.Empty(new MarkerStore(Registry).ReadAll());
    }

    [Fact]
    public void Uninstall_LeavesCredentialsOfAnotherForm()
    {
        var protector = Protector;
        Imaged();
        Protector = protector;
        var path = Assert.Single(CredentialFiles);
        var file = JsonNode.Parse(File.ReadAllText(path))!;
        file["credentials"] = Convert.ToBase64String(Protector.Protect("[]"u8.ToArray(), "AimSetup credentials " + ClientId));
        File.WriteAllText(path, file.ToJsonString());
        Commit(Plan(Install(("Installed", "1"), ("REMOVE", "ALL"))));
        Assert.Single(CredentialFiles);
    }

    [Fact]
    public void Uninstall_LeavesCredentialsThatNobodyCanDecrypt_WhenAnotherProductHasThemToo()
    {
        var other = Plan(Install(("ProductCode", Other), ("UpgradeCode", "{BBBBBBBB-3333-3333-3333-333333333333}"), Account[0], Account[1]));
        Register(other);
        Commit(other);
        Imaged();
        var session = Install(("Installed", "1"), ("REMOVE", "ALL"));
        session.InstalledProducts.Add(Other);
        Commit(Plan(session));
        Assert.Single(CredentialFiles);
        Assert.Equal(Other, Assert.Single(new MarkerStore(Registry).ReadAll()).Product.ProductCode);
    }

    [Fact]
    public void Install_PutsAside_WhatAnUnfinishedInstallationReplacedInTheImage()
    {
        Register(Plan(Install(Account)));
        Protector = new AesDataProtector();
        var planned = Plan(Install());
        var session = Register(planned);
        Assert.Contains($"AimSetup {AimErrors.HandOverRecordSetAside.Number}: ", session.AllText, StringComparison.Ordinal);
        Commit(planned);
        var files = Directory.GetFiles(Folder.Combine("journal"), "*.local", SearchOption.AllDirectories);
        Assert.Equal("set-aside", Path.GetFileName(Path.GetDirectoryName(Assert.Single(files))));
    }

    private void Imaged()
    {
        var planned = Plan(Install([.. Account, ("ProductVersion", "1.0.0")]));
        Register(planned);
        Commit(planned);
        Protector = new AesDataProtector();
    }
}

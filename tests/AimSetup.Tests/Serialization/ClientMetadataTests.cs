using AimSetup.Registration.Dcr;

namespace AimSetup.Tests.Serialization;

public sealed class ClientMetadataTests
{
    [Fact]
    public void Metadata_KeepsWhatIsNotKnown_WhenMembersAreChanged()
    {
        var metadata = ClientMetadata.Parse("""{"scope":"a","x":{"y":[1.50,null,"\u00e4"]},"grant_types":["password",7],"secret":"s"}""")!;

        metadata.Set("scope", "a b");
        metadata.Set("access_token_lifetime", 3600);
        metadata.Add("grant_types", "client_credentials");
        metadata.Remove("secret");

        Assert.Equal("""{"scope":"a b","x":{"y":[1.50,null,"\u00E4"]},"grant_types":["password",7,"client_credentials"],"access_token_lifetime":3600}""", metadata.ToJson());
        Assert.Equal(["password", "client_credentials"], metadata.Texts("grant_types"));
    }

    [Fact]
    public void Add_MakesTheList_WhenThereIsNone()
    {
        var metadata = ClientMetadata.Parse("""{"grant_types":"password"}""")!;

        metadata.Add("grant_types", "client_credentials");

        Assert.Equal("""{"grant_types":["client_credentials"]}""", metadata.ToJson());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("")]
    public void Parse_GivesNothing_WhenItIsNoMetadata(string json) => Assert.Null(ClientMetadata.Parse(json));
}

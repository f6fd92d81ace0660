namespace AimSetup.Errors;

/// <content>Messages about what a client does with its registration: get tokens and call the MES Web API.</content>
public static partial class AimErrors
{
    /// <summary>29066: the MES Web API does not accept the token (HTTP 401).</summary>
    public static AimErrorDefinition MesTokenNotAccepted { get; } = new(29066, nameof(MesTokenNotAccepted),
        "The MES Web API at {0} does not accept the access token that AVEVA Identity Manager granted to '{1}': {2}. Check that MES is configured for the same AVEVA Identity Manager, that the machine of the MES middleware trusts the certificate of AVEVA Identity Manager (if not, MES shows nothing but this answer), and that the clocks of both are right; after a change restart the MES middleware.");

    /// <summary>29067: the MES Web API accepts the token and refuses the call (HTTP 403).</summary>
    public static AimErrorDefinition MesAccessDenied { get; } = new(29067, nameof(MesAccessDenied),
        "The MES Web API at {0} refuses the call of '{1}': {2}. Tokens of clients stand for the MES user that the system attribute 'User ID for background tasks' (attr_id 199) names, at first the Default Background User, whose privileges are limited. Give that user the privilege in MES, or name another active MES user there; MES keeps the old value for up to an hour unless the MES middleware is restarted.");

    /// <summary>29068: the MES Web API cannot be reached, or its answer tells nothing about the token.</summary>
    public static AimErrorDefinition MesNoAnswer { get; } = new(29068, nameof(MesNoAnswer),
        "The MES Web API was called at {0} and gave no usable answer: {1}. Check the address (fully qualified name and port of the MES middleware, documented as https://HOST/mesmw/api/v3), the firewall, and that the MES middleware runs.");

    /// <summary>29069: no token is granted, or none any more, to a client that is used as it is.</summary>
    public static AimErrorDefinition TokenNotGranted { get; } = new(29069, nameof(TokenNotGranted),
        "AVEVA Identity Manager at {0} grants no access token to the client '{1}': {2}. The registration was removed, disabled or changed, or its secret was replaced: install again with the right secret, or have an administrator restore the registration.");
}

# The AIM emulator's own cmdlets. Names and parameters are those that AVEVA has published for AVEVA Identity Manager; all else
# (what they print, their errors, what an unknown or a taken ID does) is not public and was decided for the emulator.
#
# Import-Module IdentityManager -ArgumentList NoRemove, NoDescription
#     leaves out the removal cmdlet, or the Description parameter; AIM_EMULATOR_NO_REMOVE=1 and AIM_EMULATOR_NO_DESCRIPTION=1
#     do the same.

$script:noRemove = ($args -contains 'NoRemove') -or ($env:AIM_EMULATOR_NO_REMOVE -eq '1')
$script:noDescription = ($args -contains 'NoDescription') -or ($env:AIM_EMULATOR_NO_DESCRIPTION -eq '1')

. (Join-Path $PSScriptRoot 'EmulatorConnection.ps1')

function New-DescriptionParameter {
    $parameters = [Management.Automation.RuntimeDefinedParameterDictionary]::new()
    if (-not $script:noDescription) {
        $attributes = [Collections.ObjectModel.Collection[Attribute]]::new()
        $attributes.Add([Management.Automation.ParameterAttribute]::new())
        $parameters.Add('Description', [Management.Automation.RuntimeDefinedParameter]::new('Description', [string], $attributes))
    }
    $parameters
}

function New-ClientBody {
    # What a cmdlet was given, as the emulator wants it.
    param([System.Collections.IDictionary] $Bound)

    $names = 'Name', 'Enabled', 'Secret', 'AllowedGrantTypes', 'ScopeRestrictions', 'AccessTokenLifetime', 'IdentityTokenLifetime',
        'AllowedCorsOrigins', 'RedirectUris', 'PostLogoutRedirectUris', 'Description'
    $body = @{ id = $Bound['Id'] }
    foreach ($name in $names) {
        if ($Bound.ContainsKey($name)) { $body[$name.Substring(0, 1).ToLowerInvariant() + $name.Substring(1)] = $Bound[$name] }
    }
    $body
}

function Write-ClientError {
    param($Cmdlet, [string] $Id, [string] $ErrorId, [Management.Automation.ErrorCategory] $Category, [string] $Message)

    $exception = [InvalidOperationException]::new($Message)
    $Cmdlet.WriteError([Management.Automation.ErrorRecord]::new($exception, $ErrorId, $Category, $Id))
}

function Send-ClientRequest {
    # Asks the emulator and writes the client that it answers, or a non-terminating error.
    param($Cmdlet, [string] $HostBase, [string] $Id, [string] $Method, [System.Collections.IDictionary] $Body)

    $account = Get-EmulatorAccount
    $path = 'clients'
    if ($Method -ne 'POST') { $path += '/' + [Uri]::EscapeDataString($Id) }
    try {
        $answer = Invoke-EmulatorApi -HostBase $HostBase -Method $Method -Path $path -Body $Body @account
    }
    catch {
        $problem = $_.Exception
        while ($problem.InnerException) { $problem = $problem.InnerException }
        if ($problem -is [Security.Authentication.AuthenticationException]) {
            Write-ClientError $Cmdlet $Id 'CertificateNotTrusted' SecurityError $problem.Message
        }
        else {
            Write-ClientError $Cmdlet $Id 'NoConnection' ConnectionError $problem.Message
        }
        return
    }

    $message = "The emulator answered $($answer.Status)."
    if ($null -ne $answer.Content -and $answer.Content.error_description) { $message = $answer.Content.error_description }
    switch ($answer.Status) {
        200 { ConvertTo-Client $answer.Content }
        201 { ConvertTo-Client $answer.Content }
        204 { }
        400 { Write-ClientError $Cmdlet $Id 'InvalidArgument' InvalidArgument $message }
        401 { Write-ClientError $Cmdlet $Id 'NotAuthenticated' AuthenticationError $message }
        403 { Write-ClientError $Cmdlet $Id 'AccessDenied' PermissionDenied $message }
        404 { Write-ClientError $Cmdlet $Id 'ClientNotFound' ObjectNotFound $message }
        409 { Write-ClientError $Cmdlet $Id 'ClientExists' ResourceExists $message }
        default { Write-ClientError $Cmdlet $Id 'ServerError' InvalidResult $message }
    }
}

function ConvertTo-Client {
    param($Content)

    [pscustomobject] @{
        PSTypeName = 'AimEmulator.IdentityManagerClient'
        Id = $Content.id
        Name = $Content.name
        Enabled = $Content.enabled
        AllowedGrantTypes = [string[]] $Content.allowedGrantTypes
        ScopeRestrictions = [string[]] $Content.scopeRestrictions
        AccessTokenLifetime = [int] $Content.accessTokenLifetime
        IdentityTokenLifetime = [int] $Content.identityTokenLifetime
        AllowedCorsOrigins = [string[]] $Content.allowedCorsOrigins
        RedirectUris = [string[]] $Content.redirectUris
        PostLogoutRedirectUris = [string[]] $Content.postLogoutRedirectUris
        Description = $Content.description
    }
}

function Add-IdentityManagerClient {
    # Registers a client. An ID that is taken is an error.
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)] [string] $HostBase,
        [Parameter(Mandatory = $true)] [string] $Id,
        [string] $Name,
        [bool] $Enabled,
        [string] $Secret,
        [string[]] $AllowedGrantTypes,
        [string[]] $ScopeRestrictions,
        [int] $AccessTokenLifetime,
        [int] $IdentityTokenLifetime,
        [string[]] $AllowedCorsOrigins,
        [string[]] $RedirectUris,
        [string[]] $PostLogoutRedirectUris
    )
    dynamicparam { New-DescriptionParameter }
    end { Send-ClientRequest $PSCmdlet $HostBase $Id 'POST' (New-ClientBody $PSBoundParameters) }
}

function Get-IdentityManagerClient {
    # Shows a client, without its secret. An unknown ID is an error.
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)] [string] $HostBase,
        [Parameter(Mandatory = $true)] [string] $Id
    )
    Send-ClientRequest $PSCmdlet $HostBase $Id 'GET'
}

function Update-IdentityManagerClient {
    # Changes what is given and leaves the rest, the secret too.
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)] [string] $HostBase,
        [Parameter(Mandatory = $true)] [string] $Id,
        [string] $Name,
        [bool] $Enabled,
        [string] $Secret,
        [string[]] $AllowedGrantTypes,
        [string[]] $ScopeRestrictions,
        [int] $AccessTokenLifetime,
        [int] $IdentityTokenLifetime,
        [string[]] $AllowedCorsOrigins,
        [string[]] $RedirectUris,
        [string[]] $PostLogoutRedirectUris
    )
    dynamicparam { New-DescriptionParameter }
    end { Send-ClientRequest $PSCmdlet $HostBase $Id 'PUT' (New-ClientBody $PSBoundParameters) }
}

function Remove-IdentityManagerClient {
    # Removes a client. No such cmdlet of AIM is published; the module can be loaded without it.
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)] [string] $HostBase,
        [Parameter(Mandatory = $true)] [string] $Id
    )
    Send-ClientRequest $PSCmdlet $HostBase $Id 'DELETE'
}

$exported = @('Add-IdentityManagerClient', 'Get-IdentityManagerClient', 'Update-IdentityManagerClient')
if (-not $script:noRemove) { $exported += 'Remove-IdentityManagerClient' }
Export-ModuleMember -Function $exported

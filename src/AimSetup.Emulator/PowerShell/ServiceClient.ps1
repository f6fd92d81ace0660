# What both forms of RegisterAIMServiceClient.ps1 do once the questions are answered.

. ([IO.Path]::Combine($PSScriptRoot, 'IdentityManager', 'EmulatorConnection.ps1'))

function ConvertTo-PlainText {
    param([Security.SecureString] $Value)

    [Net.NetworkCredential]::new('', $Value).Password
}

function Register-ServiceClient {
    # Registers a client for a service-to-service flow, in the name of the account that was asked for. Throws when that fails.
    param([string] $ClientId, [string] $ClientSecret, [string] $User, [string] $Password, [int] $TokenLifetimeHours)

    $hostBase = 'https://localhost:8443'
    if ($env:AIM_EMULATOR_HOSTBASE) { $hostBase = $env:AIM_EMULATOR_HOSTBASE }
    $body = @{
        id = $ClientId
        name = $ClientId
        enabled = $true
        secret = $ClientSecret
        allowedGrantTypes = @('ClientCredentials')
        scopeRestrictions = @('openid', 'system', 'profile')
        accessTokenLifetime = 3600 * $TokenLifetimeHours
    }
    $answer = Invoke-EmulatorApi -HostBase $hostBase -Method POST -Path clients -Body $body -User $User -Password $Password
    if ($answer.Status -eq 201) { return }
    if ($null -ne $answer.Content -and $answer.Content.error_description) { throw $answer.Content.error_description }
    throw "The emulator answered $($answer.Status)."
}

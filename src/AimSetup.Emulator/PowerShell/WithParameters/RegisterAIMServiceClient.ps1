# RegisterAIMServiceClient.ps1 of the AIM emulator in the form that asks by mandatory parameters; see the script above this
# folder.
param(
    [Parameter(Mandatory = $true, HelpMessage = 'Client ID')] [string] $ClientId,
    [Parameter(Mandatory = $true, HelpMessage = 'Client Secret')] [string] $ClientSecret,
    [Parameter(Mandatory = $true, HelpMessage = 'User Name (domain\user)')] [string] $UserName,
    [Parameter(Mandatory = $true, HelpMessage = 'Password')] [Security.SecureString] $Password
)

# Edit here for another lifetime of the tokens.
$tokenLifetimeHours = 24

. ([IO.Path]::Combine((Split-Path -Parent $PSScriptRoot), 'ServiceClient.ps1'))

try {
    Register-ServiceClient $ClientId $ClientSecret $UserName (ConvertTo-PlainText $Password) $tokenLifetimeHours
}
catch {
    Write-Error "The client '$ClientId' has not been registered. $($_.Exception.Message)"
    exit 1
}
Write-Host "The client '$ClientId' has been registered successfully."

# Registers a client for a service-to-service flow at the AIM emulator. It is the emulator's own script: of AVEVA's script of
# this name only the prompts, their order, the token lifetime and that it says so when it succeeds are public.
#
# AIM_EMULATOR_HOSTBASE   the emulator's address, https://localhost:8443 when not given
# AIM_EMULATOR_ROOT       the file of the root certificate to trust
# AIM_EMULATOR_ASK        how to ask: ReadHost (when not given), SecureString, Credential; Undocumented asks one thing more
# The form with mandatory parameters is WithParameters/RegisterAIMServiceClient.ps1.

# Edit here for another lifetime of the tokens.
$tokenLifetimeHours = 24

. ([IO.Path]::Combine($PSScriptRoot, 'ServiceClient.ps1'))

$clientId = Read-Host 'Client ID'
if ($env:AIM_EMULATOR_ASK -eq 'SecureString' -or $env:AIM_EMULATOR_ASK -eq 'Credential') {
    $clientSecret = ConvertTo-PlainText (Read-Host 'Client Secret' -AsSecureString)
}
else {
    $clientSecret = Read-Host 'Client Secret'
}

if ($env:AIM_EMULATOR_ASK -eq 'Undocumented') {
    [void] (Read-Host 'Token lifetime in hours')
}

if ($env:AIM_EMULATOR_ASK -eq 'Credential') {
    $credential = Get-Credential -Message 'User Name (domain\user) and Password of an account that has login access to AIM'
    $user = $credential.UserName
    $password = ConvertTo-PlainText $credential.Password
}
else {
    $user = Read-Host 'User Name (domain\user)'
    if ($env:AIM_EMULATOR_ASK -eq 'SecureString') {
        $password = ConvertTo-PlainText (Read-Host 'Password' -AsSecureString)
    }
    else {
        $password = Read-Host 'Password'
    }
}

try {
    Register-ServiceClient $clientId $clientSecret $user $password $tokenLifetimeHours
}
catch {
    Write-Error "The client '$clientId' has not been registered. $($_.Exception.Message)"
    exit 1
}
Write-Host "The client '$clientId' has been registered successfully."

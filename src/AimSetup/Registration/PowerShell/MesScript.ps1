# What the registrar "script" runs in Windows PowerShell: RegisterAIMServiceClient.ps1 of the MES media, with its questions
# answered by name. For how it is sent, and what goes in and out, see Pcs.ps1.
#
# The script may ask in any way: Read-Host (-AsSecureString too), Get-Credential, or parameters. The documented names are
# Client ID, Client Secret, User Name (domain\user) and Password. Anything else ends the run: nobody is there to answer.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

function Quote([string] $text) {
    $b = [Text.StringBuilder]::new()
    foreach ($c in $text.ToCharArray()) {
        $n = [int] $c
        if ($n -lt 32 -or $n -gt 126 -or $n -eq 34 -or $n -eq 92) { [void] $b.Append('\u').Append($n.ToString('x4')) } else { [void] $b.Append($c) }
    }
    '"' + $b.ToString() + '"'
}

function Answer([bool] $ok, [string] $kind, [string] $message) {
    $json = '{"ok":' + $ok.ToString().ToLowerInvariant() + ',"kind":' + (Quote $kind) + ',"message":' + (Quote $message) + '}'
    [Console]::Out.Write("`nAimSetup-begin-$($global:AimSetup.nonce)`nlocal $json`nAimSetup-end-$($global:AimSetup.nonce)`n")
    [Console]::Out.Flush()
}

function Protect([string] $value) {
    $s = [Security.SecureString]::new()
    foreach ($c in $value.ToCharArray()) { $s.AppendChar($c) }
    , $s
}

# The value for a question, or the end of the run. "Please enter the Client ID:" asks for clientid.
function global:AimSetupValue([string] $question, [bool] $isName) {
    $name = ($question -replace '\(.*?\)', '' -replace '[^a-zA-Z]', '').ToLowerInvariant()
    $name = $name -replace '^(please)?(enter|type|provide|input|specify|give)?(the|a|an|your)?', ''
    $key = switch ($name) {
        { 'clientid', 'clientidentifier' -contains $_ } { 'client' }
        { 'clientsecret', 'secret' -contains $_ } { 'secret' }
        { 'username', 'user', 'useraccount', 'account' -contains $_ } { 'user' }
        { 'password', 'userpassword' -contains $_ } { 'password' }
    }
    if (-not $key) {
        if ($isName) { return }
        Answer $false 'asked' $question
        [Environment]::Exit(3)
    }
    # A question that comes again and again means that the answer is not accepted.
    $global:AimSetup.asked[$key] += 1
    if (-not $isName -and $global:AimSetup.asked[$key] -gt 2) {
        Answer $false 'failed' "it does not accept the answer to '$question'"
        [Environment]::Exit(3)
    }
    $global:AimSetup[$key]
}

function global:Read-Host {
    param([Parameter(Position = 0, ValueFromRemainingArguments = $true)] $Prompt, [switch] $AsSecureString, [switch] $MaskInput)
    $value = AimSetupValue ([string] ($Prompt -join ' ')) $false
    if ($AsSecureString) { return , (Protect $value) }
    $value
}

function global:Get-Credential {
    param([Parameter(Position = 0)] $Credential, [string] $Message, [string] $UserName, [string] $Title)
    if ($Credential -is [Management.Automation.PSCredential]) { return $Credential }
    $global:AimSetup.asked['user'] += 1
    if ($global:AimSetup.asked['user'] -gt 2) {
        Answer $false 'failed' 'it does not accept the account'
        [Environment]::Exit(3)
    }
    [Management.Automation.PSCredential]::new($global:AimSetup.user, (Protect $global:AimSetup.password))
}

$text = ''
foreach ($line in $input) { $text += $line }
$global:AimSetup = @{ asked = @{ client = 0; secret = 0; user = 0; password = 0 }; nonce = '' }
try {
    [void] [Reflection.Assembly]::Load('System.Runtime.Serialization, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089')
    $reader = [Runtime.Serialization.Json.JsonReaderWriterFactory]::CreateJsonReader([Text.Encoding]::UTF8.GetBytes($text), [Xml.XmlDictionaryReaderQuotas]::Max)
    $name = ''
    while ($reader.Read()) {
        if ($reader.NodeType -eq 'Element') { $name = $reader.LocalName; if ($reader.Depth -gt 0) { $global:AimSetup[$name] = '' } }
        elseif ($reader.HasValue -and $name) { $global:AimSetup[$name] += $reader.Value }
    }
    $text = ''
    $path = $global:AimSetup.path

    # Parameters: those that it must get, and those whose names say what they are.
    $p = @{}
    foreach ($x in (Get-Command -Name $path -CommandType ExternalScript).Parameters.Values) {
        $value = AimSetupValue $x.Name $true
        $isNeeded = @($x.Attributes | Where-Object { $_ -is [Management.Automation.ParameterAttribute] -and $_.Mandatory }).Count -gt 0
        if ($x.ParameterType -eq [Management.Automation.PSCredential]) { $p[$x.Name] = Get-Credential }
        elseif ($value -and $x.ParameterType -eq [Security.SecureString]) { $p[$x.Name] = Protect $value }
        elseif ($value -and $x.ParameterType -ne [switch]) { $p[$x.Name] = $value }
        elseif ($isNeeded) { [void] (AimSetupValue $x.Name $false) }
    }

    # As a person does who opens its folder and runs it there. The rights on that folder were checked.
    $folder = [IO.Path]::GetDirectoryName($path)
    [Environment]::CurrentDirectory = $folder
    [void] $ExecutionContext.SessionState.Path.SetLocation([Management.Automation.WildcardPattern]::Escape($folder))

    # What it prints may help a person; it proves nothing.
    $said = [Collections.Generic.List[string]]::new()
    $errors = 0
    $ErrorActionPreference = 'Continue'
    & $path @p *>&1 | ForEach-Object {
        if ($_ -is [Management.Automation.ErrorRecord]) { $errors++; $said.Insert(0, [string] $_.Exception.Message) } else { $said.Add([string] $_) }
    }
    $ErrorActionPreference = 'Stop'
    Answer ($errors -eq 0) $(if ($errors) { 'failed' } else { '' }) ((@($said | Where-Object { $_ }) | ForEach-Object { $_.Trim() }) -join ' / ')
} catch {
    Answer $false 'failed' ([string] $_.Exception.Message)
}

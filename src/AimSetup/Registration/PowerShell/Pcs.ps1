# What the registrar "pcs" runs in Windows PowerShell: the Identity Manager cmdlets of the Platform Common Services.
#
# Windows PowerShell 5.1 syntax only. The text goes to powershell.exe as -EncodedCommand; it carries no data. Lines that are
# comments, blank lines and indentation are taken out before; so there are no block comments and no here-strings in it.
#
# In:  one JSON object with texts only, on standard input, ASCII (other characters as \uXXXX, whatever the code page).
# Out: one JSON object between two marker lines with the nonce of the request, ASCII too. All else is chatter.
#
# Secrets: never in code text, and never a parameter of a cmdlet of PowerShell itself, since module logging writes parameters
# to the event log. That is why JSON is read and written here by .NET and by hand.
# What AVEVA does not publish is looked up (Get-Command) or worked out; "guess" marks what had to be guessed.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

# All that touches AIM. It runs here, or through remoting on the System Management Server. It returns JSON text.
# $q: what is asked, texts only. $secret and $account: PSCredential or $null; remoting encrypts what is in them.
$work = {
    param($q, $secret, $account)
    $ErrorActionPreference = 'Stop'
    $ProgressPreference = 'SilentlyContinue'
    $cred = [Management.Automation.PSCredential]

    function Quote([string] $text) {
        $b = [Text.StringBuilder]::new()
        foreach ($c in $text.ToCharArray()) {
            $n = [int] $c
            if ($n -lt 32 -or $n -gt 126 -or $n -eq 34 -or $n -eq 92) { [void] $b.Append('\u').Append($n.ToString('x4')) } else { [void] $b.Append($c) }
        }
        '"' + $b.ToString() + '"'
    }

    function Json($v) {
        if ($null -eq $v) { return 'null' }
        if ($v -is [bool]) { return "$v".ToLowerInvariant() }
        if ($v -is [int]) { return "$v" }
        if ($v -is [Collections.IDictionary]) {
            $parts = foreach ($k in $v.Keys) { (Quote $k) + ':' + (Json $v[$k]) }
            return '{' + ($parts -join ',') + '}'
        }
        if ($v -is [Collections.IEnumerable] -and $v -isnot [string]) {
            $parts = foreach ($x in $v) { Json $x }
            return '[' + ($parts -join ',') + ']'
        }
        Quote ([string] $v)
    }

    # The first of some properties that an object has, whatever their case.
    function Value($object, $names) {
        foreach ($name in $names) {
            if ($object -is [Collections.IDictionary]) { $v = $object[$name] }
            else {
                $p = $object.PSObject.Properties[$name]
                $v = if ($null -ne $p) { $p.Value }
            }
            if ($null -ne $v) { return , $v }
        }
    }

    # Names from an array, from one text with commas or blanks, or (guess) from objects that hold the name.
    function Names($v) {
        if ($null -eq $v) { return $null }
        $l = [Collections.Generic.List[string]]::new()
        foreach ($x in $v) {
            $inner = Value $x @('Scope', 'GrantType', 'Value', 'Name')
            if ($null -eq $inner) { $inner = $x }
            foreach ($t in ([string] $inner).Split([char[]] ', ')) { if ($t) { $l.Add($t) } }
        }
        , $l.ToArray()
    }

    # What Get- says, in one form. What it does not say is null.
    function Describe($o, $id) {
        # An object may have a key of its own besides the client ID: either may be the one.
        $ids = @(@('Id', 'ClientId') | ForEach-Object { [string] (Value $o $_) } | Where-Object { $_ })
        $life = Value $o @('AccessTokenLifetime')
        if ($life -is [TimeSpan]) { $life = [int] $life.TotalSeconds }
        $n = 0
        $seconds = $null
        if ($null -ne $life -and [int]::TryParse([string] $life, [ref] $n)) { $seconds = $n }
        $on = Value $o @('Enabled', 'IsEnabled')
        $enabled = $null
        if ($null -ne $on) { $enabled = @('True', '1') -contains [string] $on }
        $description = Value $o @('Description')
        @{
            id = $(if ($ids -contains $id) { $id } else { [string] $ids[0] })
            lifetime = $seconds
            scopes = Names (Value $o @('AllowedScopes', 'ScopeRestrictions', 'Scopes'))
            grants = Names (Value $o @('AllowedGrantTypes', 'GrantTypes'))
            enabled = $enabled
            description = $(if ($null -ne $description) { [string] $description })
        }
    }

    # A value in the type that a parameter wants.
    function Fit($type, $v) {
        if ($v -is $cred) {
            if ($type -eq [Security.SecureString]) { return $v.Password }
            if ($type -eq $cred) { return $v }
            return $v.GetNetworkCredential().Password
        }
        if ($v -is [bool] -and $type -ne [bool] -and $type -ne [switch]) { return [int] $v }
        if ($v -is [int] -and $type -eq [TimeSpan]) { return [TimeSpan]::FromSeconds($v) }
        if ($v -is [array] -and $type -eq [string]) { return $v -join ' ' }
        , $v
    }

    # Runs a cmdlet with those of the values that it has a parameter for, and with the account where it takes one.
    function Call($command, $values) {
        $p = @{}
        $has = $command.Parameters
        foreach ($name in @($values.Keys)) {
            if ($null -ne $values[$name] -and $has.ContainsKey($name)) { $p[$name] = Fit $has[$name].ParameterType $values[$name] }
        }
        if ($account) {
            foreach ($x in $has.Values) { if ($x.ParameterType -eq $cred -and $x.Name -ne 'Secret') { $p[$x.Name] = $account; break } }
        }
        if ($has.ContainsKey('ErrorAction')) { $p.ErrorAction = 'Stop' }
        if ($has.ContainsKey('Confirm')) { $p.Confirm = $false }
        if ($has.ContainsKey('Force')) { $p.Force = $true }
        & $command @p 3>$null 4>$null 5>$null 6>$null
    }

    function Fault($e, $what) {
        $category = [string] $e.CategoryInfo.Category
        $kind = 'cmdlet-failed'
        # 401 and 403 in the text: a guess. Names of clients and servers have numbers too.
        if ($category -match '^(PermissionDenied|SecurityError|AuthenticationError)$' -or $e.Exception -is [UnauthorizedAccessException] -or
            ($e.Exception.Message -replace [regex]::Escape([string] $q.client)) -match '(?<![\w.-])40[13](?![\w-])') { $kind = 'not-permitted' }
        @{ kind = $kind; what = $what; category = $category; id = [string] $e.FullyQualifiedErrorId; message = [string] $e.Exception.Message }
    }

    function Say($f) { "$($f.category) $($f.id) $($f.message)" }

    # Looks a client up: client (or none), or fault. Whether Get- answers nothing or fails for an ID that nobody has is not
    # published: when it fails, it is asked for an ID that cannot exist. The same failure does not tell whether the client is
    # there, since a server that is down fails so for every ID; any other (unclear) stops everything.
    function Find($id) {
        try {
            $n = 0
            foreach ($o in @(Call $get @{ HostBase = $q.hostBase; Id = $id })) {
                if ($null -ne $o) {
                    $n++
                    $d = Describe $o $id
                    if ($d.id -eq '' -or $d.id -eq $id) { return @{ client = $d } }
                }
            }
            # Several are a list of all. One alone may be the client, under a name that is not known here.
            if ($n -eq 1) { return @{ unclear = $true; fault = @{ kind = 'cmdlet-failed'; what = 'Get'; message = "asked for '$id', it answers with '$($d.id)'" } } }
            return @{ client = $null }
        } catch {
            $f = Fault $_ 'Get'
            # PowerShell's own errors are of this category too: a command or a file that the cmdlet lacks is no client.
            if ($f.category -eq 'ObjectNotFound' -and $_.Exception -isnot [Management.Automation.RuntimeException]) { return @{ client = $null } }
            $unclear = $true
            if ($f.kind -ne 'not-permitted') {
                $other = 'aimsetup-' + [guid]::NewGuid().ToString('N')
                try { $null = Call $get @{ HostBase = $q.hostBase; Id = $other } } catch { $unclear = (Say (Fault $_ '')).Replace($other, $id) -ne (Say $f) }
            }
            return @{ fault = $f; unclear = $unclear }
        }
    }

    # Not published which of the two names the service has on a given version: account AIMTokenHost, display name as below.
    function Restart {
        if ($q.restart -ne '1') { return }
        try {
            $s = @(Get-Service | Where-Object { $_.Name -eq 'AIMTokenHost' -or $_.DisplayName -like 'AVEVA Identity Manager*' })
            if ($s.Count -eq 0) { return 'the service of AVEVA Identity Manager was not found, so it was not restarted' }
            Restart-Service -InputObject $s[0] -Force 3>$null
            return "the service $($s[0].Name) was restarted"
        } catch { return 'the service of AVEVA Identity Manager could not be restarted: ' + $_.Exception.Message }
    }

    $answer = @{ ok = $false; machine = [Environment]::MachineName }
    function Report($f) {
        foreach ($k in $f.Keys) { $answer[$k] = $f[$k] }
        Json $answer
    }
    if ($q.kind) { return Report $q }
    $what = ''
    try {
        # Cmdlets and functions of modules only: a script of that name on the PATH is not meant.
        $command = @{}
        foreach ($verb in @('Add', 'Get', 'Update', 'Remove')) {
            $command[$verb] = @(Get-Command -Name "$verb-IdentityManagerClient" -CommandType Cmdlet, Function -ErrorAction SilentlyContinue)[0]
        }
        $add = $command.Add
        $get = $command.Get
        $update = $command.Update
        $remove = $command.Remove
        $lacking = @()
        foreach ($need in @(@($add, 'Add', 'Secret'), @($get, 'Get', 'Id'))) {
            $name = "$($need[1])-IdentityManagerClient"
            if ($null -eq $need[0]) { $lacking += $name } elseif (-not $need[0].Parameters.ContainsKey($need[2])) { $lacking += "$name -$($need[2])" }
        }
        if ($lacking.Count -gt 0) {
            $answer.kind = 'cmdlets-missing'
            $answer.message = "PowerShell $($PSVersionTable.PSVersion) on $($answer.machine) has no " + ($lacking -join ', no ')
            return Json $answer
        }

        $can = @{ update = $false; remove = $null -ne $remove; disable = $false; replaceSecret = $false; mark = $add.Parameters.ContainsKey('Description'); remark = $false; account = $false }
        $has = $update.Parameters
        if ($null -ne $has -and $has.ContainsKey('Id')) {
            $can.update = $has.ContainsKey('AccessTokenLifetime') -and $has.ContainsKey('ScopeRestrictions')
            $can.disable = $has.ContainsKey('Enabled')
            $can.replaceSecret = $has.ContainsKey('Secret')
            $can.remark = $has.ContainsKey('Description')
        }
        foreach ($x in $add.Parameters.Values) { if ($x.ParameterType -eq $cred -and $x.Name -ne 'Secret') { $can.account = $true } }
        $answer.can = $can
        $base = @{ HostBase = $q.hostBase; Id = $q.client }
        $scopes = Names $q.scopes
        $grants = Names $q.grants
        $life = 0
        [void] [int]::TryParse([string] $q.lifetime, [ref] $life)

        if ($q.op -eq 'probe') {
            $answer.ok = $true
            return Json $answer
        }

        # Everything else begins with what is there now.
        $what = 'Get'
        $now = Find $q.client
        # Where nobody knows whether the client is there, it can be tried to create it, and nothing else.
        if ($now.fault) {
            $said = Report $now.fault
            if ($now.unclear -or $q.op -notmatch 'create|find') { return $said }
        }
        $answer.client = $now.client
        $answer.done = 'nothing'

        if ($q.op -eq 'create') {
            if ($null -ne $now.client) { $answer.done = 'taken' } else {
                $what = 'Add'
                $values = $base + @{
                    Name = $q.client; Enabled = $true; Secret = $secret; AllowedGrantTypes = @('ClientCredentials')
                    ScopeRestrictions = $scopes; AccessTokenLifetime = $life; Description = $q.mark
                }
                $answer.unset = @($values.Keys | Where-Object { -not $add.Parameters.ContainsKey($_) })
                try {
                    $null = Call $add $values
                    $answer.done = 'created'
                    # A description that Get does not show afterwards is no evidence later. Without an answer nobody knows whether it does.
                    if ($can.mark) {
                        $after = Find $q.client
                        if ($null -ne $after.client) { $answer.marked = $after.client.description -eq $q.mark }
                    }
                } catch {
                    $f = Fault $_ $what
                    # It may have come that far nevertheless: the mark tells. Who cannot look does not know; but what was not permitted was not done.
                    $after = Find $q.client
                    $answer.client = $after.client
                    if ($null -ne $after.client -and $can.mark -and $after.client.description -eq $q.mark) { $answer.done = 'created'; $answer.marked = $true }
                    elseif ($null -ne $after.client -and $can.mark -and $null -ne $after.client.description) { $answer.done = 'taken' }
                    else {
                        $answer.uncertain = $null -ne $after.client -or $after.unclear -or ($after.fault -and $f.kind -ne 'not-permitted')
                        return Report $f
                    }
                }
            }
        }

        if ($q.op -eq 'update' -and $null -ne $now.client) {
            $what = 'Update'
            $answer.uncertain = $true
            $null = Call $update ($base + @{ AccessTokenLifetime = $life; ScopeRestrictions = $scopes; AllowedGrantTypes = $grants })
            $answer.done = 'updated'
        }

        if ($q.op -eq 'note' -and $null -ne $now.client -and $can.remark -and $now.client.description -eq $q.mark) {
            $what = 'Update'
            $answer.uncertain = $true
            $null = Call $update ($base + @{ Description = $q.note })
            $answer.done = 'noted'
        }

        if ($q.op -eq 'secret' -and $null -ne $now.client -and $can.replaceSecret) {
            $what = 'Update'
            $answer.uncertain = $true
            $null = Call $update ($base + @{ Secret = $secret })
            $answer.done = 'updated'
        }

        if ($q.op -eq 'remove') {
            if ($null -eq $now.client) { $answer.done = 'gone' }
            elseif ($q.mark -and $now.client.description -ne $q.mark) { $answer.done = 'other' }
            elseif ($can.remove) {
                $what = 'Remove'
                $answer.uncertain = $true
                $null = Call $remove $base
                $answer.done = 'removed'
            } elseif ($can.disable -or $can.replaceSecret) {
                $what = 'Update'
                $answer.uncertain = $true
                $null = Call $update ($base + @{ Enabled = $false; Secret = $secret })
                $answer.done = 'disabled'
            }
        }

        if ($answer.done -match '^(created|updated|removed|disabled)$') { $answer.restarted = Restart }
        $answer.ok = $true
        $answer.Remove('uncertain')
    } catch {
        return Report (Fault $_ $what)
    }
    Json $answer
}

# PowerShell itself reads standard input when it is redirected, and hands its lines over in $input.
$place = 'local'
$text = ''
foreach ($line in $input) { $text += $line }
$q = @{}
try {
    # On .NET Framework the reader is in an assembly that PowerShell does not load by itself.
    [void] [Reflection.Assembly]::Load('System.Runtime.Serialization, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089')
    $reader = [Runtime.Serialization.Json.JsonReaderWriterFactory]::CreateJsonReader([Text.Encoding]::UTF8.GetBytes($text), [Xml.XmlDictionaryReaderQuotas]::Max)
    $name = ''
    while ($reader.Read()) {
        if ($reader.NodeType -eq 'Element') { $name = $reader.LocalName; if ($reader.Depth -gt 0) { $q[$name] = '' } }
        elseif ($reader.HasValue -and $name) { $q[$name] += $reader.Value }
    }
    $text = ''

    function Protect($user, $value) {
        if (-not $value) { return $null }
        $s = [Security.SecureString]::new()
        foreach ($c in $value.ToCharArray()) { $s.AppendChar($c) }
        [Management.Automation.PSCredential]::new($user, $s)
    }
    $secret = Protect 'client' $q.secret
    $account = $null
    if ($q.user) { $account = Protect $q.user $q.password }
    $q.Remove('secret')
    $q.Remove('password')

    $here = $null -ne @(Get-Command -Name Add-IdentityManagerClient -CommandType Cmdlet, Function -ErrorAction SilentlyContinue)[0]
    if ($here -or -not $q.remoting) { $answer = & $work $q $secret $account }
    else {
        $place = 'remote'
        $p = @{ ComputerName = $q.computer; ScriptBlock = $work; ArgumentList = @($q, $secret, $account); ErrorAction = 'Stop' }
        if ($account) { $p.Credential = $account }
        if ($q.remoting -eq 'https') { $p.UseSSL = $true }
        # Enough is left to tell of a server that does not answer, instead of being ended with all else.
        $p.SessionOption = New-PSSessionOption -OpenTimeout (0.6 * $q.milliseconds) -MaxConnectionRetryCount 0 -OperationTimeout $q.milliseconds -CancelTimeout 1000 -NoMachineProfile
        $answer = @(Invoke-Command @p 3>$null 6>$null)[-1]
    }
} catch {
    $e = $_
    $kind = 'bad-request'
    if ($place -eq 'remote') {
        # These names of WinRM's error codes are not translated.
        $kind = 'remoting-unreachable'
        if ($e.FullyQualifiedErrorId -match '^(AccessDenied|LogonFailure|5|1326)\b') { $kind = 'remoting-denied' }
        if ($e.Exception -isnot [Management.Automation.Remoting.PSRemotingTransportException]) { $kind = 'cmdlet-failed' }
    }
    $answer = & $work @{ kind = $kind; what = 'PowerShell'; category = [string] $e.CategoryInfo.Category; id = [string] $e.FullyQualifiedErrorId; message = [string] $e.Exception.Message }
}
[Console]::Out.Write("`nAimSetup-begin-$($q.nonce)`n$place $answer`nAimSetup-end-$($q.nonce)`n")
[Console]::Out.Flush()

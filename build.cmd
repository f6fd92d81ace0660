:; # For sh and for cmd.exe: "sh build.cmd TARGET" here, "build TARGET" there. cmd.exe takes these lines for labels.
:; cd "$(dirname "$0")" || exit 2
:; command -v dotnet >/dev/null || { echo "build: dotnet is not on the PATH; install the .NET SDK named in global.json" >&2; exit 2; }
:; exec dotnet run --project build -- "$@"
@setlocal
@cd /d "%~dp0"
@where dotnet >nul 2>nul || (echo build: dotnet is not on the PATH; install the .NET SDK named in global.json>&2 & exit /b 2)
@dotnet run --project build -- %*
@exit /b %errorlevel%

#!/bin/sh
# link-libs.sh DIR OUT: links mingw-w64's import libraries (DIR/lib*.a) into OUT under the names that the AOT compiler's
# linker arguments use: lower case, .lib.
set -e
dir=$1 out=$2
test -f "$dir/libucrt.a" || { echo "error: no mingw-w64 import libraries in $dir; install mingw-w64-x86-64-dev" >&2; exit 1; }
rm -rf "$out"
mkdir -p "$out"
for name in advapi32 bcrypt crypt32 iphlpapi kernel32 mswsock ncrypt normaliz ntdll ole32 oleaut32 secur32 ucrt user32 uuid version ws2_32; do
  ln -s "$dir/lib$name.a" "$out/$name.lib"
done

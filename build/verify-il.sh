#!/usr/bin/env bash
# Verifies generated IL with Mono's verifier: build/verify-il.sh <assembly>... (woven assemblies beside their AutoDiff.Runtime.dll).
# It finds type errors, bad branches and unbalanced stacks. It cannot judge what Mono's class libraries lack, does not know static virtual
# calls, and has rules of verifiable code that are not rules of correct code: access, locals without initialisation, addresses of read-only
# fields, direct calls of virtual methods (which devirtualisation makes), writing to the content of a box.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v pedump >/dev/null; then
    echo "pedump is not installed (Debian: mono-utils)" >&2
    exit 3
fi
libraries=/usr/lib/mono/4.5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build -c Release -v q -nologo build/VerifyIL >"$work/build.log" || { cat "$work/build.log"; exit 1; }
status=0
for assembly in "$@"; do
    folder="$work/$(basename "$assembly")"
    mkdir -p "$folder"
    dotnet build/VerifyIL/bin/Release/net10.0/VerifyIL.dll "$libraries" "$folder" "$(dirname "$assembly")/AutoDiff.Runtime.dll" "$assembly" | tail -n 1
    (cd "$folder" && pedump --verify error,warn,cls,code "$(basename "$assembly")" >report.txt 2>&1) || true
    # Without any method the assembly as a whole was refused.
    if grep -q '^FAIL' "$folder/report.txt"; then
        cat "$folder/report.txt"
        status=1
    fi
    awk '
        /^In method: / { method = substr($0, 12); next }
        /^(Could not|TypeRef|Error count|Warning: Cannot lookup|FAIL)/ { next }
        /^Error: (Could not|Cannot load|Invalid token .* due to Could not load)/ { unjudged += index(method, "<AutoDiff>") > 0; next }
        /is not accessible at|without init locals|address of a init-only field|call opcode with a non-final virtual|readonly pointer with stind|after constrained prefix/ { next }
        /^(Error|Not Verifiable): / && index(method, "<AutoDiff>") { print "  " method; print "    " $0; bad++ }
        /^Error: / && !index(method, "<AutoDiff>") { print "  " method; print "    " $0; bad++ }
        END { printf "  %d findings, %d of them could not be judged\n", bad + unjudged, unjudged; exit bad > 0 }
    ' "$folder/report.txt" || status=1
done
exit $status

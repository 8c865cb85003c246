#!/usr/bin/env bash
# Builds the pages of docs, with the reference made of the runtime library that has been built, into artifacts/site. A broken link fails it.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf artifacts/site artifacts/reference
dotnet docfx metadata docfx.json --warningsAsErrors
dotnet docfx build docfx.json --warningsAsErrors
cp artifacts/site/README.html artifacts/site/index.html

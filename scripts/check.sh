#!/usr/bin/env bash
# De snelle toetsen vooraf: opmaak, go vet en de procedures.
set -euo pipefail
cd "$(dirname "$0")/.."

unformatted=$(gofmt -l cmd internal procedures)
if [ -n "$unformatted" ]; then
	echo "Deze bestanden zijn niet opgemaakt met gofmt:" >&2
	echo "$unformatted" >&2
	exit 1
fi
go vet ./...
go vet -tags browser ./...

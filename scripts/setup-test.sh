#!/usr/bin/env bash
# Zorgt voor wat de toetsen nodig hebben: Chromium, PostgreSQL, poppler, node en
# de opmaak. Wat er al is, blijft zoals het is.
set -euo pipefail
cd "$(dirname "$0")/.."

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo -n "$@"
	else
		echo "Nodig als beheerder: $*" >&2
		return 1
	fi
}

wanted=()
command -v chromium >/dev/null || command -v google-chrome >/dev/null || wanted+=(chromium)
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || wanted+=(postgresql)
command -v pdfinfo >/dev/null || wanted+=(poppler-utils)
command -v node >/dev/null || wanted+=(nodejs)
command -v npm >/dev/null || wanted+=(npm)

if [ "${#wanted[@]}" -gt 0 ]; then
	echo "Eerst worden geplaatst: ${wanted[*]}"
	export DEBIAN_FRONTEND=noninteractive
	as_root apt-get update -q </dev/null
	as_root apt-get install -q -y --no-install-recommends "${wanted[@]}" </dev/null
fi

scripts/look.sh
go mod download </dev/null

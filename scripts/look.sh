#!/usr/bin/env bash
# Haalt de opmaak en de letter uit npm, zoals package-lock.json ze noemt.
# Doet niets als ze er al zijn en het slotbestand niet is veranderd.
set -euo pipefail
cd "$(dirname "$0")/.."

made=internal/web/assets/vendor/nlds.css
if ! command -v npm >/dev/null; then
	echo "Node is er niet: Passend werkt, maar zonder de letter en de afwerking van NL Design System."
	exit 0
fi
if [ ! -e "$made" ] || [ ! -d node_modules/axe-core ] || [ package-lock.json -nt "$made" ]; then
	npm ci --silent --no-progress </dev/null
	npm run --silent vendor </dev/null
fi

#!/usr/bin/env bash
# Meet snelheid en omvang; zie passend bench --help.
set -euo pipefail
cd "$(dirname "$0")/.."
exec ./bin/passend bench "$@"

# Wat u met Passend kunt doen in deze map:
#
#   make run     bouw Passend en start de demonstratie op http://127.0.0.1:8080
#   make test    alle toetsen, op SQLite en PostgreSQL en in Chromium
#   make check   de snelle toetsen vooraf: opmaak, go vet en de procedures
#   make bench   meet snelheid en omvang op een gevulde database
#   make build   bouw het programma: bin/passend

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.PHONY: run build look test check bench clean

run: build
	@./bin/passend demo

# Eén bestand met alles erin; het heeft verder niets nodig.
build: look
	@CGO_ENABLED=0 go build -trimpath -o bin/passend ./cmd/passend

# De opmaak en de letter komen uit npm. Zonder node werkt alles, zonder de afwerking.
look:
	@scripts/look.sh

test:
	@scripts/setup-test.sh
	scripts/check.sh
	go test -tags browser -timeout 30m ./...

check: look
	@scripts/check.sh

bench: build
	@scripts/bench.sh

clean:
	@rm -rf bin

# Clientele: everything a person types. `make` alone lists it.

SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

GO      ?= go
NPM     ?= npm
BIN     := bin/clientele
REPORTS := build/reports
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

GOLANGCI_VERSION := v2.15.0
GOLANGCI := $(GO) run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)

NODE_MODULES := frontend/node_modules/.installed
WEB_DIST     := frontend/dist/index.html
WEB_EMBED    := backend/internal/web/dist/index.html
WEB_SOURCES  := $(shell find frontend -maxdepth 1 -type f -not -name '*.test.ts' 2>/dev/null) \
                $(shell find frontend/src frontend/public -type f -not -name '*.test.ts*' 2>/dev/null)
GO_SOURCES   := $(shell find backend -type f -not -name '*_test.go' -not -path '*/testdata/*' \
                  -not -path 'backend/internal/web/dist/*' 2>/dev/null)

# say,TEXT: one line above each step.
say = @printf '\n== %s\n' '$(1)'

##@ Use it

.PHONY: help
help: ## List these targets
	@awk 'BEGIN { FS = ":.*## " } /^##@/ { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z][a-z0-9-]*:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# An embedded SQLite file below the working copy, unless told otherwise.
run: export CLIENTELE_DATA_DIR := $(or $(CLIENTELE_DATA_DIR),$(CURDIR)/data)

.PHONY: run
run: $(BIN) ## Build, load the demo data when the base is empty, serve
	$(call say,demo data and server (data in $(CLIENTELE_DATA_DIR)))
	@$(BIN) migrate
	@$(BIN) demo
	@exec $(BIN) serve

.PHONY: build
build: $(BIN) ## Build bin/clientele with the screens inside

.PHONY: clean
clean: ## Remove what was built (node_modules and the data stay)
	rm -rf bin build frontend/dist
	find backend/internal/web/dist -mindepth 1 -not -name .gitkeep -delete 2>/dev/null || true

##@ Check it

.PHONY: test
test: test-begin check test-go test-web test-e2e ## Every check and every test, on SQLite and on MariaDB
	$(call say,result)
	@node deploy/test/summary.mjs $(REPORTS)

.PHONY: check
check: check-format check-shell check-compose check-vet check-api ## Formatting, vet, compose file, generated files

.PHONY: test-go
test-go: $(REPORTS) ## Go tests on SQLite and on a private MariaDB; PKG=./internal/store for one package
	$(call say,Go tests)
	@REPORTS=$(CURDIR)/$(REPORTS) GO=$(GO) deploy/test/mariadb.sh deploy/test/go.sh $(PKG)

.PHONY: test-web
test-web: $(NODE_MODULES) $(REPORTS) ## Types, lint and unit tests of the frontend
	$(call say,frontend types)
	@cd frontend && $(NPM) run --silent typecheck
	$(call say,frontend lint)
	@cd frontend && $(NPM) run --silent --if-present lint
	$(call say,frontend tests)
	@cd frontend && $(NPM) test --silent 2>&1 | tee $(CURDIR)/$(REPORTS)/web.log

.PHONY: test-e2e
test-e2e: $(BIN) $(NODE_MODULES) $(REPORTS) ## The real binary in a real browser
	$(call say,tests in the browser)
	@cd frontend && CLIENTELE_TEST_BINARY=$(CURDIR)/$(BIN) $(NPM) run --silent e2e 2>&1 | tee $(CURDIR)/$(REPORTS)/e2e.log

# The clients of the portfolio run's benchmark; 1000000 is full size (half an hour, 20 GB of disk).
CLIENTS ?= 20000

.PHONY: bench
bench: ## Benchmarks, each with its limit beside it (MARIADB_DURABLE=1 for durable commits, CLIENTS=1000000 for a full-size run)
	$(call say,benchmarks)
	@cd backend && CLIENTELE_BENCH_SHOP=$(CLIENTS) ../deploy/test/mariadb.sh $(GO) test ./bench -run '^$$' -bench . -skip PortfolioRun -timeout 60m
	$(call say,portfolio run over $(CLIENTS) clients)
	@cd backend && CLIENTELE_BENCH_CLIENTS=$(CLIENTS) \
	  MARIADB_DURABLE=1 MARIADB_BUFFER=$(or $(MARIADB_BUFFER),1G) MARIADB_TMPDIR=$(or $(MARIADB_TMPDIR),$(TMPDIR),/tmp) \
	  ../deploy/test/mariadb.sh $(GO) test ./bench -run '^$$' -bench PortfolioRun -benchtime 1x -timeout 60m
	@for script in deploy/bench/*.sh; do \
	  if [ -x "$$script" ]; then deploy/test/mariadb.sh "$$script"; fi; done

.PHONY: lint
lint: $(NODE_MODULES) ## golangci-lint, and the frontend's linter
	$(call say,golangci-lint)
	@cd backend && if command -v golangci-lint >/dev/null; then golangci-lint run; else $(GOLANGCI) run; fi
	$(call say,frontend lint)
	@cd frontend && $(NPM) run --silent --if-present lint

##@ Generate

.PHONY: api
api: $(NODE_MODULES) ## Regenerate backend/api/openapi.json and the frontend's types from the handlers
	$(call say,OpenAPI document and TypeScript types)
	@cd backend && $(GO) run ./cmd/openapi
	@cd frontend && $(NPM) run --silent api

# --- the parts -------------------------------------------------------------------------

.PHONY: test-begin
test-begin:
	$(call say,tools the tests need)
	@deploy/test/install.sh
	@rm -rf $(REPORTS)
	@mkdir -p $(REPORTS)

.PHONY: check-format
check-format:
	$(call say,gofmt)
	@files=$$(gofmt -l backend); if [ -n "$$files" ]; then \
	  echo "not formatted (run gofmt -w):"; echo "$$files"; exit 1; fi

.PHONY: check-shell
check-shell:
	$(call say,shell scripts)
	@bash -n .ci/run && for script in $$(find deploy -name '*.sh'); do bash -n "$$script"; done
	@if command -v shellcheck >/dev/null; then shellcheck .ci/run $$(find deploy -name '*.sh'); fi

.PHONY: check-compose
check-compose:
	$(call say,docker-compose.yml)
	@if docker compose version >/dev/null 2>&1; then docker compose -f docker-compose.yml config --quiet; \
	  elif command -v docker-compose >/dev/null; then docker-compose -f docker-compose.yml config --quiet; \
	  else echo 'no compose client here: not checked'; fi

.PHONY: check-vet
check-vet:
	$(call say,go vet)
	@cd backend && $(GO) vet ./...

# Generated files must be those the sources make; when not, the new ones are left in place.
.PHONY: check-api
check-api: $(NODE_MODULES)
	$(call say,generated files are up to date)
	@old=$$(mktemp -d); trap 'rm -rf "$$old"' EXIT; \
	  cp backend/api/openapi.json frontend/src/api/schema.d.ts "$$old"; \
	  $(MAKE) --no-print-directory api; \
	  diff -q "$$old/openapi.json" backend/api/openapi.json && \
	  diff -q "$$old/schema.d.ts" frontend/src/api/schema.d.ts || \
	  { echo 'the generated files were stale: commit what `make api` makes'; exit 1; }

$(REPORTS):
	@mkdir -p $@

$(NODE_MODULES): frontend/package.json frontend/package-lock.json
	$(call say,npm ci)
	@cd frontend && $(NPM) ci --no-audit --no-fund
	@touch $@

$(WEB_DIST): $(NODE_MODULES) $(WEB_SOURCES)
	$(call say,frontend build)
	@cd frontend && $(NPM) run --silent build
	@touch $@

$(WEB_EMBED): $(WEB_DIST)
	@mkdir -p $(@D)
	@find $(@D) -mindepth 1 -not -name .gitkeep -delete
	@cp -R frontend/dist/. $(@D)/
	@touch $@

$(BIN): $(WEB_EMBED) $(GO_SOURCES) build/version
	$(call say,$(BIN) $(VERSION))
	@cd backend && CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o ../$@ ./cmd/clientele

# Changes only when the version does, so that the binary is not linked anew for nothing.
build/version: force
	@mkdir -p $(@D)
	@if [ "$$(cat $@ 2>/dev/null)" != '$(VERSION)' ]; then echo '$(VERSION)' > $@; fi

.PHONY: force
force:

# make crawl   set everything up, then crawl: the demo site, or SITE=https://…
# make test    set up what the tests need, the browser too, and run them
# make check   format, lint, types, tests: what CI runs
# make benchmark   how right and how fast pages are read, beside other tools; benchmark-crawls: whole crawls;
#                  benchmark-service: how soon and at what cost sites are followed; benchmark-duplicates: how surely copies
#                  are found; benchmark-browser: what a browser costs

SITE ?= demo
DATA ?= data
VENV := .venv
PEERS := .venv-benchmark
BIN := $(VENV)/bin
ROOT := $(if $(filter 0,$(shell id -u)),,sudo)
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
COMPILE := uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate

.PHONY: crawl test check setup setup-dev browser format benchmark benchmark-crawls benchmark-service benchmark-browser benchmark-duplicates lock

crawl: setup
	@$(BIN)/khabar crawl $(SITE) --data $(DATA)

test: setup-dev browser
	@$(BIN)/pytest -n auto $(ARGS)

check: setup-dev browser
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(MAKE) --no-print-directory test

setup: $(VENV)/.setup

setup-dev: $(VENV)/.setup-dev

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Khabar needs Python 3.11 or newer; install it, or name it: make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) >/dev/null 2>&1 || { \
		echo "Installing python3-venv, which Debian keeps apart from Python"; \
		$(ROOT) apt-get update -qq && $(ROOT) apt-get install -y -qq python3-venv && $(PYTHON) -m venv --clear $(VENV); }

# The project is built with the lock's setuptools, so that nothing is fetched that the lock does not name.
$(VENV)/.setup: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV) (a minute, once)"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.setup-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV) (a minute, once)"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $(VENV)/.setup $@

browser: setup-dev
	@for browser in $(BROWSERS); do command -v $$browser >/dev/null && exit 0; done; \
	ls "$${PLAYWRIGHT_BROWSERS_PATH:-$$HOME/.cache/ms-playwright}" 2>/dev/null | grep -q chromium && exit 0; \
	echo "Installing a browser for the tests"; \
	if command -v apt-get >/dev/null; \
	then $(ROOT) apt-get update -qq; $(ROOT) apt-get install -y -qq chromium >/dev/null || $(BIN)/playwright install --with-deps chromium; \
	else $(BIN)/playwright install --with-deps chromium; fi

format: setup-dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

benchmark: setup-dev $(PEERS)/.setup
	@$(BIN)/python benchmarks/accuracy.py --peers $(PEERS)
	@$(BIN)/python benchmarks/unseen.py
	@$(BIN)/python benchmarks/speed.py

benchmark-crawls: setup-dev
	@$(BIN)/python benchmarks/crawl.py
	@$(BIN)/python benchmarks/recrawl.py
	@$(BIN)/python benchmarks/visits.py
	@$(BIN)/python benchmarks/memory.py
	@$(BIN)/python benchmarks/browser.py

benchmark-service: setup-dev
	@$(BIN)/python benchmarks/freshness.py
	@$(BIN)/python benchmarks/service.py

benchmark-browser: setup-dev browser
	@$(BIN)/python benchmarks/browser.py

benchmark-duplicates: setup-dev
	@$(BIN)/python benchmarks/duplicates.py

$(PEERS)/.setup: benchmarks/requirements.lock | $(BIN)/python
	@echo "Installing the peers into $(PEERS) (a minute, once)"
	@$(PYTHON) -m venv --clear $(PEERS)
	@$(PEERS)/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r $<
	@touch $@

lock: # needs uv; versions and hashes only
	@$(COMPILE) pyproject.toml --extra browser --group build -o requirements.lock
	@$(COMPILE) pyproject.toml --extra browser --group build --group dev -c requirements.lock -o requirements-dev.lock
	@$(COMPILE) --group peers -o benchmarks/requirements.lock

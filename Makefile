# `make run` and `make test` are all a newcomer needs; each makes its own environment first.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
TESTS ?= tests
# Two more than there are processors: workers wait for browsers, for servers and for what the clock does.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 2)

# Without the bytecode of the code and of the tests each worker compiles both again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test pictures test-postgres bench check lint types collected docs lock clean python browser

help: ## List these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

run: $(VENV)/.run ## Start Cleanplate with its demonstration on http://127.0.0.1:8000
	@LOG_LEVEL=$${LOG_LEVEL:-warning} $(BIN)/python -m app serve --demo

test: $(VENV)/.dev browser ## Run every test, in a real browser too
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(TESTS)

test-postgres: $(VENV)/.dev browser ## Run the same tests on a PostgreSQL that starts for itself
	@$(BIN)/python tests/postgres.py $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(TESTS)

pictures: $(VENV)/.dev browser ## Take the pictures of the README anew
	@$(BIN)/python -m tests.browser.pictures

bench: $(VENV)/.dev ## Measure the board among 200,000 applications on both databases, the plans, and pages meanwhile; takes a quarter of an hour
	@status=0; for what in board "board --postgres" scheduling answering; do \
		$(BIN)/python -m benchmarks.$$what || status=1; done; exit $$status

check: $(VENV)/.dev ## Exactly what CI runs: lint, types, imports, templates, then every test
	@$(MAKE) --no-print-directory -j2 types lint collected
	@$(MAKE) --no-print-directory test

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/djlint app/templates --lint --quiet
	@$(BIN)/deptry . --no-ansi

types: $(VENV)/.dev
	@$(BIN)/mypy

# While the types are checked the other processor lints, and prepares every test once for all workers. What is wrong with a
# test is told when it runs.
collected: $(VENV)/.dev
	@$(BIN)/python -m pytest --collect-only -qq > /dev/null || true

docs: $(VENV)/.dev ## Write the generated pages of docs/ and the words for translators anew
	@$(BIN)/python -m app docs
	@$(BIN)/python -m app words
	@$(BIN)/python -m tests.house.features

lock: $(VENV)/.dev ## Lock the dependencies anew, with hashes and without addresses
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" $(UPGRADE) pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" $(UPGRADE) --extra dev -c requirements.txt \
		pyproject.toml -o requirements-dev.txt

clean: ## Remove the environment; data in var/ stays
	@rm -rf $(VENV)

browser: $(VENV)/.browser

$(VENV)/.browser: tests/browser/finding.py | $(VENV)/.dev
	@$(BIN)/python tests/browser/finding.py
	@touch $@

python:
	@test -n "$(PYTHON)" || { echo "Cleanplate needs Python 3.11 or newer. Install it, then run make again." >&2; exit 1; }

$(VENV)/.made: | python
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: requirements.txt pyproject.toml | $(VENV)/.made
	@echo "Installing what Cleanplate stands on. This takes about a minute, once."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/.run
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
DEMO := demo/readout.duckdb

.PHONY: help demo test lint readme clean

help:  ## Say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/'

demo: $(READY)  ## Ingest the sample articles and print the calls found
	@mkdir -p $(dir $(DEMO))
	$(BIN)/readout ingest seeds/articles --warehouse $(DEMO)
	$(BIN)/readout quality --warehouse $(DEMO)
	$(BIN)/readout calls --warehouse $(DEMO)
	@echo "The warehouse is $(DEMO), the quality report $(DEMO:.duckdb=-quality)/index.html"

test: $(READY)  ## Run all tests
	$(BIN)/pytest -n 2 --dist worksteal

lint: $(READY)  ## Check style, types and import directions
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:  ## Remove what was made, the environment included
	rm -rf .venv demo dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

readme: $(READY)  ## Run the commands shown in the README and update their output
	$(BIN)/python docs/refresh_readme.py

.PHONY: accuracy
accuracy: $(READY)  ## Score extraction on the golden articles against its floors
	$(BIN)/pytest -n 2 tests/accuracy

.PHONY: accuracy-tables
accuracy-tables: $(READY)  ## Write the tables of docs/accuracy.md anew
	$(BIN)/python docs/accuracy_tables.py

.PHONY: bench-resolve
bench-resolve: $(READY)  ## Time the resolution of 1,000 new reports into 100,000 calls
	$(BIN)/python tests/benchmarks/resolve_cost.py

SITE_SOURCE := warehouse/site/assets-source

.PHONY: site-assets
site-assets:  ## Build the libraries of the explorer from their npm packages (Node 20 or newer)
	@command -v npm >/dev/null || { echo "npm is missing: install Node.js 20 or newer" >&2; exit 1; }
	npm ci --prefix $(SITE_SOURCE) --no-progress --loglevel=error
	npm run build --prefix $(SITE_SOURCE) --silent

.PHONY: test-site
test-site: $(READY)  ## Test the explorer in headless Chromium; says what is missing, installs nothing
	READOUT_TEST_SITE=1 $(BIN)/pytest -v tests/site

.PHONY: bench bench-million
bench: $(READY)  ## Measure the work beside its yardsticks (a quarter of an hour): a table, and bench.json
	$(BIN)/python tests/benchmarks/bench.py

bench-million: $(READY)  ## The same with a million articles (an hour, 10 GB of disk)
	$(BIN)/python tests/benchmarks/bench.py --million

.PHONY: soak
soak: $(READY)  ## The long tests: 200 kills, 10,000 files, 100,000 mutated articles, guided fuzzing (some hours)
	$(BIN)/python -m pip install -qq --disable-pip-version-check "atheris>=3" || echo "atheris cannot be installed here: no guided fuzzing"
	READOUT_SOAK=1 $(BIN)/pytest -n 2 -s tests/soak

.PHONY: test-services
test-services: $(READY)  ## Test Prefect, Dask workers and a shared warehouse on servers of their own (needs PostgreSQL's programs)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps -r requirements-cluster.lock
	READOUT_TEST_SERVICES=1 $(BIN)/pytest -n 2 --dist loadfile tests/services

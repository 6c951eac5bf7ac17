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
	$(BIN)/pytest -n 2

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

.PHONY: bench-resolve
bench-resolve: $(READY)  ## Time the resolution of 1,000 new reports into 100,000 calls
	$(BIN)/python tests/benchmarks/resolve_cost.py

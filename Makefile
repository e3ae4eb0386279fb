# make demo: set up and make the demonstration reports. make test: set up and run the tests.
# Both build .venv from the pinned, hashed requirements.lock; nothing to do when nothing changed.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
export UV_COMPILE_BYTECODE := 1

.PHONY: demo test lab kills check fix bench coverage contact-sheet validators lock clean

demo: $(READY)
	@$(BIN)/rtt-eval demo

test: $(READY)
	@$(BIN)/pytest -ra -n auto --dist loadfile

# JupyterLab on the form; it asks the network for no news and no update
lab: $(READY)
	@$(BIN)/jupyter lab --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate \
	  notebooks/00_start_here.ipynb

# two hundred kills of a whole run (some minutes); `make test` has a few
kills: $(READY)
	@KILLS_OF_A_RUN=200 $(BIN)/pytest -ra -n 0 tests/publish/test_killed.py -k whole_run

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fix: $(READY)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(READY)
	@$(BIN)/python benchmarks/run_times.py
	@$(BIN)/python benchmarks/wide_outcomes.py
	@$(BIN)/python benchmarks/individual_sheets.py

coverage: $(READY)
	@$(BIN)/python benchmarks/coverage.py --write docs/methods.md

# every demonstration report, all its pages in one HTML file to look at
contact-sheet: $(READY)
	@$(BIN)/rtt-eval run params/demo_*.yml --out reports
	@$(BIN)/python benchmarks/contact_sheet.py reports

# uv when it is there or can be had, else pip: the same packages, checked against the same hashes
$(READY): requirements.lock pyproject.toml
	@echo "Setting up .venv (once; a minute or so)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@command -v uv >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv \
	  || echo "uv cannot be had here; pip takes its place"
	@if command -v uv >/dev/null; then UV=uv; elif test -x $(BIN)/uv; then UV=$(BIN)/uv; else UV=; fi; \
	if test -n "$$UV"; then \
	  $$UV pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock && \
	  $$UV pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $(READY)

# axe-core with a driver for an installed Chromium, and veraPDF; see docs/validators.md for what else they need
validators: $(READY)
	@if test -x $(BIN)/uv; then UV=$(BIN)/uv; else UV=uv; fi; \
	$$UV pip install --quiet --python $(BIN)/python --require-hashes -r requirements-validators.lock

LOCK := pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet
lock:
	@$(BIN)/uv $(LOCK) pyproject.toml --extra dev --output-file requirements.lock
	@$(BIN)/uv $(LOCK) --group validators --constraint requirements.lock --output-file requirements-validators.lock

clean:
	@rm -rf .venv reports build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# make run: today's review.  make test: the tests.  Everything else below is for working on quizcv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test torture lint format bench oracles prove families networks settings snapshots clean

run: .venv/run.stamp
	@$(BIN)/quizcv

test: .venv/dev.stamp
	$(BIN)/python -m pytest

torture: .venv/dev.stamp
	$(BIN)/python -m tests.torture --minutes $(or $(MINUTES),10)

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/dev.stamp
	$(BIN)/python -m benchmarks

oracles: .venv/dev.stamp
	$(BIN)/python -m tests.problems.oracle 1000

prove: .venv/dev.stamp
	$(BIN)/quizcv check content/decks

families: .venv/dev.stamp
	$(BIN)/python -m quizcv.problems.families.index

networks: .venv/dev.stamp
	$(BIN)/python -m quizcv.problems.network.shipped

settings: .venv/dev.stamp
	$(BIN)/python docs/write_settings.py

snapshots: .venv/dev.stamp
	$(BIN)/python -m pytest tests/tui -k snapshot --snapshot-update
	$(BIN)/python docs/take_pictures.py
	$(BIN)/python -m docs.record_session

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis dist

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "quizcv needs Python 3.11 or newer; name one with: make PYTHON=python3.12 run")'
	@echo "Setting up .venv (once)..." >&2
	@$(PYTHON) -m venv .venv

.venv/run.stamp: .venv/bin/python pyproject.toml constraints.txt
	@$(PIP) install --constraint constraints.txt --editable . >&2
	@touch $@

.venv/dev.stamp: .venv/bin/python pyproject.toml constraints.txt
	@$(PIP) install --constraint constraints.txt --editable '.[dev]' >&2
	@touch $@ .venv/run.stamp

# `make demo` shows the example company, `make test` runs every test: both set up what they need.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet
NODE_TOOLS := prettier@3.10.1 @microsoft/sarif-multitool@5.7.0 yaml-language-server@1.25.0
SETUP := pyproject.toml constraints.txt src/opsctl/__init__.py

.PHONY: demo test tools golden format lint types docs bench wheel clean

demo: $(VENV)/run
	$(BIN)/opsctl -C examples/northwind --as-of 2026-11-20 rock status

test: $(VENV)/dev
	$(BIN)/python -m pytest -n auto --dist worksteal

tools: $(VENV)/tools

golden: $(VENV)/dev
	$(BIN)/python -m pytest --update-golden

format: $(VENV)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/dev
	$(BIN)/mypy

docs: $(VENV)/dev
	$(BIN)/python docs/generate.py

bench: $(VENV)/run
	$(BIN)/python -m bench $(SIZES)

wheel: $(VENV)/dev
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) dist .bench

$(VENV)/python: Makefile
	@$(PYTHON) -c 'import sys; sys.exit("opsctl needs Python 3.11 or newer: make PYTHON=...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run: $(VENV)/python $(SETUP)
	$(PIP) --editable .
	@touch $@

$(VENV)/dev: $(VENV)/python $(SETUP)
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/run

$(VENV)/tools: $(VENV)/dev
	$(PIP) --editable '.[dev,ci]'
	npm install --silent --no-save --no-fund --no-audit --prefix $(VENV)/node $(NODE_TOOLS)
	@touch $@

# Two commands matter: `make demo` and `make test`. Both make their own environment.
.DEFAULT_GOAL := help
.PHONY: help demo test test-all lint structure bench docs lock clean

PYTHON ?= python3
BIN := .venv/bin
# three workers, as much of the time the disk is waited for
PYTEST := $(BIN)/pytest -n 3 --dist worksteal
STAMP := .venv/.installed

help: ## say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements-dev.lock pyproject.toml scripts/setup.sh
	@PYTHON=$(PYTHON) sh scripts/setup.sh

demo: $(STAMP) ## write 20,000 synthetic leads, run the pipeline, show what came out
	@sh scripts/demo.sh

test: $(STAMP) ## run all tests but the slow ones
	@$(PYTEST) -m "not slow"

test-all: $(STAMP) ## run the slow tests, which `make test` leaves out
	@$(PYTEST) -m slow

lint: $(STAMP) ## formatting, lint, types, layers, documentation, structure
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports --config .importlinter
	@$(BIN)/python docs/generate.py --check
	@$(BIN)/python scripts/structure.py --check

structure: $(STAMP) ## circles, lengths, folders and names of the source, against their limits
	@$(BIN)/python scripts/structure.py --check

bench: $(STAMP) ## measure speed against floor and peer; writes bench/results.md
	@$(BIN)/python -m bench

docs: $(STAMP) ## write the generated references anew
	@$(BIN)/python docs/generate.py

lock: $(STAMP) ## resolve the pinned dependencies anew
	@sh scripts/lock.sh

clean: ## remove environment, demo and benchmark data
	rm -rf .venv .uv demo bench/.data

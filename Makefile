# The first two targets do all the set-up there is, on a machine with Python 3.11 or later.
# Everything they make stays in this folder: .venv, .cache and build.

PYTHON ?= python3
BIN := .venv/bin
WRITE_SCHEMAS := from pathlib import Path; from reachmap.io.schema import write_schemas; write_schemas(Path

export PIP_NO_CACHE_DIR := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export TMPDIR := $(CURDIR)/.cache/tmp
export RUFF_CACHE_DIR := $(CURDIR)/.cache/ruff
export HYPOTHESIS_STORAGE_DIRECTORY := $(CURDIR)/.cache/hypothesis
export XDG_CACHE_HOME := $(CURDIR)/.cache
export XDG_CONFIG_HOME := $(CURDIR)/.cache
# Bytecode is cached in .venv: a second run of anything starts at once.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/bytecode
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test setup check coverage campaign mutants bench neo4j schemas reference docs clean

demo: .venv/.installed  ## install, run on the examples, say where the pages are
	@mkdir -p build/demo
	@$(BIN)/python examples/appg/make_map.py build/demo/appg --force >/dev/null
	@for town in examples/small_town build/demo/appg; do \
	  page=build/demo/$$(basename $$town).html; \
	  echo; echo "== $$town"; \
	  $(BIN)/reachmap about $$town >/dev/null && \
	  $(BIN)/reachmap heard $$town >/dev/null && \
	  $(BIN)/reachmap routes $$town >/dev/null && \
	  $(BIN)/reachmap voices $$town >/dev/null && \
	  $(BIN)/reachmap map $$town -o $$page --force || exit 1; \
	done
	@echo; echo "== the demo borough"; $(BIN)/reachmap demo build/demo/harbour-vale --force
	@echo; echo "Open these in a browser:"; ls build/demo/*.html build/demo/*/page.html

test: .venv/.tested  ## run the tests; those left out for want of a browser or of Java are named at the end
	$(BIN)/pytest -n 2 --dist worksteal --basetemp=.cache/pytest-tmp --doctest-modules \
	  -m "not campaign and not timed" $(COVERAGE)

setup: .venv/.developed  ## everything a developer needs

check: .venv/.developed schemas-drift reference-drift scripts-lint  ## lint, types, imports, spelling, build, wheel contents
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/codespell
	rm -rf build/dist
	$(BIN)/python -m build --outdir build/dist .
	$(BIN)/python .ci/wheel_contents.py build/dist

.PHONY: schemas-drift
schemas-drift: .venv/.developed
	$(BIN)/python -c "$(WRITE_SCHEMAS)('build/schemas'))"
	diff -r schemas build/schemas

.PHONY: reference-drift
reference-drift: .venv/.developed
	$(BIN)/python docs/reference/write_reference.py build/reference
	diff -r --exclude='*.py' docs/reference build/reference

.PHONY: scripts-lint
scripts-lint: .cache/lint/.installed  ## check the scripts of the page; needs Node
	.cache/lint/node_modules/.bin/eslint --config .ci/eslint.config.mjs src/reachmap/view/templates

.cache/lint/.installed: .ci/package.json
	@command -v npm >/dev/null || { echo "checking scripts needs Node: apt-get install nodejs npm"; exit 1; }
	mkdir -p .cache/lint
	cp .ci/package.json .cache/lint/
	cd .cache/lint && npm install --no-package-lock --no-audit --no-fund --silent --cache ../npm
	touch $@

coverage:  ## the tests, and how much of the code they run: 95% with branches is the least
	$(MAKE) test COVERAGE="--cov --cov-report=term"

campaign: campaign-long campaign-timed campaign-many  ## the long tests: fuzzing, kills, many maps, bars of time

.PHONY: campaign-long campaign-timed campaign-many
campaign-long: .venv/.tested
	REACHMAP_CAMPAIGN=1 $(BIN)/pytest -n 2 --dist worksteal -m "campaign and not timed" --basetemp=.cache/pytest-tmp \
	  --durations=15

campaign-timed: .venv/.tested
	@echo "== what has a bar of time, alone on the machine"
	REACHMAP_CAMPAIGN=1 $(BIN)/pytest -m timed --basetemp=.cache/pytest-tmp --durations=15 tests

campaign-many: .venv/.tested
	REACHMAP_CAMPAIGN=1 $(BIN)/pytest -n 2 --dist worksteal -m "not campaign and not timed" \
	  --basetemp=.cache/pytest-tmp --durations=15 $$(grep -rl --include='test_*.py' 'some_of(' tests)

mutants: .venv/.tested  ## plant faults and count those that the tests catch; MUTANTS="burden" plants some of them
	PYTHONPATH=tests $(BIN)/python -m mutants $(MUTANTS)

bench: .venv/.benched  ## time, memory and ratios to peers, into docs/performance.md; BENCH="pages" runs some
	PYTHONPATH=tests $(BIN)/python -m benchmarks $(BENCH)

neo4j: .venv/.tested  ## start a Neo4j server to try things on; needs Java and Maven
	@PYTHONPATH=tests $(BIN)/python -m neo4j_server

schemas: .venv/.installed  ## write schemas/ anew from the models
	$(BIN)/python -c "$(WRITE_SCHEMAS)('schemas'))"

reference: .venv/.installed  ## write docs/reference/ anew: commands, tables, settings, names of Python
	$(BIN)/python docs/reference/write_reference.py

docs: .venv/.developed  ## build the site of documents into build/docs; warnings and broken links are errors
	rm -rf build/docs
	$(BIN)/sphinx-build -q -E -W --keep-going -c docs -d .cache/doctrees . build/docs
	$(BIN)/python docs/site/check.py build/docs
	@echo "Open build/docs/index.html in a browser."

clean:  ## remove everything that the other targets made
	rm -rf .venv .cache build

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "reachmap needs Python 3.11 or later; say which with: make PYTHON=python3.12"; exit 1; }
	mkdir -p .cache/tmp
	$(PYTHON) -m venv .venv

.venv/.installed: .venv/bin/python pyproject.toml
	mkdir -p .cache/tmp
	env -u PYTHONPYCACHEPREFIX $(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/.tested: .venv/.installed
	env -u PYTHONPYCACHEPREFIX $(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@

.venv/.benched: .venv/.tested
	env -u PYTHONPYCACHEPREFIX $(BIN)/python -m pip install --quiet --editable '.[test,bench]'
	touch $@

.venv/.developed: .venv/.tested
	env -u PYTHONPYCACHEPREFIX $(BIN)/python -m pip install --quiet --editable '.[test,dev]'
	touch $@

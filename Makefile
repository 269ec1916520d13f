# Each target sets itself up: Python 3.11 or later, git and make are all it needs.

PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$each >/dev/null 2>&1 && $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$each; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet install --only-binary :all:
export PIP_NO_WARN_SCRIPT_LOCATION := 1

.PHONY: demo test test-ray calendar bench fuzz editors vsix playground pages docs snapshots clean
.DEFAULT_GOAL := demo

demo: $(VENV)/installed  ## Check examples: a template, values, the worst file, a table of recipients.
	@echo '$$ smslint check examples/bad/login-code.sms --select syntax,verification'
	@$(BIN)/smslint check examples/bad/login-code.sms --select syntax,verification --fail-on never
	@echo
	@echo '$$ smslint value time 2026-13-01 2026-11-30'
	@$(BIN)/smslint value time 2026-13-01 2026-11-30 || true
	@echo
	@echo '$$ smslint check examples/bad/orders.sms.yaml --format concise --min-severity error'
	@$(BIN)/smslint check examples/bad/orders.sms.yaml --format concise --min-severity error --fail-on never
	@echo
	@echo '$$ smslint rehearse examples/rehearsal/order.sms --data examples/rehearsal/recipients.csv'
	@$(BIN)/smslint rehearse examples/rehearsal/order.sms --data examples/rehearsal/recipients.csv || true
	@echo
	@echo 'Next: $(BIN)/smslint rule adjacent-variables, $(BIN)/smslint check YOUR-FILE'

test: $(VENV)/installed-dev  ## Everything that must hold before a commit.
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m pytest -n 2

test-ray: $(VENV)/installed-ray  ## Rehearsals on a local Ray cluster, one worker of which is killed.
	@$(BIN)/python -m pytest tests/ray/rehearsal_on_ray.py

calendar: $(VENV)/installed-calendar  ## The holidays of rules/calendar/, compared with a package that has them.
	@$(BIN)/python -m pytest tests/calendar/against_packages.py

editors: $(VENV)/installed-dev  ## The extensions, in the editors themselves, and the page of reports in a browser.
	@PATH="$(CURDIR)/$(BIN):$$PATH" tests/editors/run

vsix: $(VENV)/installed-playground  ## The extension for VS Code, with the server in it: editors/vscode/smslint.vsix.
	@PYTHON="$(CURDIR)/$(BIN)/python" editors/vscode/build

bench: $(VENV)/installed-bench  ## Speed and memory, beside other checkers.
	@cd tests && "$(CURDIR)/$(BIN)/python" -m bench

fuzz: $(VENV)/installed-dev  ## Outputs, signals and saves, then random and broken documents, each batch in a process of its own.
	@cd tests && "$(CURDIR)/$(BIN)/python" -m fuzz --documents $(or $(DOCUMENTS),100000) --signals $(or $(SIGNALS),500) --saves $(or $(SAVES),500) --seed $(or $(SEED),1) --jobs $(or $(JOBS),1)

pages: $(VENV)/installed  ## Render docs/rules and docs/answers from the catalog.
	@$(BIN)/python -m smslint.catalog.pages
	@$(BIN)/python -m smslint.catalog.answer_pages

playground: $(VENV)/installed-playground  ## The checker as a page for browsers: .build/playground/html/index.html.
	@$(BIN)/python docs/playground/build.py

docs: $(VENV)/installed-docs playground  ## The pages as a searchable site in .build/site/html.
	@$(BIN)/python docs/site/build.py

snapshots: $(VENV)/installed-dev  ## Write the output of every format, and of every rehearsal in tests/data.
	@$(BIN)/python tests/report/snapshots.py
	@$(BIN)/python tests/cli/situations.py
	@$(BIN)/python tests/cli/dossier_golden.py

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo 'smslint needs Python 3.11 or later, and none is on the PATH.' >&2; exit 1; fi
	@$(PYTHON) -m venv --clear $(VENV) >/dev/null 2>&1 || { \
		$(PYTHON) -m pip --version >/dev/null 2>&1 && $(PYTHON) -m venv --clear --without-pip $(VENV) \
		&& $(PYTHON) -m pip --quiet --quiet --python $(BIN)/python install --only-binary :all: pip; } || { \
		rm -rf $(VENV); \
		echo 'Python cannot make a virtual environment here: its modules venv or ensurepip are missing.' >&2; \
		echo 'On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }

$(VENV)/installed: pyproject.toml | $(BIN)/python
	@$(PIP) --editable '.[code,tables,xlsx]'
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@$(PIP) --upgrade 'pip>=25.1'
	@$(PIP) --group dev
	@touch $@

$(VENV)/installed-calendar: $(VENV)/installed-dev
	@$(PIP) --group calendar
	@touch $@

$(VENV)/installed-ray: $(VENV)/installed-dev
	@$(PIP) --editable '.[ray]'
	@touch $@

$(VENV)/installed-bench: $(VENV)/installed-dev
	@$(PIP) --group bench
	@touch $@

$(VENV)/installed-playground: $(VENV)/installed-dev
	@$(PIP) --group playground
	@touch $@

$(VENV)/installed-docs: $(VENV)/installed-dev
	@$(PIP) --group docs
	@touch $@

clean:
	@rm -rf $(VENV) .build dist

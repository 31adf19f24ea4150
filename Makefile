# Every target sets up what it needs by itself; nothing else is to be installed by hand.
PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python

.PHONY: site serve check test lock clean

site: $(VENV)/.site
	$(RUN) build.py build

serve: $(VENV)/.site
	$(RUN) build.py serve

check: $(VENV)/.site
	$(RUN) build.py check

test: $(VENV)/.test
	sh tests/install_programs.sh
	$(RUN) -m pytest

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.lock | $(VENV)/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

$(VENV)/.test: requirements-test.lock tests/node/package-lock.json $(VENV)/.site
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	NODE_OPTIONS=--use-system-ca PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm ci --prefix tests/node --no-audit --no-fund --loglevel=error
	touch $@

# Refresh both lock files from pyproject.toml (needs uv).
lock:
	uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements.lock
	uv pip compile pyproject.toml --extra test --universal --generate-hashes --no-header --no-annotate --no-emit-index-url -c requirements.lock -o requirements-test.lock

clean:
	rm -rf $(VENV) site .preview .cache

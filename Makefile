# Every target sets up what it needs by itself; nothing else is to be installed by hand.
PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python
# For `make site`, such as OPTIONS="--base-url https://host/prefix/ --compress".
OPTIONS ?=
# For `make changes`: the commit whose content is compared with ours, and the moment of both.
BASE   ?= origin/main
CHANGES ?= .changes
# For `make fuzz`: how many examples a property.
EXAMPLES ?= 3000
NOW    ?= $(shell TZ=Asia/Seoul date "+%Y-%m-%d %H:%M")

.PHONY: site serve check changes test fuzz screenshots lock clean

site: $(VENV)/.site
	$(RUN) build.py build $(OPTIONS)

serve: $(VENV)/.site
	$(RUN) build.py serve

check: $(VENV)/.site
	$(RUN) build.py check

# The facts and pages that our content changes, as Markdown: the same program on both contents, each with its history.
changes: $(VENV)/.site
	rm -rf $(CHANGES) && mkdir $(CHANGES)
	git clone --quiet --shared --no-checkout . $(CHANGES)/base
	git -C $(CHANGES)/base checkout --quiet --detach $$(git rev-parse $(BASE))
	$(RUN) build.py build --quiet --now "$(NOW)" --output $(CHANGES)/old --content $(CHANGES)/base/content
	$(RUN) build.py build --quiet --now "$(NOW)" --output $(CHANGES)/new
	$(RUN) build.py diff $(CHANGES)/old $(CHANGES)/new --content $(CHANGES)/base/content content

test: $(VENV)/.test
	sh tests/install_programs.sh
	$(RUN) -m pytest -n auto --dist worksteal

# The properties of any text, and of any slips, with many more examples, other ones each time; ended after ten minutes.
fuzz: $(VENV)/.test
	SESAC_EXAMPLES=$(EXAMPLES) timeout 600 $(RUN) -m pytest tests/test_rough.py tests/test_any_text.py

# pip is what is made last: an environment that broke off before it is finished at the next run.
$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(None if (3, 11) <= sys.version_info < (3, 15) else "Python 3.11 to 3.14 is needed: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.lock | $(VENV)/bin/pip
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

$(VENV)/.test: requirements-test.lock tests/node/package-lock.json $(VENV)/.site
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	NODE_OPTIONS=--use-system-ca PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm ci --prefix tests/node --no-audit --no-fund --loglevel=error
	touch $@

# The pictures of docs/editing.ko.md.
screenshots: $(VENV)/.test
	$(RUN) docs/screenshots.py

# Refresh both lock files from pyproject.toml (needs uv).
lock:
	uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements.lock
	uv pip compile pyproject.toml --extra test --universal --generate-hashes --no-header --no-annotate --no-emit-index-url -c requirements.lock -o requirements-test.lock

# site/ is kept in git, empty.
clean:
	rm -rf $(VENV) site .site.build .preview .preview.build .cache .changes
	mkdir site && touch site/.gitkeep

# The two commands a newcomer needs are `make sandbox` and `make test`; both set up everything themselves.
PYTHON ?= python3
# Most tests wait for a process or a server: more workers than a small machine has cores. 0: all in one process.
WORKERS ?= 4
# Whatever the shell says: an interpreter that may not keep bytecode compiles 1,500 modules at each start.
export PYTHONDONTWRITEBYTECODE :=
VENV := .venv
BIN := $(VENV)/bin
# What running needs, and beside it what tests and tools need.
RUN_STAMP := $(VENV)/.run-installed
STAMP := $(VENV)/.installed
BUILD_STAMP := $(VENV)-build/.installed
# Two test runs that begin together take turns: apt-get refuses where another one is at work.
APT := flock -w 600 /tmp/foley-apt-$(shell id -u).lock apt-get
# uv installs the same locked packages in a fraction of the time; without it pip does.
UV := $(shell command -v uv 2>/dev/null)
ifneq ($(UV),)
MAKE_VENV := $(UV) venv --quiet --seed --allow-existing --python $(PYTHON) $(VENV)
INSTALL := $(UV) pip install --quiet --python $(BIN)/python
else
MAKE_VENV := $(PYTHON) -m venv $(VENV)
# Compiled when first imported: most of what is installed never is.
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-compile
endif

.PHONY: install browser firefox pgbouncer promtool systemd sandbox test interpreters lint bench mutants media-matrix soak soak-many crash-matrix run wheel lock pictures screenshots clean flood lease fuzz simulate texts

install: $(STAMP)

$(RUN_STAMP): requirements.lock
	@echo "Installing what Foley needs to run into $(VENV)"
	@$(MAKE_VENV)
	@$(INSTALL) --require-hashes -r requirements.lock
	@touch $(RUN_STAMP)

$(STAMP): requirements-dev.lock pyproject.toml $(RUN_STAMP)
	@echo "Installing what tests and tools need into $(VENV)"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

sandbox: $(RUN_STAMP)  ## the real bot against a local Discord and a local Tencent Cloud
	$(BIN)/python -m bot sandbox $(ARGS)

run: $(RUN_STAMP)  ## the hosted bot, settings from the environment or .env
	$(BIN)/python -m bot $(ARGS)

browser:  ## the Chromium that the page's tests drive: installed where that is allowed, else said in a sentence
	@if [ -n "$$CHROMIUM" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
		|| command -v google-chrome >/dev/null || command -v google-chrome-stable >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium for the tests of the sandbox page"; \
		{ $(APT) update -qq && DEBIAN_FRONTEND=noninteractive $(APT) install -qq -y --no-install-recommends \
			chromium fonts-noto-color-emoji fonts-dejavu-core >/dev/null; } \
			|| echo "Chromium could not be installed; the page's tests say so below."; \
	else echo "No Chromium here and no right to install it: the page's tests will be reported as not run."; fi

firefox:  ## a second browser for the table of files, with the decoders it takes from the system: as the first one
	@if command -v firefox-esr >/dev/null || command -v firefox >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Firefox for the table of files that play"; \
		{ $(APT) update -qq && DEBIAN_FRONTEND=noninteractive $(APT) install -qq -y --no-install-recommends \
			firefox-esr $$(apt-cache search --names-only '^libavcodec[0-9]+$$' | cut -d' ' -f1) >/dev/null; } \
			|| echo "Firefox could not be installed; the table says so below."; \
	else echo "No Firefox here and no right to install it: the table will be of Chromium alone."; fi

pgbouncer:  ## the pooler that the database's tests put before PostgreSQL: installed as the browser is
	@if [ -n "$$PGBOUNCER" ] || PATH="$$PATH:/usr/sbin:/usr/local/sbin" command -v pgbouncer >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing PgBouncer for the tests of the database"; \
		{ $(APT) update -qq && DEBIAN_FRONTEND=noninteractive $(APT) install -qq -y --no-install-recommends \
			pgbouncer >/dev/null; } || echo "PgBouncer could not be installed; its tests say so below."; \
	else echo "No PgBouncer here and no right to install it: its tests will be reported as not run."; fi

promtool:  ## Prometheus' own checker, for the tests of the alert rules: taken out of its package, no server comes with it
	@if [ -n "$$PROMTOOL" ] || [ -x $(BIN)/promtool ] || command -v promtool >/dev/null; then :; \
	elif command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null; then \
		echo "Taking promtool out of Debian's package of Prometheus"; \
		folder=$$(mktemp -d) && { { [ "$$(id -u)" != 0 ] || $(APT) update -qq; } \
			&& (cd $$folder && $(APT) download -qq -o APT::Sandbox::User=root prometheus >/dev/null) \
			&& dpkg-deb --fsys-tarfile $$folder/prometheus_*.deb | tar -x -C $$folder ./usr/bin/promtool \
			&& install -m 0755 $$folder/usr/bin/promtool $(BIN)/promtool; } \
			|| echo "promtool could not be had; the tests of the alert rules say so below."; rm -rf $$folder; \
	else echo "No promtool here: the tests of the alert rules will be reported as not run."; fi

systemd:  ## systemd-analyze, which reads the unit in the tests: installed as the browser is; no service is started
	@if command -v systemd-analyze >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing systemd's tools for the test of the unit"; \
		{ $(APT) update -qq && DEBIAN_FRONTEND=noninteractive $(APT) install -qq -y --no-install-recommends \
			systemd >/dev/null; } || echo "systemd could not be installed; the test of the unit says so below."; \
	else echo "No systemd here and no right to install it: the test of the unit will be reported as not run."; fi

test: install browser pgbouncer promtool systemd  ## everything; where CI is set, the fast part on the other Pythons, too
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)
	$(if $(filter true 1,$(CI)),@$(MAKE) --no-print-directory interpreters)

# The versions locked are one for all of them; the image runs 3.13.
PYTHONS := 3.11 3.12 3.13

interpreters: install  ## the fast part of the tests on every other Python of 3.11 to 3.13 that is here
	@for version in $(PYTHONS); do \
		case "$$($(BIN)/python --version)" in *" $$version."*) \
			echo "Python $$version runs everything, in $(VENV)."; continue;; esac; \
		found=; for python in python$$version "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/$$version.*/bin/python; do \
			if "$$python" -c "" 2>/dev/null; then found=$$python; break; fi; done; \
		if [ -z "$$found" ]; then echo "Python $$version is not on this machine: nothing is tested on it."; continue; fi; \
		echo "The fast part on $$("$$found" --version):"; \
		$(MAKE) --no-print-directory install VENV=.venv-$$version PYTHON="$$found" \
		&& .venv-$$version/bin/python -m pytest -q -n $(WORKERS) --dist loadgroup -m fast || exit 1; \
	done

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: install browser
	$(BIN)/python -m tests.bench $(ARGS)

pictures: install browser  ## build/pictures: what the page tests saw, to be looked at: every part, the admin's panel in two languages
	mkdir -p build/pictures
	FOLEY_PICTURES=$(CURDIR)/build/pictures $(BIN)/python -m pytest -q -p no:randomly tests/page/test_page_admin_panel.py tests/page/test_page_more_of_a_sound.py tests/page/test_page_chains.py tests/page/test_page_looks.py $(ARGS)

screenshots: install browser  ## docs/screenshots; ARGS=--all: every scene in en, de and ja, into build/screenshots, to be looked at
	$(BIN)/python -m tests.page.screenshots $(ARGS)

texts: install  ## build/texts.html: every message of every ending and every text, in all languages, to be read through
	$(BIN)/python -m tests.texts_page $(ARGS)

media-matrix: install browser firefox  ## 90 odd files, posted by the real bot and played in real browsers: a table
	$(BIN)/python -m tests.players.matrix $(ARGS)

crash-matrix: install  ## killed with -9 at every border of a job's life, on both databases: a table
	$(BIN)/python -m tests.attack.crash_matrix $(ARGS)

SEEDS ?= 20
simulate: install  ## Foley's own code in a simulated world: SEEDS=200 many, SEED=7 one with its story, JOBS=300 in each
	$(BIN)/python -m tests.simulation --keep-going --seeds $(SEEDS) $(if $(SEED),--seed $(SEED)) $(if $(JOBS),--jobs $(JOBS)) $(ARGS)

mutants: install  ## plants faults in copies of the tree: each must make a test fail
	$(BIN)/python -m tests.mutants $(ARGS)

soak: install  ## 2,000 jobs while a tenth of everything fails and the bot is killed three times
	$(BIN)/python -m tests.attack.soak $(ARGS)

soak-many: install  ## many processes, hundreds of jobs, the working one killed again and again
	$(BIN)/python -m tests.bench.soak_many $(ARGS)

flood: install  ## 10,000 interactions in a minute: memory ceiling, and how a bystander is answered
	$(BIN)/python -m tests.attack.flood $(ARGS)

lease: install pgbouncer  ## two processes behind a pooler that is killed five times in ten minutes: never two holders
	$(BIN)/python -m tests.attack.lease_behind_pooler $(ARGS)

wheel: $(BUILD_STAMP)  ## dist/foley_bot-….whl, built by what requirements-build.lock pins
	@rm -rf dist && $(VENV)-build/bin/python -m pip wheel --quiet --no-deps --no-build-isolation --no-index --wheel-dir dist .
	@ls dist/*.whl

$(BUILD_STAMP): requirements-build.lock
	@$(PYTHON) -m venv $(VENV)-build
	@$(VENV)-build/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.lock
	@touch $(BUILD_STAMP)

fuzz: install  ## coverage-guided, ten minutes a target: ARGS="answers headers --seconds 60"
	@$(BIN)/python -c "import atheris" 2>/dev/null || $(INSTALL) --require-hashes -r requirements-fuzz.lock \
		|| { echo "Atheris has no wheel for this Python and machine (Linux on x86-64, Python 3.11 to 3.13)."; exit 1; }
	$(BIN)/python -m tests.fuzz $(ARGS)

lock:  ## needs uv on the PATH
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
		--no-header --extra dev --no-emit-package foley-bot pyproject.toml -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
		--no-header --extra postgres -c requirements-dev.lock pyproject.toml -o requirements.lock
	echo "hatchling" | uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --no-header -c requirements-dev.lock - -o requirements-build.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
		--no-header --group fuzz -o requirements-fuzz.lock

clean:
	rm -rf $(VENV) $(VENV)-build $(VENV)-3.* build dist .mypy_cache .ruff_cache .pytest_cache

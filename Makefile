# Two commands do everything: `make handbook` builds, `make test` tests. Each sets up what it needs.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: handbook test test-all check scripts editor pictures bench faults guards audit sbom verapdf lock clean

handbook: .venv/ready
	$(BIN)/handbook build

test: .venv/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check generator tests
	$(BIN)/mypy
	$(BIN)/typos content exercises README.md CONTRIBUTING.md CHANGELOG.md
	$(BIN)/handbook check --strict
	$(BIN)/pytest -n auto --dist loadfile -m "not thorough"

# Every test, also those that ask again what others ask in part: before a release, and with each push on our own robots.
test-all: .venv/ready-to-test
	$(BIN)/pytest -n auto --dist loadfile

check: .venv/ready
	$(BIN)/handbook check

# Only after a change in overrides/scripts, and the only command that needs node.
scripts: node_modules/ready
	npm run --silent check
	npm run --silent bundle -- --outdir=overrides/theme/assets/javascripts

node_modules/ready: package-lock.json
	npm ci --ignore-scripts --silent
	touch $@

# Only for another version of the editor: then write its digest into overrides/editor/README.md. Needs npm.
EDITOR := decap-cms@3.16.3
editor:
	mkdir -p build/editor
	npm pack --silent --pack-destination build/editor $(EDITOR)
	tar -xzf build/editor/*.tgz -C build/editor package/dist/decap-cms.js package/dist/decap-cms.js.LICENSE.txt
	gzip -9nc build/editor/package/dist/decap-cms.js > overrides/editor/decap-cms.js.gz
	cp build/editor/package/dist/decap-cms.js.LICENSE.txt overrides/editor/decap-cms.LICENSE.txt
	sha256sum build/editor/package/dist/decap-cms.js
	rm -r build/editor

# The pictures in docs/images, in a real browser.
pictures: .venv/ready-to-test
	$(BIN)/python -m tests.pictures

# About half an hour; other programs are put beside, into an environment of their own.
bench: .venv/ready-to-test .bench-rivals/ready
	$(BIN)/pip install --quiet --disable-pip-version-check weasyprint==70.0
	for one in paper editions edit whole menu growth weight summary; do $(BIN)/python -m tests.bench.$$one || exit 1; done

.bench-rivals/ready: tests/bench/rivals.txt
	$(PYTHON) -m venv .bench-rivals
	-xargs -n1 .bench-rivals/bin/pip install --quiet --disable-pip-version-check < tests/bench/rivals.txt
	touch $@

# Hours of kills, full disks and hostile texts; writes docs/faults.md. Less of each: make faults SCALE=0.1
SCALE ?= 1
faults: .venv/ready-to-test
	$(BIN)/python -m tests.faults.campaign --scale $(SCALE)

# Takes each guard against harm away once, and says which of them no test misses. Only some: make guards ONLY="preview editor"
guards: .venv/ready-to-test
	$(BIN)/python -m tests.faults.guards $(ONLY)

# Known holes in the locked packages. Without a connection there is no report, and that is said.
audit: .venv/ready
	mkdir -p build && rm -f build/audit.json
	$(BIN)/pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	@$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.txt --format json --output build/audit.json; status=$$?; \
	if [ -f build/audit.json ]; then exit $$status; \
	else echo "Skipped: the list of known holes cannot be reached from here."; fi

# What the tool is made of, as CycloneDX.
sbom: .venv/ready
	mkdir -p build
	$(BIN)/pip install --quiet --disable-pip-version-check cyclonedx-bom==7.5.0
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible -o build/sbom.json requirements.txt

verapdf:
	@if command -v verapdf >/dev/null; \
	then find site -name '*.pdf' -print0 | xargs -0 verapdf --flavour ua1 --format text | grep -v '^PASS' && exit 1 || true; \
	else echo "Skipped: veraPDF is not installed (https://verapdf.org; it needs Java)."; fi

lock: .venv/ready-to-test
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --allow-unsafe --strip-extras -o requirements.txt pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --allow-unsafe --strip-extras --extra dev -o requirements-dev.txt pyproject.toml

# The versions are locked with hashes, so that a new machine builds the same bytes.
.venv/ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

.venv/ready-to-test: .venv/ready requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(PYTHON) tests/browser/install.py
	if command -v npm; then $(MAKE) node_modules/ready; fi
	touch $@

clean:
	rm -rf build site .venv

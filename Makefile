# One command sets up and shows the tool (make run), one runs the whole suite (make test).
# Needs Python 3.11 or newer, git and the package registries; nothing else has to be prepared.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
BILL   := corpora/drafts/hitzeschutz
JOBS   ?= 2

.DEFAULT_GOAL := help
.PHONY: help run app test check bench requirements clean

help: ## diese Übersicht
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(BIN)/uv: 
	$(PYTHON) -c 'import sys; sys.exit("kommunalfreund braucht Python 3.11 oder neuer, gefunden: %d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/uv
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements.txt
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --editable .
	touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@

run: $(VENV)/.installed ## einrichten, Beispielentwurf prüfen, Bericht schreiben
	@mkdir -p build
	@$(BIN)/kommunalfreund check $(BILL)
	@$(BIN)/kommunalfreund check $(BILL) --format html --output build/bericht.html
	@echo
	@echo "Der ausführliche Bericht steht in build/bericht.html (im Browser öffnen)."
	@echo "Die Oberfläche startet mit:  make app   (danach http://127.0.0.1:8501 öffnen)"
	@echo "Einen eigenen Entwurf prüft:  $(BIN)/kommunalfreund check PFAD"

app: $(VENV)/.installed ## Oberfläche starten
	$(BIN)/streamlit run app.py

test: $(VENV)/.installed-dev ## ganze Testsammlung, samt Browsertest
	sh .ci/install-browser
	$(BIN)/python -m pytest -n $(JOBS)

check: $(VENV)/.installed-dev ## ruff, mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed-dev ## Geschwindigkeit der Stufen
	$(BIN)/python tests/bench.py

requirements: $(BIN)/uv ## Versionen neu festschreiben (mit Prüfsummen, ohne Adressen)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links \
		--extra app --extra office pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links \
		--extra app --extra office --group dev pyproject.toml -o requirements-dev.txt

clean: ## Erzeugtes löschen
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache

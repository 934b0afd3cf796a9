# `make` alone lists the targets. Variables: PYTHON (interpreter that makes the environment), PORT and
# HOST (where run and dev listen), CHROMIUM (browser of e2e), TESTS (files for test and e2e), ARGS
# (more arguments for pytest), SIZE and KEEP (for bench, see scripts/bench.py), PAGES (for bench, see
# scripts/bench_admin.py).
PYTHON ?= python3
PY := .venv/bin/python
MANAGE := $(PY) manage.py
PYTEST := $(PY) -m pytest
# Each worker gets one test at a time, or a group of tests that share something slow to make. In the
# order of the tests: the walks of the admin take a minute each and come early, not last on one worker.
PARALLEL := --numprocesses auto --maxprocesses 4 --dist loadgroup --no-loadscope-reorder
# Each worker serves its own demo, where the tests of a file build on each other
# (tests/e2e/conftest.py makes the groups). Browsers often wait: three workers keep two cores busy.
e2e: PARALLEL := --numprocesses 3 --dist loadgroup --no-loadscope-reorder

# Values that let `check --deploy` load the production settings; no server listens there.
PRODUCTION := DJANGO_SETTINGS_MODULE=santiago.settings.production \
	SECRET_KEY=only-to-load-the-settings-while-checking-them-0123456789 \
	CIFRADO_CLAVES=b25seS10by1sb2FkLXRoZS1zZXR0aW5ncy0wMTIzNDU= \
	DATABASE_URL=postgres://portales@127.0.0.1:1/portales \
	EMAIL_URL=smtp://127.0.0.1:1

.DEFAULT_GOAL := help
.PHONY: help run dev test test-dates walk e2e coverage upstream lint house pages bench format messages messages-check release wheels clean distclean env env-dev

help:
	@echo "Portales del Ciudadano. Órdenes:"
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1|\2/p' Makefile | \
		while IFS='|' read -r name text; do printf '  make %-15s %s\n' "$$name" "$$text"; done

run: ## instala, prepara los diez portales de muestra y los sirve (PORT=8000, HOST=127.0.0.1)
	@exec $(PYTHON) scripts/run.py

dev: ## lo mismo, con el servidor de desarrollo: se reinicia al cambiar el código
	@exec $(PYTHON) scripts/run.py --dev

test: env-dev ## todas las pruebas menos las del navegador; con DATABASE_URL, sobre PostgreSQL
	@$(PYTEST) $(PARALLEL) --ignore=tests/e2e $(TESTS) $(ARGS)

test-dates: env-dev ## las pruebas en noches de fin de año, de febrero, de cambio de hora, un domingo y un feriado; con TESTS, esas solas; horas
	@$(PY) -m scripts.test_dates $(TESTS)

walk: env-dev ## los recorridos de la administración con datos ajenos, con todas las preguntas; minutos
	@$(PYTEST) $(PARALLEL) tests/aislamiento/walks --every-query $(ARGS)

e2e: env-dev ## las pruebas en el navegador; necesita Chromium (o CHROMIUM=/ruta) y las letras que dice CONTRIBUTING.md
	@chromium=$$($(PYTHON) scripts/find_chromium.py) && \
		CHROMIUM="$$chromium" $(PYTEST) $(PARALLEL) $(or $(TESTS),tests/e2e) $(ARGS)

coverage: env-dev ## las pruebas, y qué líneas del código no alcanzan
	@$(PY) -m coverage run -m pytest --ignore=tests/e2e $(ARGS)
	@$(PY) -m coverage report

upstream: env-dev ## qué de lo que se reemplaza en Wagtail y Django ya no hace falta; minutos, antes de tomar una versión nueva
	@$(PY) -m scripts.upstream

lint: env-dev ## estilo, capas, medidas de la casa, plantillas, navegadores viejos, migraciones y ajustes de producción
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djhtml --tabwidth 4 --check templates
	$(PY) -m djlint --lint --quiet templates
	.venv/bin/lint-imports
	$(PY) scripts/house.py --check
	$(PY) -m scripts.oldest
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --fail-level WARNING
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

house: env-dev ## cuánto mide cada parte del código, junto a lo que debe medir
	@$(PY) scripts/house.py

pages: env-dev ## guarda las páginas, canales y archivos de la muestra, y los compara con los de antes (TO=carpeta WITH=carpeta)
	@$(PY) scripts/pages.py

bench: env-dev ## qué cuestan las páginas, qué aguanta el servidor, qué cuestan con 168 municipios y 40 000 entidades, y la administración con 5 000 páginas en un portal, y qué tal busca el buscador (SIZE=20,300,4000,5000)
	@$(PY) scripts/bench_served.py
	@$(PY) scripts/bench.py
	@$(PY) scripts/bench_admin.py
	@$(PY) scripts/bench_search.py

format: env-dev ## da al código y a las plantillas el formato que «lint» exige
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	$(PY) -m djhtml --tabwidth 4 templates

messages: env ## recoge los textos nuevos en locale/ y los compila; necesita gettext
	$(PY) scripts/messages.py

messages-check: env ## falla si a locale/en le faltan textos o traducciones; necesita gettext
	$(PY) scripts/messages.py --check

release: env ## empaqueta esta versión en un archivo firmado, para servidores sin red: make release KEY=archivo
	$(PY) scripts/release.py $(KEY) $(FOLDER)

wheels: env ## junta los paquetes en wheels/, para instalar en una máquina sin conexión
	$(PY) -m pip wheel -r requirements.txt -w wheels

clean: ## borra lo que dejan las herramientas; conserva .venv y var
	rm -rf .coverage .coverage.* htmlcov .import_linter_cache .pytest_cache .ruff_cache test-results
	find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +

distclean: clean ## borra además el entorno .venv y los datos de muestra de var
	rm -rf .venv .venv.lock var

env:
	@$(PYTHON) scripts/bootstrap.py

env-dev:
	@$(PYTHON) scripts/bootstrap.py --dev

# Targets only; what they do is written where it is done.
PYTHON ?= python3
BIN = .venv/bin
export PORT ?= 8000

.PHONY: setup run test check fmt bench admin

setup: .venv/.installed
	$(BIN)/python manage.py collectstatic --no-input --verbosity 0

.venv/.installed: requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

run: setup
	$(BIN)/python manage.py prepare
	$(BIN)/honcho start

test: setup
	$(BIN)/python -m pytest
	$(BIN)/python -m tests.postgres

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/python manage.py makemigrations --check --dry-run

fmt: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	$(BIN)/python -m tests.bench

admin: setup
	$(BIN)/python manage.py createsuperuser

# Targets only; what they do is written where it is done.
PYTHON ?= python3
BIN = .venv/bin
export PORT ?= 8000

.PHONY: setup run test check fmt bench admin ocr

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
	$(BIN)/python -m pytest -n auto
	$(BIN)/python -m tests.postgres -n auto

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

ocr:
	@command -v tesseract >/dev/null || \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends tesseract-ocr tesseract-ocr-eng; \
	else echo "Install tesseract: apt-get install tesseract-ocr as root, dnf install tesseract, or brew install tesseract." >&2; exit 1; fi
	@tesseract --version 2>&1 | head -n 1

"""Settings, from the environment alone; with nothing set the project runs on SQLite under var/. The README lists them."""

import logging
import os
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF

from casefiles import environment, logs

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRON = os.environ

environment.refuse_unknown_names(ENVIRON)

CASEFILES_DATA_DIR = BASE_DIR / ENVIRON.get("CASEFILES_DATA_DIR", "var")
# MiB
CASEFILES_PICTURE_CACHE = environment.integer(ENVIRON, "CASEFILES_PICTURE_CACHE", default=512, least=0, most=1_000_000)
# Requests a minute: of an address, of a token or a signed-in reader. 0: as many as they like.
CASEFILES_API_LIMIT = environment.integer(ENVIRON, "CASEFILES_API_LIMIT", default=120, least=0, most=9999)
CASEFILES_API_TOKEN_LIMIT = environment.integer(ENVIRON, "CASEFILES_API_TOKEN_LIMIT", default=1200, least=0, most=9999)
# How many proxies of ours stand before it, each of which adds to X-Forwarded-For whom it heard from.
CASEFILES_PROXIES = environment.integer(ENVIRON, "CASEFILES_PROXIES", default=0, least=0, most=9)
CASEFILES_PUBLIC_READ = environment.boolean(ENVIRON, "CASEFILES_PUBLIC_READ", default=True)
DEBUG = environment.boolean(ENVIRON, "DEBUG", default=False)
HTTPS = environment.boolean(ENVIRON, "HTTPS", default=False)
PORT = environment.integer(ENVIRON, "PORT", default=8000, least=1, most=65535)
ALLOWED_HOSTS = environment.names(ENVIRON, "ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
SECRET_KEY = environment.secret_key(ENVIRON, CASEFILES_DATA_DIR)

INSTALLED_APPS = [
    "casefiles",
    "parties",
    "filings",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "csp",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "casefiles.access.ReadingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "casefiles.urls"
WSGI_APPLICATION = "casefiles.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# SQLite: a transaction that reads and then writes fails at once unless it took the write lock when it began (IMMEDIATE);
# WAL lets readers go on meanwhile. The waits were measured: 20 seconds is longer than any of them.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;",
}


def database() -> dict[str, Any]:
    address = environment.database_address(ENVIRON) or f"sqlite:///{CASEFILES_DATA_DIR / 'casefiles.sqlite3'}"
    found: dict[str, Any] = environ.Env.db_url_config(address)
    if found["ENGINE"] == "django.db.backends.sqlite3":
        return found | {"OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": 600}
    return found | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "casefiles.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
AXES_RESET_ON_SUCCESS = True
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "case-list"
LOGOUT_REDIRECT_URL = "case-list"

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# Court PDFs run to hundreds of pages; a single one is bounded here, a form of many by the number of its fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# One form of the tray carries a hundred; one more tells that there were others.
DATA_UPLOAD_MAX_NUMBER_FILES = 101
CASEFILES_LARGEST_FILE = 300 * 1024 * 1024  # bytes

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]

_mail: dict[str, Any] = environ.Env.email_url_config(ENVIRON.get("EMAIL_URL", "consolemail://"))
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(_mail.get("EMAIL_USE_TLS", False))
EMAIL_USE_SSL = bool(_mail.get("EMAIL_USE_SSL", False))
DEFAULT_FROM_EMAIL = ENVIRON.get("DEFAULT_FROM_EMAIL", "casefiles@localhost")

EMAIL_TIMEOUT = 20  # seconds: a mail server that says nothing holds nobody up for long

SIMPLE_HISTORY_REVERT_DISABLED = True
# Warnings that are answered elsewhere: HTTPS is a switch of its own (W004, W008, W012, W016).
SILENCED_SYSTEM_CHECKS = [] if HTTPS else ["security.W004", "security.W008", "security.W012", "security.W016"]

logging.setLogRecordFactory(logs.Record)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # The queue tells of each task twice; what became of a reading is on the filing's page.
    "loggers": {name: {"level": "WARNING"} for name in ("django_tasks", "django_tasks_db", "axes")}
    | {"django.request": {"level": "ERROR"}},
}

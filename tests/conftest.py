import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from casefiles.models import CaseFile
from filings.importing.actions.loading import load_case
from tests import actors, factories


def pytest_configure() -> None:
    # Pages are tested as they are written: without the names that collectstatic gives to static files.
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.WHITENOISE_USE_FINDERS = True
    settings.WHITENOISE_AUTOREFRESH = True
    # A thread of the live server gives its connection back when a request ends, not minutes later: a database that
    # somebody is still connected to cannot be dropped.
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
    # Argon2 is slow on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_unconfigure() -> None:
    shutil.rmtree(settings.CASEFILES_DATA_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def data_folder(settings: Any, tmp_path: Path) -> Path:
    """Each test keeps its held files in a folder of its own."""
    settings.CASEFILES_DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def case(db: None) -> CaseFile:
    return factories.make_case()


@pytest.fixture
def anonymous() -> actors.Client:
    return actors.anonymous()


@pytest.fixture
def reader(db: None) -> actors.Client:
    return actors.reader()


@pytest.fixture
def sealed_reader(db: None) -> actors.Client:
    return actors.sealed_reader()


@pytest.fixture
def admin(db: None) -> actors.Client:
    return actors.admin()


SHIPPED = Path(__file__).resolve().parent.parent / "casefiles" / "data" / "strike3_v_meta.json"


@pytest.fixture
def shipped() -> bytes:
    """The case file that the project ships."""
    return SHIPPED.read_bytes()


@pytest.fixture
def real_case(db: None, shipped: bytes) -> CaseFile:
    """Strike 3 v. Meta, loaded."""
    return load_case(data=shipped, filename=SHIPPED.name, by=None, now=factories.NOON).case

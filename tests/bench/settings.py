"""Those of the project, with a constant view beside its pages, for a server that is measured."""

from casefiles.settings import *  # noqa: F403, TID251 - these are settings
from casefiles.settings import STORAGES  # noqa: TID251

ROOT_URLCONF = "tests.bench.urls"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

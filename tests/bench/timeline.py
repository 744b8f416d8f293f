"""The timeline's page with its picture: 200 events over a constant view, and 10,000 over those 200, in one process."""

import argparse
from collections.abc import Iterator

from django.conf import settings
from django.test.utils import override_settings

from tests.bench.generate import generate
from tests.bench.pages import Bare, caller, ratios, told

# With a deadline for each tenth filing, these make 200 and 10,000 events.
SMALL, LARGE = 182, 9_091


def measure(options: argparse.Namespace) -> Iterator[str]:
    cases = {size: generate(size) for size in (SMALL, LARGE)}
    with override_settings(ROOT_URLCONF="tests.bench.urls", ALLOWED_HOSTS=["localhost"], STORAGES=settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }):  # fmt: skip
        with override_settings(MIDDLEWARE=[]):
            bare = Bare()
        small, large = (f"/cases/{cases[size].slug}/timeline/" for size in (SMALL, LARGE))
        calls = {
            "constant": caller(bare, "/constant"),
            "200": caller(bare, small),
            "10,000": caller(bare, large),
            "a month of 10,000": caller(bare, f"{large}?zoom=2022-03-01_2022-03-31"),
        }
        yield "-- timeline with its picture, middleware off"
        over_constant = ratios(calls, "constant")
        yield told("timeline of 200 events / constant view", over_constant["200"], 130.0)
        over_small = ratios({name: call for name, call in calls.items() if name != "constant"}, "200")
        yield told("timeline of 10,000 events / of 200", over_small["10,000"], 3.0)
        yield told("timeline of 10,000 events, zoomed to a month / of 200", over_small["a month of 10,000"], 3.0)

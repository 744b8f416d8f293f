"""The description is true: a fuzzer asks what it allows and what it forbids, and holds each answer against it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import get_resolver
from hypothesis import HealthCheck, Phase, given, settings

from casefiles.models import CaseFile
from filings.api.endpoints import ENDPOINTS, EVENTS, SIDES
from filings.docket.sides import SIDES as SIDES_OF_THE_DOCKET
from filings.timeline.filters import EVENTS as EVENTS_OF_THE_TIMELINE
from tests import factories

EXAMPLES = 8
# They stand in for what a fuzzer would hardly guess: without them it would meet nothing but 404.
KNOWN = {"slug": "strike3-v-meta", "number": 0, "page": 1}


def test_each_endpoint_is_a_route_and_each_route_is_described() -> None:
    known = {str(key) for key in get_resolver().reverse_dict if isinstance(key, str) and key.startswith("api")}
    unread = {"api-tokens", "api-docs", "api-description", "api-not-here"}
    assert known - unread == set(ENDPOINTS)


def test_its_lists_of_words_are_those_of_the_pages() -> None:
    assert set(SIDES) == set(SIDES_OF_THE_DOCKET)
    assert set(EVENTS) == set(EVENTS_OF_THE_TIMELINE)


@pytest.fixture
def with_pages(real_case: CaseFile) -> CaseFile:
    paper = real_case.filings.get(key="1").documents.get(number=0)
    factories.make_held_file(paper, pages=("The plaintiff alleges infringement.\nSecond line", "Prayer for relief"))
    sealed = factories.make_filing(real_case, entry=900, sealed="full", title="Hidden")
    factories.make_document(sealed, number=0)
    return real_case


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The application itself, unlike Django's test client, ends a request by closing connections that are old: this test's
    transaction stands on one."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def test_a_fuzzer_finds_it_true(with_pages: CaseFile, one_connection: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(django_settings, "CASEFILES_API_LIMIT", 0)
    for name in ENDPOINTS:
        fuzz(name, with_pages)


def fuzz(name: str, case: CaseFile) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    operation = schema["/" + ENDPOINTS[name].path]["GET"]
    deadline = case.deadlines.first()
    assert deadline
    known = KNOWN | {"key": deadline.key if name == "api-deadline" else "1"}
    named = re.findall(r"{(\w+)}", ENDPOINTS[name].path)
    places: list[dict[str, Any]] = [{place: known[place] for place in named}] + ([{}] if named else [])
    modes = (
        list(schemathesis.GenerationMode)
        if named or ENDPOINTS[name].parameters
        else [schemathesis.GenerationMode.POSITIVE]
    )
    for mode in modes:
        for path_parameters in places:
            if mode.is_negative and path_parameters and not ENDPOINTS[name].parameters:
                continue  # nothing is left to be wrong
            cases = operation.as_strategy(mode, path_parameters=path_parameters or None)
            hold(cases)


def hold(cases: Any) -> None:
    @given(case=cases)
    @settings(
        max_examples=EXAMPLES, derandomize=True, database=None, deadline=timedelta(seconds=20),
        phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def holds(case: Any) -> None:
        case.call_and_validate()

    holds()

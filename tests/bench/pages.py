"""Pages over a constant view of the same application, in one process, taken in turn."""

import argparse
import io
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any, Literal

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIHandler
from django.test.utils import override_settings

from casefiles.models import CaseFile
from filings.models import Page
from tests.bench.generate import generate

ROUNDS = 60


class Bare(WSGIHandler):
    """The application without its middleware; a page still wants to know that nobody is signed in."""

    def get_response(self, request: Any) -> Any:
        request.user = AnonymousUser()
        return super().get_response(request)


def caller(application: WSGIHandler, address: str) -> Callable[[], float]:
    path, _, query = address.partition("?")

    def call() -> float:
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http",
            "HTTP_HOST": "localhost:8000",
        }  # fmt: skip
        answer: list[str] = []

        def start(status: str, headers: list[tuple[str, str]]) -> None:
            answer.append(status)

        started = time.perf_counter()
        response: Any = application(environ, start)  # type: ignore[arg-type]
        body = b"".join(response)
        took = time.perf_counter() - started
        response.close()
        assert answer[0].startswith("200"), f"{address}: {answer[0]}"
        assert body
        return took

    return call


def ratios(calls: dict[str, Callable[[], float]], over: str, rounds: int = ROUNDS) -> dict[str, float]:
    """The median over rounds of each call's time over that of one of them, the calls of a round taken in turn."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():  # once to warm up
        call()
    for _ in range(rounds):
        for name, call in calls.items():
            times[name].append(call())
    base = times[over]
    return {name: statistics.median(a / b for a, b in zip(took, base, strict=True)) for name, took in times.items()}


def told(what: str, found: float, goal: float, kind: Literal["most", "least"] = "most") -> str:
    held = found <= goal if kind == "most" else found >= goal
    return f"{what:<78} {found:8.2f}   goal at {kind} {goal:g}   {'ok' if held else 'MISSED'}"


def addresses(case: CaseFile, filings: int) -> dict[str, str]:
    start = f"/cases/{case.slug}/docket/"
    measured = case.filings.get(key=str(filings // 2 - filings // 2 % 10 + 1))
    # The same page at each size, or the ratio of two says nothing.
    assert Page.objects.filter(held_file__document__filing=measured).count() == 3
    middle = case.filings.in_docket_order()[filings // 2]
    return {
        "docket of 200": start,
        "docket of 50": start + "?size=50",
        "filing": f"{start}{measured.key}/",
        "last docket page": start + "?sort=asc&after=" + case.filings.in_docket_order()[filings - 210].key,
        "middle docket page": start + f"?sort=asc&after={middle.key}",
        "overview": f"/cases/{case.slug}/",
        "timeline": f"/cases/{case.slug}/timeline/",
    }


def measure(options: argparse.Namespace) -> Iterator[str]:
    cases = {size: generate(size) for size in sorted(options.filings)}
    with override_settings(ROOT_URLCONF="tests.bench.urls", ALLOWED_HOSTS=["localhost"], STORAGES=settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }):  # fmt: skip
        whole = WSGIHandler()
        with override_settings(MIDDLEWARE=[]):
            bare = Bare()
        small = min(cases)
        for label, application in (("middleware off", bare), ("middleware on", whole)):
            calls = {name: caller(application, address) for name, address in addresses(cases[small], small).items()}
            found = ratios(calls | {"constant": caller(bare, "/constant")}, "constant")
            yield f"-- {small:,} filings, over a constant view without middleware; pages with {label}"
            goals = {"docket of 50": 75.0, "docket of 200": 200.0, "filing": 35.0}
            for name, ratio in found.items():
                if name in goals and application is bare:
                    yield told(name, ratio, goals[name])
                elif name != "constant":
                    yield f"{name:<78} {ratio:8.2f}"
        yield from growth(bare, cases)


def growth(application: WSGIHandler, cases: dict[int, CaseFile]) -> Iterator[str]:
    small, *larger = sorted(cases)
    for size in larger:
        yield f"-- {size:,} filings over {small:,}"
        for name in ("docket of 200", "docket of 50", "filing"):
            calls = {str(n): caller(application, addresses(cases[n], n)[name]) for n in (small, size)}
            yield told(f"{name}: time at {size:,} / time at {small:,}", ratios(calls, str(small))[str(size)], 1.3)
        for name in ("overview", "timeline"):
            calls = {str(n): caller(application, addresses(cases[n], n)[name]) for n in (small, size)}
            ratio = ratios(calls, str(small), rounds=10)[str(size)]
            yield f"{f'{name}: time at {size:,} / time at {small:,}':<78} {ratio:8.2f}"
        calls = {name: caller(application, address) for name, address in addresses(cases[size], size).items()}
        first = caller(application, f"/cases/{cases[size].slug}/docket/?sort=asc")
        found = ratios({n: c for n, c in calls.items() if n.endswith("docket page")} | {"first": first}, "first")
        for name, ratio in found.items():
            if name != "first":
                yield told(f"{name} / first docket page", ratio, 1.3)

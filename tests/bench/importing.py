"""Importing a docket page over what juriscraper alone takes to parse it; its SQL statements; its memory."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from casefiles.models import CaseFile
from filings.importing.actions.imports import merge, preview, read, take_in
from filings.importing.models import Import
from filings.importing.writing import write
from tests.bench.docket_page import docket_page
from tests.bench.pages import told
from tests.filings.importing.documents import lengthened

ENTRIES = 2_000
ROUNDS = 3
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
AMENDED = " (Modified on 1/9/2026)"

# A page of 20 MB.
LONG_ENTRIES, LONG_WORDS = 10_000, 195

Cost = tuple[float, int]
"""Seconds, and SQL statements."""


def measure(options: argparse.Namespace) -> Iterator[str]:
    rounds = [_round(number) for number in range(1, ROUNDS + 1)]
    yield f"-- import of a docket page of {ENTRIES:,} entries; juriscraper alone takes 1"
    for name in rounds[0]:
        if name == "juriscraper":
            continue
        ratio = statistics.median(costs[name][0] / costs["juriscraper"][0] for costs in rounds)
        yield told(f"{name}: time", ratio, 3)
        yield told(f"{name}: SQL statements an entry", rounds[-1][name][1] / ENTRIES, 0.25)
    yield from memory()


def _round(number: int) -> dict[str, Cost]:
    name = f"5:18-cv-{number:05}-JQS"
    page, amended = (docket_page(ENTRIES, number=name, amended=text) for text in ("", AMENDED))
    costs = {"juriscraper": cost(partial(parse, page))[1]}
    for what, data in (("new", page), ("the same again", page), ("each entry amended", amended)):
        made, costs[f"{what}, preview"] = cost(partial(shown, data, f"imported-{number}"))
        _, costs[f"{what}, merge"] = cost(partial(merge, made=made, by=None, now=NOW))
    document = lengthened(ENTRIES)
    document["case"]["slug"] = f"written-{number}"
    _, costs["a case file, writing alone"] = cost(partial(written, document))
    assert CaseFile.objects.get(slug=f"imported-{number}").filings.count() == ENTRIES
    return costs


def parse(page: bytes) -> None:
    os.environ["JURISCRAPER_LOG"] = os.devnull
    from juriscraper.pacer.docket_report import DocketReport  # noqa: PLC0415 - it opens its log file as it loads

    report = DocketReport("cand")
    report._parse_text(page.decode())
    assert len(report.data["docket_entries"]) == ENTRIES


def shown(data: bytes, slug: str) -> Import:
    """From the file to what the person sees."""
    reading = read(data=data, filename="docket.html")
    made = take_in(reading=reading, case=None, new_slug=slug, by=None, now=NOW)
    preview(made=made)
    return made


@transaction.atomic
def written(document: dict[str, Any]) -> None:
    write(document, case=None, by=None, reason="bench", now=NOW)


def cost(call: Callable[[], Any]) -> tuple[Any, Cost]:
    statements = 0

    def count(execute: Any, *arguments: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*arguments)

    with connection.execute_wrapper(count):
        begun = time.perf_counter()
        result = call()
        return result, (time.perf_counter() - begun, statements)


# What Linux says of a process itself. The page is read by a child of the one that imports it: that is measured first.
READING = """
import sys
from pathlib import Path
from filings.importing import sources
for part in sources.read(Path(sys.argv[1]).read_bytes(), "docket.html"):
    pass
"""
IMPORTING = """
import sys, django
django.setup()
from pathlib import Path
from tests.bench.importing import NOW, merge, shown
merge(made=shown(Path(sys.argv[1]).read_bytes(), "long"), by=None, now=NOW)
"""
PEAK = """
import re
from pathlib import Path
print(int(re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def memory() -> Iterator[str]:
    if not Path("/proc/self/status").exists():
        return
    page = docket_page(LONG_ENTRIES, number="5:18-cv-09999-JQS", words=LONG_WORDS)
    yield f"-- import of a page of {len(page) / 2**20:.0f} MB, {LONG_ENTRIES:,} entries; the most that a process held, MB"
    with tempfile.NamedTemporaryFile(suffix=".html") as file:
        file.write(page)
        file.flush()
        for name, program, goal in (("that reads it", READING, 512), ("that imports it", IMPORTING, 512)):
            done = subprocess.run(
                [sys.executable, "-c", program + PEAK, file.name],
                capture_output=True,
                check=True,
                cwd=settings.BASE_DIR,
            )
            yield told(name, float(done.stdout.split()[-1]), goal)

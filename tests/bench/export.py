"""timeline.csv over Python's own sqlite3 and csv writing the same rows, and the memory it takes."""

import argparse
import csv
import io
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory

from filings.timeline.views import timeline_csv
from tests.bench.generate import generate
from tests.bench.pages import told

ROUNDS = 3


def stream(slug: str) -> Iterator[bytes]:

    request = RequestFactory(SERVER_NAME="localhost").get(f"/cases/{slug}/timeline.csv")
    request.user = AnonymousUser()
    response: Any = timeline_csv(request, slug=slug)
    yield from response.streaming_content


def ours(slug: str) -> tuple[float, int]:
    started = time.perf_counter()
    rows = sum(block.count(b"\r\n") for block in stream(slug))
    return time.perf_counter() - started, rows - 1


def python_alone(path: str) -> float:
    """The same rows, each already whole, from one table through sqlite3's cursor and csv.writer: no join to pay for."""
    database = sqlite3.connect(path)
    started = time.perf_counter()
    out = io.StringIO()
    writer = csv.writer(out)
    cursor = database.execute("SELECT * FROM whole ORDER BY rowid")
    while block := cursor.fetchmany(1000):
        writer.writerows(block)
        out.seek(0)
        out.truncate()
    return time.perf_counter() - started


def flat_copy(slug: str) -> str:
    """The rows of the export as one table in a file of its own."""
    path = str(settings.CASEFILES_DATA_DIR / "flat.sqlite3")
    text = b"".join(stream(slug)).decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text, newline=""))
    header = next(rows)
    database = sqlite3.connect(path)
    database.execute(f"CREATE TABLE whole ({', '.join(f'c{n}' for n in range(len(header)))})")
    database.executemany(f"INSERT INTO whole VALUES ({', '.join('?' * len(header))})", rows)
    database.commit()
    return path


JOIN = """
SELECT c.slug, c.docket_number, f.date_filed, f.entry, f.key, f.kind, f.title, f.judge, f.outcome, f.sealed, f.text_only,
  f.date_entered, f.docket_text, f.url, f.confidence, f.note,
  (SELECT group_concat(p.name, '; ') FROM filings_filer r JOIN parties_appearance a ON a.id = r.appearance_id
     JOIN parties_party p ON p.id = a.party_id WHERE r.filing_id = f.id),
  (SELECT group_concat(a.side, '; ') FROM filings_filer r JOIN parties_appearance a ON a.id = r.appearance_id
     WHERE r.filing_id = f.id),
  (SELECT group_concat(r.relation || ' ' || o.key, '; ') FROM filings_relation r JOIN filings_filing o ON o.id = r.entry_id
     WHERE r.filing_id = f.id),
  (SELECT count(*) FROM filings_document d WHERE d.filing_id = f.id),
  (SELECT count(d.current_id) FROM filings_document d WHERE d.filing_id = f.id),
  (SELECT sum(h.pages_read) FROM filings_document d JOIN filings_heldfile h ON h.id = d.current_id WHERE d.filing_id = f.id)
FROM filings_filing f JOIN casefiles_casefile c ON c.id = f.case_id
WHERE c.slug = ? ORDER BY f.date_filed, f.position, f.id
"""


def python_joining(path: str, slug: str) -> tuple[float, int]:
    """The same facts of the filings by one SQL statement with its joins, through sqlite3's cursor and csv.writer."""
    database = sqlite3.connect(path)
    started = time.perf_counter()
    out = io.StringIO()
    writer = csv.writer(out)
    rows = 0
    cursor = database.execute(JOIN, (slug,))
    while block := cursor.fetchmany(1000):
        writer.writerows(block)
        rows += len(block)
        out.seek(0)
        out.truncate()
    return time.perf_counter() - started, rows


def measure(options: argparse.Namespace) -> Iterator[str]:
    case = generate(options.rows)
    yield f"-- timeline.csv, {options.rows:,} filings and {options.rows // 10:,} deadlines"
    path = str(connection.settings_dict["NAME"])
    flat = flat_copy(case.slug)
    against_join, against_flat = [], []
    for _ in range(ROUNDS):
        took, rows = ours(case.slug)
        joined, joined_rows = python_joining(path, case.slug)
        against_join.append((rows / took) / (joined_rows / joined))
        against_flat.append(python_alone(flat) / took)
    found = statistics.median(against_join)
    yield told("rows a second / Python sqlite3 + csv, the same joins", found, 0.6, "least")
    yield f"{'the same over reading rows already joined from one flat table':<78} {statistics.median(against_flat):8.2f}"
    yield from memory(case.slug)


CHILD = """
import django
django.setup()
from tests.bench.export import resident, stream
list(zip(range(2), stream({slug!r})))
idle = peak = resident()
for block in stream({slug!r}):
    peak = max(peak, resident())
print(peak - idle)
"""


def resident() -> float:
    """What this process holds in memory now, in MiB."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20


def memory(slug: str) -> Iterator[str]:
    """The most it held after any block over what it held once the export had begun, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD.format(slug=slug)],
        capture_output=True,
        text=True,
        check=True,
        cwd=settings.BASE_DIR,
    )
    grown = float(done.stdout.split()[-1])
    yield told("MiB of memory grown over idle while streaming", grown, 10)

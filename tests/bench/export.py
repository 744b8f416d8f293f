"""timeline.csv over Python's own sqlite3 and csv and over Datasette, all writing the same rows; timeline.json beside it; how
soon each begins, and the memory it takes."""

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
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory

from filings.timeline.exports.views import timeline_json
from filings.timeline.views import timeline_csv
from tests.bench.generate import generate
from tests.bench.pages import told
from tests.bench.servers import first_byte, idle, rows_a_second, serving

ROUNDS = 3
# Columns of JOIN.
VIEWED = 22


def stream(slug: str, name: str = "timeline.csv") -> Iterator[bytes]:
    request = RequestFactory(SERVER_NAME="localhost").get(f"/cases/{slug}/{name}")
    request.user = AnonymousUser()
    response: Any = {"timeline.csv": timeline_csv, "timeline.json": timeline_json}[name](request, slug=slug)
    yield from response.streaming_content


def ours(slug: str, name: str = "timeline.csv", mark: bytes = b"\r\n") -> tuple[float, int]:
    """Seconds and rows; each has one `mark`, and a CSV one more in its header."""
    started = time.perf_counter()
    rows = sum(block.count(mark) for block in stream(slug, name))
    return time.perf_counter() - started, rows - (name == "timeline.csv")


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
    yield f"-- timeline.csv and .json, {options.rows:,} filings and {options.rows // 10:,} deadlines"
    path = str(connection.settings_dict["NAME"])
    flat = flat_copy(case.slug)
    against_join, against_flat, as_json = [], [], []
    for _ in range(ROUNDS):
        took, rows = ours(case.slug)
        joined, joined_rows = python_joining(path, case.slug)
        against_join.append((rows / took) / (joined_rows / joined))
        against_flat.append(python_alone(flat) / took)
        took_json, rows_json = ours(case.slug, "timeline.json", b'"event":')
        assert rows_json == rows
        as_json.append(took / took_json)
    found = statistics.median(against_join)
    yield told("rows a second / Python sqlite3 + csv, the same joins", found, 0.6, "least")
    yield f"{'the same over reading rows already joined from one flat table':<78} {statistics.median(against_flat):8.2f}"
    yield f"{'events a second of timeline.json / rows a second of timeline.csv':<78} {statistics.median(as_json):8.2f}"
    yield from over_http(case.slug, path, flat)
    for name in ("timeline.csv", "timeline.json"):
        yield from memory(case.slug, name)


def over_http(slug: str, path: str, flat: str) -> Iterator[str]:
    """Both behind their own server, one process each, read by one client in turn. Datasette reads once what `python_joining`
    reads, a view with the same joins and half of our columns, and once the flat table, which has all of the work done.
    Then how long ours take to begin, over an answer that asks nothing of anybody."""
    with connection.cursor() as cursor:
        names = ", ".join(f"c{n}" for n in range(VIEWED))
        cursor.execute(f"CREATE VIEW joined ({names}) AS {JOIN}".replace("?", f"'{slug}'"))
    with serving("gunicorn") as here, serving("datasette", path, flat) as there:
        ratios: dict[str, list[float]] = {f"/{Path(path).stem}/joined": [], "/flat/whole": []}
        for _ in range(ROUNDS):
            mine = rows_a_second(f"{here}/cases/{slug}/timeline.csv")
            for name, found in ratios.items():
                found.append(mine / rows_a_second(f"{there}{name}.csv?_stream=on"))
        joining, reading = (statistics.median(found) for found in ratios.values())
        yield told("rows a second / Datasette's streamed CSV, the same joins", joining, 2.5, "least")
        yield f"{'the same over Datasette reading rows already joined from one flat table':<78} {reading:8.2f}"
        base = idle(f"{here}/healthz")
        for name in ("timeline.csv", "timeline.json"):
            begins = 1000 * (first_byte(f"{here}/cases/{slug}/{name}") - base)
            yield told(f"ms to the first rows of {name} over an idle answer", begins, 25)


CHILD = """
import django
django.setup()
from tests.bench.export import resident, stream
list(zip(range(3), stream({slug!r}, {name!r})))
idle = peak = resident()
for block in stream({slug!r}, {name!r}):
    peak = max(peak, resident())
print(peak - idle)
"""


def resident() -> float:
    """What this process holds in memory now, in MiB."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20


def memory(slug: str, name: str) -> Iterator[str]:
    """The most it held after any block over what it held once the export had begun, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD.format(slug=slug, name=name)],
        capture_output=True,
        text=True,
        check=True,
        cwd=settings.BASE_DIR,
    )
    grown = float(done.stdout.split()[-1])
    yield told(f"MiB of memory grown over idle while streaming {name}", grown, 10)

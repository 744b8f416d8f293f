"""`read_pdf` over the shared court papers against pypdf's plain extraction, each a command of its own, taken in turn; and what
it reads against what other readers agree on."""

import argparse
import json
import logging
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2

from filings.reading import drawing
from filings.reading.report import Report
from tests.bench.pages import ratios, told
from tests.filings.reading import measuring
from tests.shared import PROJECT

ROUNDS = 5
PLAIN = """
import logging, sys
import pypdf
logging.disable()
for path in sys.argv[1:]:
    reader = pypdf.PdfReader(path)
    for page in reader.pages:
        try:
            page.extract_text()
        except Exception:
            pass
"""
# What Linux says of a process itself; getrusage would count that of this one, from which it was started.
PEAK = """
import re, sys
from pathlib import Path
from filings.management.commands.read_pdf import Command
Command().run_from_argv(["manage.py", "read_pdf", "--json", *sys.argv[1:]])
sys.stdout.flush()
sys.stderr.write("PEAK " + re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


def measure(options: argparse.Namespace) -> Iterator[str]:
    folder = Path(os.environ.get("CASEFILES_SHARED") or PROJECT.parent / "shared") / "pdfs"
    yield "-- reading PDFs: the shared court papers"
    if not folder.exists():
        yield f"not measured: {folder} is not here (set CASEFILES_SHARED)"
        return
    papers = sorted((folder / "court").glob("*.pdf"))
    # pypdf says of each damaged file what is damaged.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    yield from speed(papers)
    yield from quality(papers, folder)
    yield from memory([*papers, *sorted((folder / "bad").glob("*.pdf"))])
    yield from pictures(papers)


def command(*arguments: object) -> Callable[[], float]:
    def call() -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, *map(str, arguments)], cwd=PROJECT, capture_output=True, check=True)
        return time.perf_counter() - begun

    return call


def speed(papers: list[Path]) -> Iterator[str]:
    read = ("manage.py", "read_pdf", "--json", "--workers")
    calls = {
        "pypdf": command("-c", PLAIN, *papers),
        "one": command(*read, 1, *papers),
        "two": command(*read, 2, *papers),
    }
    took = in_turn(calls)
    yield told("pypdf's plain extraction / read_pdf, one worker: each a command", took("pypdf", "one"), 2.5, "least")
    yield told("read_pdf with one worker / with two (wants two idle cores)", took("one", "two"), 1.7, "least")
    found = ratios({"pypdf": lambda: plainly(papers), "ours": lambda: ours(papers)}, "ours", rounds=ROUNDS)
    yield f"{'the same without start-up, both in a process that is warm':<78} {found['pypdf']:8.2f}"


def in_turn(calls: dict[str, Callable[[], float]]) -> Callable[[str, str], float]:
    times = [{name: call() for name, call in calls.items()} for _ in range(ROUNDS)]
    return lambda over, under: statistics.median(took[over] / took[under] for took in times)


def plainly(papers: list[Path]) -> float:
    begun = time.perf_counter()
    for path in papers:
        for page in pypdf.PdfReader(path).pages:
            try:
                page.extract_text()
            except Exception:
                continue
    return time.perf_counter() - begun


def ours(papers: list[Path]) -> float:
    begun = time.perf_counter()
    for path in papers:
        Report(str(path)).close()
    return time.perf_counter() - begun


def reports(papers: list[Path]) -> dict[str, dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "manage.py", "read_pdf", "--json", *papers], cwd=PROJECT, capture_output=True, check=True
    )
    return {Path(said["file"]).name: said for said in map(json.loads, done.stdout.splitlines())}


def quality(papers: list[Path], folder: Path) -> Iterator[str]:
    said = reports(papers)
    words = measuring.compare(said, folder / "words.jsonl")
    yield told("words that other readers agree on: F1 x 1,000", 1000 * words.f1, 997, "least")
    yield told("words broken in two, of 1,000", words.split_per_thousand, 0.05)
    for judge in ("pdftotext", "pypdf"):
        if judge == "pypdf" or measuring.has_pdftotext():
            judged = [
                held for path in papers for *_, held in measuring.lines_judged(path, said[path.name]["pages"], judge)
            ]
            share = 100 * sum(judged) / len(judged)
            yield told(f"lines on the number that {judge} sees, of 100 ({len(judged):,} lines)", share, 99, "least")


def memory(papers: list[Path]) -> Iterator[str]:
    if not Path("/proc/self/status").exists():
        return
    done = subprocess.run([sys.executable, "-c", PEAK, *papers], cwd=PROJECT, capture_output=True, check=True)
    peak = re.search(rb"PEAK (\d+)", done.stderr)
    assert peak
    yield told("memory of the process that asks, court and bad set, MB", int(peak[1]) / 1024, 200)


def pictures(papers: list[Path]) -> Iterator[str]:
    """Milliseconds of processor time for a page at 110 dpi, and what they are of a page's plain extraction by pypdf."""
    drawn: list[float] = []
    read: list[float] = []
    for path in papers:
        reader = pypdf.PdfReader(path)
        with pypdfium2.PdfDocument(path) as document:
            count = len(document)
        for number in range(1, min(count, 4) + 1):
            begun = time.process_time()
            for _ in drawing.draw({"path": str(path), "page": number, "step": "1"}):
                pass
            drawn.append(time.process_time() - begun)
            begun = time.process_time()
            reader.pages[number - 1].extract_text()
            read.append(time.process_time() - begun)
    yield told("a page picture at 110 dpi, ms of work (median)", 1000 * statistics.median(drawn), 40)
    ratio = statistics.median(drawn) / statistics.median(read)
    yield f"{'the same / the plain extraction of that page by pypdf':<78} {ratio:8.2f}"

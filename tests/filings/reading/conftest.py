import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from filings.reading import workshop
from filings.reading.report import report
from tests.filings.reading import odd
from tests.shared import PROJECT, shared

Reports = dict[str, dict[str, Any]]


def read_folder(*parts: str) -> Reports:
    paths = sorted(shared(*parts).glob("*.pdf"))

    def timed(path: Path) -> dict[str, Any]:
        begun = time.monotonic()
        return report(str(path)) | {"seconds": time.monotonic() - begun}

    with ThreadPoolExecutor(2) as pool:
        return dict(zip((path.name for path in paths), pool.map(timed, paths), strict=True))


@pytest.fixture(scope="session")
def court() -> Reports:
    """What read_pdf says of each file of shared/pdfs/court, by name; likewise of the other two folders."""
    return read_folder("pdfs", "court")


@pytest.fixture(scope="session")
def general() -> Reports:
    return read_folder("pdfs", "general")


@pytest.fixture(scope="session")
def bad() -> Reports:
    return read_folder("pdfs", "bad")


@pytest.fixture(scope="session")
def manifest() -> dict[str, dict[str, str]]:
    with shared("pdfs", "manifest.csv").open(newline="") as rows:
        return {row["file"]: row for row in csv.DictReader(rows)}


@pytest.fixture(scope="session")
def readable(bad: Reports) -> tuple[list[str], list[str]]:
    """The bad files that give us text; of the others, those out of which pypdfium2 or pypdf alone gets some."""
    ours = [name for name, said in bad.items() if gives_text(said)]
    others = [shared("pdfs", "bad", name) for name in bad if name not in ours]
    command = [sys.executable, "-m", "tests.filings.reading.engines", *map(str, others)]
    said = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True, timeout=240)
    found: list[str] = json.loads(said.stdout)
    return ours, found


def gives_text(said: dict[str, Any]) -> bool:
    pages = (page["text"] + (page["stamp"]["text"] if page["stamp"] else "") for page in said["pages"])
    return any(map(str.isalnum, "".join(pages)))


@pytest.fixture(scope="module")
def odd_workshop() -> Iterator[None]:
    """A workshop that has the jobs of odd.py."""
    workshop.close()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            workshop,
            "subprocess",
            SimpleNamespace(Popen=odd.started, DEVNULL=subprocess.DEVNULL, TimeoutExpired=subprocess.TimeoutExpired),
        )
        yield
        workshop.close()


def is_running(pid: int) -> bool:
    """Dead and not yet reaped counts as dead: in a container nobody may be there to reap an orphan."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return not Path("/proc/self").exists()


def ends_soon(pid: int) -> bool:
    for _ in range(100):
        if not is_running(pid):
            return True
        time.sleep(0.05)
    return False

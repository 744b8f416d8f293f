"""Servers to measure over HTTP: this application behind gunicorn, and Datasette, each in one process of its own."""

import contextlib
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

from django.conf import settings

BIN = Path(sys.executable).parent
PIECE = 1 << 16
TRIES = 15
ALIVE = {"gunicorn": "/healthz", "datasette": "/-/versions.json"}


@contextlib.contextmanager
def serving(name: str, *files: str) -> Iterator[str]:
    """The address of the server while it stands."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = {
        "gunicorn": ["gunicorn", "casefiles.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1"],
        "datasette": ["datasette", "serve", *files, "--port", str(port), "--setting", "max_csv_mb", "0"],
    }[name]
    process = subprocess.Popen(
        [BIN / command[0], *command[1:]],
        cwd=settings.BASE_DIR,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            if answers(address + ALIVE[name]):
                break
            time.sleep(0.1)
        else:
            raise RuntimeError(f"{name} does not answer")
        yield address
    finally:
        process.terminate()
        process.wait()


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5):
            return True
    except OSError:
        return False


def rows_a_second(address: str) -> float:
    started, rows = time.perf_counter(), -1
    with urlopen(address) as response:
        while piece := response.read(PIECE):
            rows += piece.count(b"\n")
    return rows / (time.perf_counter() - started)


def first_byte(address: str) -> float:
    """Median seconds until the first event has come: a header and a preamble are none."""
    return statistics.median(_until(address, b"filing") for _ in range(TRIES))


def idle(address: str) -> float:
    return statistics.median(_until(address, b"") for _ in range(TRIES))


def _until(address: str, word: bytes) -> float:
    started, seen = time.perf_counter(), b""
    with urlopen(address) as response:
        while not seen or word not in seen.partition(b"\n")[2]:
            piece = response.read1(PIECE)
            if not piece:
                break
            seen += piece
        return time.perf_counter() - started

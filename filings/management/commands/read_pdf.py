import contextlib
import os
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from filings.management.progress import Progress
from filings.reading.report import Failed, Report

# Read ahead of the one that is printed next, for each worker: answers wait in memory.
AHEAD = 3


class Command(BaseCommand):
    help = "Reads PDFs and says what is in them: one JSON object a line for each file, in the order given. Needs no database."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="All that was read; without it, one sentence a file.")
        parser.add_argument(
            "--workers", type=int, default=2, help="Files read at the same time, each in its own process."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[str] = options["files"]
        try:
            self._say(files, workers=max(1, options["workers"]), as_json=options["json"])
        except (KeyboardInterrupt, BrokenPipeError) as left:
            # Whoever listened has heard enough, as `head` does. At once, without waiting for the files that are being
            # read: their processes end with this one.
            os._exit(130 if isinstance(left, KeyboardInterrupt) else 0)

    def _say(self, files: list[str], *, workers: int, as_json: bool) -> None:
        progress = Progress(len(files)) if sys.stderr.isatty() else None
        pool = ThreadPoolExecutor(workers)
        for answer in _answers(pool, files, workers):
            if progress:
                progress.clear()
            with contextlib.closing(answer):
                for chunk in answer.chunks() if as_json else [_sentence(answer.header)]:
                    self.stdout.write(chunk, ending="")
            self.stdout.write("")
            self.stdout.flush()
            if progress:
                progress.step()
        pool.shutdown()


def _answers(pool: ThreadPoolExecutor, files: list[str], workers: int) -> Iterator[Report]:
    """One answer a file, in order; few are kept waiting, however many files there are."""
    waiting: deque[Future[Report]] = deque()
    for file in files:
        waiting.append(pool.submit(_answer, file))
        if len(waiting) > workers * AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _answer(file: str) -> Report:
    try:
        return Report(file)
    except Exception as failure:  # A fault of ours costs one file its answer, and says so; never the others theirs.
        return Failed(file, f"The reader itself failed on this file ({type(failure).__name__}: {failure}).")


def _sentence(header: dict[str, Any]) -> str:
    pages = f", {header['page_count']} pages" if header["page_count"] else ""
    why = f": {header['error']}" if header["error"] else ""
    # A name may hold a line's end, or bytes that are no text.
    name = header["file"] if header["file"].isprintable() else ascii(header["file"])
    return f"{name}: {header['status']}{pages}{why}"

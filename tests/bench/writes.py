"""Eight threads that read, then write, in transactions on SQLite: none may meet a locked database."""

import argparse
import threading
import time
from collections.abc import Iterator

from django.db import OperationalError, connection, transaction

from casefiles.models import CaseFile
from tests.bench.generate import generate

SECONDS = 5.0
THREADS = 8


def measure(options: argparse.Namespace) -> Iterator[str]:
    case = CaseFile.objects.filter(slug="generated-50").first() or generate(50)
    written, failed = [0] * THREADS, [0] * THREADS
    until = time.monotonic() + SECONDS

    def write(number: int) -> None:
        while time.monotonic() < until:
            try:
                with transaction.atomic():
                    filing = case.filings.get(key=str(number + 1))
                    filing.note = f"{(filing.note or '0').split()[0]} again"
                    filing.save()
                written[number] += 1
            except OperationalError:
                failed[number] += 1
        connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    yield f"-- {THREADS} threads that read and write in transactions on SQLite, {SECONDS:g} s"
    yield f"{'failed with a locked database':<78} {sum(failed):8d}   goal 0   {'ok' if not sum(failed) else 'OVER'}"
    yield f"{'writes in all; the fewest by one thread':<78} {sum(written):8d}   {min(written)}"

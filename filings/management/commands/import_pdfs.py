import json
import os
import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from casefiles.models import CaseFile
from filings.docket.words import count_of
from filings.management.progress import Progress
from filings.tray.actions import take_in, would_take_in
from filings.tray.folders import Found, NotTaken, files_in, opened, unreadable
from filings.tray.outcomes import Outcome

STATES = {"placed": "placed", "held": "already held", "waits": "in the tray", "skipped": "skipped"}


class Command(BaseCommand):
    help = (
        "Takes in the PDFs of a folder and of the folders in it: each finds its filing by the court's stamp or by RECAP's "
        "file name, or waits in the tray. A run that was stopped goes on with the next; nothing comes in twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--case", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true", help="say where each would go; nothing is written")
        parser.add_argument("--json", action="store_true", help="one JSON object a line for each file")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        case = CaseFile.objects.filter(slug=options["case"]).first()
        if case is None:
            raise CommandError(f"No case has the slug {options['case']}.", returncode=2)
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.", returncode=2)
        # Whoever runs commands here can read every file of the site.
        case.sees_sealed = True
        run = _Run(case, is_dry=options["dry_run"])
        files = list(files_in(folder))
        progress = Progress(len(files)) if sys.stderr.isatty() and files else None
        try:
            for found in files:
                outcome = run.take(found)
                if progress:
                    progress.clear()
                self.stdout.write(json.dumps(_row(found, outcome)) if options["json"] else _line(found, outcome))
                if progress:
                    progress.step()
        except (KeyboardInterrupt, BrokenPipeError) as left:
            # What was taken in stays; the rest waits for the next run. Whoever listened has heard enough.
            connection.close()
            if isinstance(left, KeyboardInterrupt):
                sys.stderr.write("\nStopped. Run it again, and it goes on from here.\n")
            os._exit(130 if isinstance(left, KeyboardInterrupt) else 0)
        if not options["json"]:
            self.stdout.write(run.summary())
        if run.failed:
            raise CommandError(f"{count_of(run.failed, 'file')} failed for a fault of ours. Run it again.")


class _Run:
    """One pass over a folder."""

    def __init__(self, case: CaseFile, *, is_dry: bool) -> None:
        self.case, self.is_dry = case, is_dry
        self.counts: Counter[str] = Counter()
        self.failed = 0
        # A dry run leaves no trace by which the same bytes would be known again.
        self._seen: dict[str, Outcome] = {}

    def take(self, found: Found) -> Outcome:
        outcome = self._outcome(found)
        self.counts[outcome.state] += 1
        return outcome

    def _outcome(self, found: Found) -> Outcome:
        if found.problem:
            return Outcome("skipped", found.problem)
        try:
            with opened(found) as upload:
                name = PurePosixPath(found.name).name
                if not self.is_dry:
                    return take_in(case=self.case, upload=upload, filename=name, by=None, now=timezone.now())
                path = Path(found.path)
                return self._said_before(would_take_in(case=self.case, upload=upload, path=path, filename=name))
        except NotTaken as why:
            return Outcome("skipped", str(why))
        except OSError as fault:
            return Outcome("skipped", unreadable(fault))
        except Exception as failure:  # A fault of ours costs one file its answer, and says so; never the others theirs.
            self.failed += 1
            return Outcome("skipped", f"The import itself failed on this file ({type(failure).__name__}: {failure}).")

    def _said_before(self, outcome: Outcome) -> Outcome:
        before = self._seen.setdefault(outcome.sha256, outcome)
        if before is outcome or outcome.state != "placed":
            return outcome
        why = f"The same file as one before it, which goes to {outcome.place}."
        return Outcome("held", why, key=outcome.key, number=outcome.number)

    def summary(self) -> str:
        said = ", ".join(f"{self.counts[state]:,} {words}" for state, words in STATES.items() if self.counts[state])
        ending = " Nothing was written: this was a dry run." if self.is_dry else ""
        return f"{said or 'No file is there'}.{ending}"


def _row(found: Found, outcome: Outcome) -> dict[str, str | None]:
    return {
        "file": found.name,
        "placed": outcome.place,
        "by": outcome.by,
        "why": outcome.why,
        "warning": outcome.warning or None,
    }


def _line(found: Found, outcome: Outcome) -> str:
    where = {"placed": f"{outcome.place}. ", "held": ""}.get(outcome.state, f"{STATES[outcome.state]}. ")
    warning = f" Check: {outcome.warning}" if outcome.warning else ""
    return f"{found.name}: {where}{outcome.why}{warning}"

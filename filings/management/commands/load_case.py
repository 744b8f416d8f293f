from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from filings.importing.actions.loading import Loaded, load_case
from filings.importing.case_format import CaseFormatError


class Command(BaseCommand):
    help = "Loads a case file (casefiles/1). What a person changed here since the last load stays; nothing is deleted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--if-absent", action="store_true", help="Only if the case is not there yet.")

    def handle(self, *args: Any, file: Path, if_absent: bool, **options: Any) -> None:
        try:
            data = file.read_bytes()
        except OSError as fault:
            raise CommandError(f"{file} cannot be read: {fault.strerror}.") from fault
        try:
            loaded = load_case(data=data, filename=file.name, by=None, now=timezone.now(), if_absent=if_absent)
        except CaseFormatError as fault:
            raise CommandError(f"{file.name} was refused; nothing was written.\n{fault}", returncode=2) from fault
        self.report(loaded)

    def report(self, loaded: Loaded) -> None:
        case = loaded.case
        if loaded.skipped:
            self.stdout.write(f"{case.slug}: already here; left as it is.")
        elif loaded.is_new:
            self.stdout.write(f"{case.slug}: loaded, {case.filings.count()} filings.")
        elif loaded.changes:
            count = len(loaded.changes)
            self.stdout.write(f"{case.slug}: {count} change{'' if count == 1 else 's'}.")
            for change in loaded.changes:
                self.stdout.write(f"  {change}")
        else:
            self.stdout.write(f"{case.slug}: nothing changed.")
        for kept in loaded.kept:
            self.stdout.write(f"  kept: {kept}")

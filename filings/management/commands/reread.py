from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casefiles.models import CaseFile
from filings.documents.actions.reading import read_again
from filings.documents.models import HeldFile
from filings.reading.reader import READER


class Command(BaseCommand):
    help = "Queues held files to be read again, in place: addresses, corrections and history stay. The worker does the rest."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--case", metavar="SLUG", help="Only the files of this case.")
        parser.add_argument("--only-older", action="store_true", help=f"Only what was not read by {READER}.")

    def handle(self, *args: Any, case: str | None, only_older: bool, **options: Any) -> None:
        files = HeldFile.objects.exclude(state__in=(HeldFile.State.WAITING, HeldFile.State.READING)).order_by("pk")
        if case is not None:
            if not CaseFile.objects.filter(slug=case).exists():
                raise CommandError(f"No case file goes by the name {case!r}.")
            files = files.filter(document__filing__case__slug=case)
        found = 0
        for held in files.iterator():
            if only_older and held.reader == READER:
                continue
            read_again(held_file=held)
            found += 1
        self.stdout.write(f"{found} files wait to be read again." if found != 1 else "1 file waits to be read again.")

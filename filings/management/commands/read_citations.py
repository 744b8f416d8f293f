from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from casefiles.models import CaseFile
from filings.authorities.actions import read_citations, unread
from filings.documents.models import HeldFile


class Command(BaseCommand):
    help = "Finds the citations in the words of pages that changed since it last looked. The worker does the same by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--case", help="Of this case alone: its slug.")
        parser.add_argument(
            "--again", action="store_true", help="Of every file that is read; what has not changed stays."
        )

    def handle(self, *args: Any, case: str | None, again: bool, **options: Any) -> None:
        files = list(unread(again=again))
        if case is not None:
            if not CaseFile.objects.filter(slug=case).exists():
                raise CommandError(f"There is no case {case}.")
            own = set(HeldFile.objects.filter(document__filing__case__slug=case).values_list("pk", flat=True))
            files = [pk for pk in files if pk in own]
        counts = [read_citations(held_file=pk, now=timezone.now()) for pk in files]
        found = [count for count in counts if count is not None]
        self.stdout.write(f"{len(found)} files looked through, {sum(found)} citations found.")

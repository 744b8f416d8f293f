import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from casefiles.models import CaseFile
from filings.docket.models import Filing
from filings.documents.actions.files import add_file
from filings.documents.models import Document, HeldFile
from filings.documents.storage import TooLarge


class Command(BaseCommand):
    help = "Adds a PDF to a filing and has it read. The same file again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--case", required=True, help="the slug of the case")
        parser.add_argument("--filing", required=True, help="the key of the filing: 34, u2025-09-19")
        parser.add_argument(
            "--number", type=int, required=True, help="0 is the main document, 1 and on the attachments"
        )
        parser.add_argument("--wait", action="store_true", help="read it here and now, and say how it went")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, wait: bool, **options: Any) -> None:
        filing = self.find_filing(options["case"], options["filing"])
        try:
            with file.open("rb") as upload, transaction.atomic():
                document = self.find_document(filing, options["number"])
                added = add_file(document=document, upload=upload, filename=file.name, by=None, now=timezone.now())
        except OSError as fault:
            raise CommandError(f"{file} cannot be read: {fault.strerror}.") from fault
        except TooLarge as fault:
            raise CommandError(str(fault)) from fault
        where = f"{filing.key}, {document.label.lower()}"
        self.stdout.write(f"{where}: {'added' if added.is_new else 'this file is already held; nothing changed'}.")
        if wait:
            self.wait_for(added.held_file)

    def find_filing(self, slug: str, key: str) -> Filing:
        case = CaseFile.objects.filter(slug=slug).first()
        if case is None:
            raise CommandError(f"No case has the slug {slug}.")
        filing = case.filings.filter(key=key).first()
        if filing is None:
            raise CommandError(f"{slug} has no filing with the key {key}.")
        return filing

    def find_document(self, filing: Filing, number: int) -> Document:
        """The document, made where the docket did not name it; an attachment needs a main document first."""
        if number < 0:
            raise CommandError("--number must be 0 for the main document, or 1 and on for an attachment.")
        if number and not filing.documents.filter(number=0).exists():
            raise CommandError(f"{filing.key} has no main document yet: add that first, with --number 0.")
        return filing.documents.get_or_create(number=number)[0]

    def wait_for(self, held: HeldFile) -> None:
        """Reads what is waiting, or waits for whoever reads it; progress as it goes."""
        call_command("worker", batch=True, verbosity=0)
        while True:
            held.refresh_from_db()
            if held.state == HeldFile.State.READ:
                self.stdout.write(f"Read: {held.pages_read} of {held.page_count} pages.")
                return
            if held.state == HeldFile.State.FAILED:
                raise CommandError(f"It could not be read: {held.fault_text}")
            time.sleep(0.5)
            call_command("worker", batch=True, verbosity=0)

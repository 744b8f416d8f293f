from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casefiles.models import CaseFile
from filings.research.folder import export
from filings.research.refusing import Refused


class Command(BaseCommand):
    help = (
        "Writes the research bundle of a case to a folder: every table as CSV, the text of the pages, datapackage.json, a "
        "README, checksums and CITATION.cff. The folder is new or empty, or holds an older bundle of the case. What is "
        "sealed is left out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--sealed", action="store_true", help="With what is sealed. Not for publication.")

    def handle(self, *args: Any, slug: str, folder: Path, sealed: bool, **options: Any) -> None:
        case = CaseFile.objects.filter(slug=slug).first()
        if case is None:
            known = ", ".join(CaseFile.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"No case has the slug {slug}; here are: {known}.", returncode=2)
        case.sees_sealed = sealed
        try:
            count = export(case, folder)
        except Refused as refused:
            raise CommandError(f"{refused} Nothing was written.", returncode=2) from refused
        except OSError as fault:
            raise CommandError(f"{folder} cannot be written: {fault.strerror}.") from fault
        self.stdout.write(f"{case.slug}: {count} files in {folder}, {'with' if sealed else 'without'} what is sealed.")

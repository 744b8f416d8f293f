from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casefiles.models import CaseFile
from filings.importing.case_format import dumps
from filings.importing.dumping import dump


class Command(BaseCommand):
    help = "Writes a case file (casefiles/1) to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")

    def handle(self, *args: Any, slug: str, **options: Any) -> None:
        case = CaseFile.objects.filter(slug=slug).first()
        if case is None:
            known = ", ".join(CaseFile.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"No case has the slug {slug}; here are: {known}.")
        self.stdout.write(dumps(dump(case)), ending="")

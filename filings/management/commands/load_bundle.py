from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from casefiles.models import User
from filings.research.actions.loading import SIGNER, load_bundle
from filings.research.refusing import Refused


class Command(BaseCommand):
    help = "Loads a research bundle (export_case) of a case that is not here yet. All of it is loaded, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--by",
            metavar="USERNAME",
            help=f"Who signs corrections and overrides here; else the account {SIGNER} does.",
        )

    def handle(self, *args: Any, folder: Path, by: str | None, **options: Any) -> None:
        user = User.objects.filter(username=by).first() if by else None
        if by and user is None:
            raise CommandError(f"Nobody here is called {by}.", returncode=2)
        try:
            case = load_bundle(folder=folder, by=user, now=timezone.now())
        except Refused as refused:
            raise CommandError(f"{refused} Nothing was loaded.", returncode=2) from refused
        self.stdout.write(f"{case.slug}: loaded, {case.filings.count()} filings.")

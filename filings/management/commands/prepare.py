from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

import casefiles
from filings.documents.models import HeldFile
from filings.reading.reader import READER


class Command(BaseCommand):
    help = "Brings the database up to date, loads the case that the project ships if it is not there, and says where to go."

    def handle(self, *args: Any, **options: Any) -> None:
        Path(settings.CASEFILES_DATA_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        shipped = Path(casefiles.__path__[0]) / "data"
        call_command("load_case", shipped / "strike3_v_meta.json", if_absent=True)
        self.load_facts(shipped / "strike3_v_meta_facts.csv")
        call_command("add_samples")
        # The rules may have changed with the program.
        call_command("recompute_deadlines", verbosity=0)
        older = HeldFile.objects.filter(state=HeldFile.State.READ).exclude(reader=READER).count()
        if older:
            self.stdout.write(
                f"{older} files were read by an older version; manage.py reread --only-older reads them again."
            )
        self.stdout.write(
            f"Serving on http://127.0.0.1:{settings.PORT}/ (Ctrl-C stops it). To make an admin: make admin"
        )

    def load_facts(self, file: Path) -> None:
        """A case that was changed here may lack what a fact names; that must not keep the site from starting."""
        try:
            call_command("import_facts", "strike3-v-meta", file, if_absent=True)
        except CommandError as refused:
            self.stderr.write(str(refused))

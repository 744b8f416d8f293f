import io
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from casefiles.models import CaseFile
from filings.documents import samples
from filings.documents.actions.files import add_file
from filings.documents.models import Document
from filings.importing.dumping import dump

SLUG = "strike3-v-meta"
KEYS = ("1", "34", "61")  # the complaint, the motion to dismiss, the order


class Command(BaseCommand):
    help = "Makes the project's own sample PDFs for the shipped case, so that a first run shows text, pages and cites."

    def handle(self, *args: Any, **options: Any) -> None:
        """Only where no file is held: a second run draws nothing, and what a person added is not touched."""
        bare = Document.objects.filter(
            filing__case__slug=SLUG, filing__key__in=KEYS, number=0, held_files=None
        ).select_related("filing")
        documents = list(bare)
        if not documents:
            return
        source = dump(CaseFile.objects.get(slug=SLUG))
        for document in documents:
            key = document.filing.key
            upload = io.BytesIO(samples.draw(source, key))
            add_file(
                document=document,
                upload=upload,
                filename=f"sample-{key}.pdf",
                by=None,
                now=timezone.now(),
                is_sample=True,
            )
            self.stdout.write(f"{SLUG}: a sample for entry {key}.")

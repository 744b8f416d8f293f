"""Files in: adding a version to a document, and which version is the one to read."""

from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.db import transaction

from casefiles.models import User
from filings.documents import storage
from filings.documents.actions.reading import read_file
from filings.documents.models import Document, HeldFile


@dataclass(frozen=True)
class Added:
    held_file: HeldFile
    is_new: bool


@transaction.atomic
def add_file(
    *,
    document: Document,
    upload: IO[bytes],
    filename: str,
    by: User | None,
    now: datetime,
    is_sample: bool = False,
    version: str | None = None,
) -> Added:
    """Keeps the file as a version of the document and has it read. The same bytes again change nothing.

    Raises storage.TooLarge.
    """
    stored = storage.store(upload)
    return add_stored(
        document=document, stored=stored, filename=filename, by=by, now=now, is_sample=is_sample, version=version
    )


@transaction.atomic
def add_stored(
    *,
    document: Document,
    stored: storage.Stored,
    filename: str,
    by: User | None,
    now: datetime,
    is_sample: bool = False,
    version: str | None = None,
) -> Added:
    """The same with a file that is in its place on the disk already."""
    held, is_new = HeldFile.objects.get_or_create(
        document=document,
        sha256=stored.sha256,
        defaults={
            "size": stored.size,
            "filename": filename[-255:],
            "is_sample": is_sample,
            "version": version or None,
            "added_at": now,
            "added_by": by,
        },
    )
    if is_new:
        choose_current(document=document)
        transaction.on_commit(lambda: read_file.enqueue(held.pk))
    return Added(held, is_new)


@transaction.atomic
def choose_current(*, document: Document) -> None:
    """The version to read is the newest real file; a sample only where there is no real one.

    An unredacted one only of a document that is sealed itself: whoever may open the document reads its current file.
    """
    # Two who add files at once take turns here: the later one chooses among both. A lock of the key, too, would wait for
    # the other's file, which refers to it.
    Document.objects.select_for_update(no_key=True).only("pk").get(pk=document.pk)
    files = document.held_files.open_to(sees_sealed=bool(document.sealed))
    current = files.order_by("is_sample", "-added_at", "-id").first()
    Document.objects.filter(pk=document.pk).update(current=current)
    document.current = current


@transaction.atomic
def name_version(*, held_file: HeldFile, version: str | None) -> None:
    """Says which of several versions the file is; what the document is read from may change with it."""
    held_file.version = version or None
    held_file.save(update_fields=["version"])
    choose_current(document=held_file.document)

"""A combined download, split: each part becomes a file of the document that it is."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import IO

from django.db import transaction

from casefiles.models import User
from filings.documents import storage
from filings.documents.actions.files import Added, add_file
from filings.documents.models import Document, HeldFile
from filings.documents.splits import Share, in_the_way, placed
from filings.reading import workshop
from filings.reading.limits import Limits


class NotSplit(Exception):
    """Nothing was changed; the message is the sentence to show."""


@dataclass(frozen=True)
class Given:
    """A share, the document that it went to, and its file there."""

    share: Share
    document: Document
    added: Added


def split_file(*, held_file: HeldFile, parts: Sequence[Share], by: User | None, now: datetime) -> list[Given]:
    """Adds each part as the newest version of its document, which is made where the record does not know it yet.

    The combined file stays where it is, as a version. All parts or none: a second run completes what was killed, and
    changes nothing where nothing was. Raises NotSplit.
    """
    case = held_file.document.filing.case
    shares = placed(parts, held_file, case)
    if hindrances := in_the_way(shares):
        raise NotSplit(hindrances[0])
    if not shares:
        raise NotSplit("No part was chosen.")
    with ExitStack() as open_files:
        files = [open_files.enter_context(TemporaryFile()) for _ in shares]
        _cut(held_file, shares, files)
        with transaction.atomic():
            return [_give(held_file, share, file, by, now) for share, file in zip(shares, files, strict=True)]


def _cut(held_file: HeldFile, shares: Sequence[Share], files: Sequence[IO[bytes]]) -> None:
    """Writes each part into its file, in a child process under limits."""
    path = storage.path_of(held_file.sha256)
    arguments = {"path": str(path), "ranges": [[share.first, share.last] for share in shares]}
    is_done, at = False, 0
    try:
        with workshop.job("split", arguments, seconds=Limits().seconds(held_file.page_count or 0)) as answers:
            for answer in answers:
                if isinstance(answer, bytes):
                    files[at].write(answer)
                elif "fault" in answer:
                    raise NotSplit(str(answer["fault"]))
                else:
                    at, is_done = int(answer.get("part", at)), bool(answer.get("done"))
    except workshop.JobFailed as failure:
        raise NotSplit(failure.sentence) from failure
    if not is_done:
        raise NotSplit("The program that splits PDFs stopped before its end.")


def _give(held_file: HeldFile, share: Share, file: IO[bytes], by: User | None, now: datetime) -> Given:
    assert share.filing is not None
    # A paper that came in a sealed document's file is sealed until somebody says otherwise.
    document, _ = Document.objects.get_or_create(
        filing=share.filing, number=share.number, defaults={"sealed": held_file.document.sealed}
    )
    name = PurePath(held_file.filename)
    try:
        added = add_file(
            document=document,
            upload=file,
            filename=f"{name.stem}-pages-{share.first}-{share.last}.pdf",
            by=by,
            now=now,
            is_sample=held_file.is_sample,
            version=held_file.version,
        )
    except storage.TooLarge as too_large:
        raise NotSplit(str(too_large)) from too_large
    return Given(share, document, added)

"""Many PDFs in: each goes to its paper on the docket, or waits in the tray until somebody says which it is."""

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.db import transaction

from casefiles.models import CaseFile, User
from filings.docket.models import Filing
from filings.documents import storage
from filings.documents.actions.files import Added, add_stored
from filings.documents.models import Document, HeldFile
from filings.documents.stamps import misfiled
from filings.tray.folders import NotTaken, check
from filings.tray.models import TrayPaper
from filings.tray.outcomes import Outcome, already_held, news_of, placed, sentence
from filings.tray.places import Docket, NoPlace, Place, docket_of, document_at, entry_in, find
from filings.tray.sighting import Sighted, sight

logger = logging.getLogger(__name__)

GONE = "Somebody else has placed this paper meanwhile, or thrown it away."


class Gone(Exception):
    """The paper is not in the tray any more; the message is the sentence to show."""


@dataclass(frozen=True)
class Arrival:
    """A file that lies in its place on the disk, what was seen on it, and who brought it under which name."""

    stored: storage.Stored
    sighted: Sighted
    filename: str
    by: User | None
    now: datetime


def take_in(*, case: CaseFile, upload: IO[bytes], filename: str, by: User | None, now: datetime) -> Outcome:
    """Puts one file where it belongs, or into the tray. The same bytes again change nothing, but that a paper in the tray
    is placed once its entry is on the docket. `case.sees_sealed` says what the person may see."""
    try:
        sha256, known = _recognised(case, upload, filename)
    except NotTaken as why:
        return Outcome("skipped", str(why))
    if not storage.path_of(sha256).exists():
        # New; or what the record knows was lost from the disk, and here it is again.
        storage.store(upload)
    if isinstance(known, Outcome):
        return known
    sighted = _from_tray(known) if known else sight(storage.path_of(sha256))
    stored = storage.Stored(sha256, storage.path_of(sha256).stat().st_size)
    return _settle(case, Arrival(stored, sighted, filename, by, now))


def would_take_in(*, case: CaseFile, upload: IO[bytes], path: Path, filename: str) -> Outcome:
    """What `take_in` would do; nothing is written. `path` is where the upload lies."""
    try:
        sha256, known = _recognised(case, upload, filename)
        if isinstance(known, Outcome):
            return known
        sighted = _from_tray(known) if known else sight(path)
        docket, chosen = _found(case, sighted, filename)
    except NotTaken as why:
        return Outcome("skipped", str(why))
    except NoPlace as why:
        return Outcome("waits", str(why), sha256=sha256)
    return placed(chosen, news_of(docket, chosen), sha256)


@transaction.atomic
def place(*, case: CaseFile, paper: int, filing: Filing, number: int, by: User | None, now: datetime) -> Outcome:
    """Puts a paper of the tray where a person says. Raises Gone, and NoPlace with the reason why it cannot go there."""
    waiting = _locked(case, paper)
    sighted = _from_tray(waiting)
    docket = docket_of(case, filing=filing)
    document = document_at(docket, filing, number, says_sealed=sighted.says_sealed)
    if not storage.path_of(waiting.sha256).exists():
        raise NoPlace("Its file is not on the disk any more. Take it in again.")
    stamp = sighted.stamp
    said = misfiled(stamp, docket_numbers=docket.numbers, entry=filing.entry, number=number) if stamp else None
    chosen = Place(filing, number, document, "hand", warning=sentence(said))
    stored = storage.Stored(waiting.sha256, waiting.size)
    done = _put(docket, chosen, Arrival(stored, sighted, waiting.filename, by, now))
    waiting.delete()
    return done


@transaction.atomic
def remove(*, case: CaseFile, paper: int, by: User | None) -> str:
    """Takes a paper out of the tray; its name. The bytes stay on the disk, as those of every file do. Raises Gone."""
    waiting = _locked(case, paper)
    logger.info("The paper %s was thrown out of the tray of %s by %s.", waiting.sha256, case.slug, by)
    waiting.delete()
    return waiting.filename


def _recognised(case: CaseFile, upload: IO[bytes], filename: str) -> tuple[str, Outcome | TrayPaper | None]:
    """The SHA-256, and what is known of these bytes: where they are held as far as this person may see, or the paper that
    waits. Raises NotTaken."""
    check(upload, filename)
    try:
        storage.check_size(upload.seek(0, 2))
    except storage.TooLarge as why:
        raise NotTaken(str(why)) from why
    sha256 = storage.sha256_of(upload)
    documents = Document.objects.filter(filing__case=case).open_to(sees_sealed=case.sees_sealed)
    files = HeldFile.objects.filter(sha256=sha256, document__in=documents).open_to(sees_sealed=case.sees_sealed)
    held = files.select_related("document__filing").order_by("id").first()
    if held is not None:
        return sha256, already_held(held, held.document, held.document.filing.key)
    return sha256, TrayPaper.objects.filter(case=case, sha256=sha256).first()


def _from_tray(paper: TrayPaper) -> Sighted:
    return Sighted(tuple(paper.stamps))


def _locked(case: CaseFile, paper: int) -> TrayPaper:
    """Two who act on one paper take turns: the second finds it gone."""
    waiting = TrayPaper.objects.select_for_update().filter(case=case, pk=paper).first()
    if waiting is None:
        raise Gone(GONE)
    return waiting


@transaction.atomic
def _settle(case: CaseFile, arrival: Arrival) -> Outcome:
    try:
        docket, chosen = _found(case, arrival.sighted, arrival.filename)
    except NoPlace as why:
        return _wait(case, arrival, str(why))
    TrayPaper.objects.filter(case=case, sha256=arrival.stored.sha256).delete()
    return _put(docket, chosen, arrival)


def _found(case: CaseFile, sighted: Sighted, filename: str) -> tuple[Docket, Place]:
    """Raises NoPlace."""
    entry = entry_in(sighted, filename)
    docket = docket_of(case, [] if entry is None else [entry])
    return docket, find(docket, sighted, filename)


def _wait(case: CaseFile, arrival: Arrival, why: str) -> Outcome:
    paper, is_new = TrayPaper.objects.get_or_create(
        case=case,
        sha256=arrival.stored.sha256,
        defaults={
            "size": arrival.stored.size,
            "filename": arrival.filename[-255:],
            "why": why,
            "stamps": list(arrival.sighted.printed),
            "added_at": arrival.now,
            "added_by": arrival.by,
        },
    )
    if not is_new and paper.why != why:
        TrayPaper.objects.filter(pk=paper.pk).update(why=why)
    told = why if is_new else f"It waits in the tray already. {why}"
    return Outcome("waits", told, paper=paper.pk, sha256=arrival.stored.sha256)


def _put(docket: Docket, chosen: Place, arrival: Arrival) -> Outcome:
    document, _ = Document.objects.get_or_create(
        filing=chosen.filing, number=chosen.number, defaults={"sealed": True if arrival.sighted.says_sealed else None}
    )
    if chosen.number:
        # An attachment says that there is a main document, whoever holds it.
        Document.objects.get_or_create(filing=chosen.filing, number=0)
    added = add_stored(
        document=document, stored=arrival.stored, filename=arrival.filename, by=arrival.by, now=arrival.now
    )
    if not added.is_new:
        return already_held(added.held_file, document, chosen.filing.key)
    return placed(chosen, [*news_of(docket, chosen), *_former(document, added)], arrival.stored.sha256)


def _former(document: Document, added: Added) -> list[str]:
    """That the document had another file. A sample gives way to a real one without a word."""
    others = document.held_files.filter(is_sample=False).exclude(pk=added.held_file.pk)
    return ["It had another file, which stays as a version."] if others.exists() else []

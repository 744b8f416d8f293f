"""Files in, text out: reading held files in the background."""

import contextlib
import logging
import secrets
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from filings.documents import storage
from filings.documents.actions.leases import LeaseLost
from filings.documents.actions.looks import look_after
from filings.documents.actions.mending import mend
from filings.documents.models import HeldFile, Page
from filings.reading import reader
from filings.reading.pages import Opened, PageRead
from filings.reading.printed import settled

logger = logging.getLogger(__name__)

# Longer than the longest silence of a reader (a page has 12 s of processor time) and the longest wait for the database
# (20 s); shorter than a person's patience with a dead worker.
LEASE = timedelta(seconds=45)
MOST_ATTEMPTS = 5
PAGES_A_WRITE = 20
SECONDS_A_WRITE = 1.0


@transaction.atomic
def read_again(*, held_file: HeldFile) -> None:
    HeldFile.objects.filter(pk=held_file.pk).update(
        state=HeldFile.State.WAITING, attempts=0, lease_until=None, lease_token=None, fault=None, fault_text=None
    )
    transaction.on_commit(lambda: read_file.enqueue(held_file.pk))


def take_up_abandoned(*, now: datetime) -> int:
    """Puts what a dead worker left, or what was never queued, back in the queue; how many. What waits its turn stays."""
    queued = DBTaskResult.objects.ready().filter(task_path=read_file.module_path)
    waiting = {call["args"][0] for call in queued.values_list("args_kwargs", flat=True)}
    abandoned = set(HeldFile.objects.to_be_read(now=now).values_list("pk", flat=True)) - waiting
    for pk in sorted(abandoned):
        read_file.enqueue(pk)
    return len(abandoned)


@task()
def read_file(held_file_id: int) -> None:
    """Reads one held file, page by page, unless somebody else holds its lease. Safe to run twice."""
    token = secrets.token_hex(16)
    claimed = HeldFile.objects.to_be_read(now=timezone.now()).filter(pk=held_file_id)
    if not claimed.update(
        state=HeldFile.State.READING, attempts=F("attempts") + 1, lease_token=token, lease_until=timezone.now() + LEASE
    ):
        return
    held = HeldFile.objects.get(pk=held_file_id)
    try:
        if held.attempts > MOST_ATTEMPTS:
            raise reader.Unreadable(
                "given-up", f"Its reading was begun {MOST_ATTEMPTS} times and never came to an end."
            )
        _read(held, token)
    except reader.Unreadable as fault:
        _finish(held, token, state=HeldFile.State.FAILED, fault=fault.code, fault_text=fault.sentence)
    except LeaseLost:
        logger.warning("The reading of file %s went on elsewhere.", held.pk)
    except BaseException:
        # The worker is being stopped, or the fault is ours: nobody needs to wait for the lease to run out.
        with contextlib.suppress(DatabaseError):
            _finish(held, token, state=HeldFile.State.WAITING)
        raise


def _read(held: HeldFile, token: str) -> None:
    batch: list[Page] = []
    written = timezone.now()
    said: dict[str, object] = {}
    try:
        with contextlib.closing(reader.read(storage.path_of(held.sha256))) as events:
            for event in events:
                if isinstance(event, Opened):
                    said = {"page_count": event.page_count, "intake": _intake(event)}
                    _write(held, token, [], said)
                    continue
                batch.append(_page(held, event))
                if len(batch) >= PAGES_A_WRITE or (timezone.now() - written).total_seconds() > SECONDS_A_WRITE:
                    _write(held, token, batch, said)
                    batch, written = [], timezone.now()
    finally:
        # What was read before a file broke off is kept.
        _write(held, token, batch, said)
        mend(held_file=held.pk)
    _settle_printed_pages(held)
    _finish(held, token, state=HeldFile.State.READ, fault=None, fault_text=None, looked_at=None)
    look_after(held.pk)


def _intake(opened: Opened) -> dict[str, object]:
    said = asdict(opened)
    said.pop("page_count")
    return said


def _page(held: HeldFile, event: PageRead) -> Page:
    return Page(
        held_file=held,
        number=event.number,
        text=event.text,
        marks=event.marks,
        stamp=event.stamp.text if event.stamp else None,
        printed_lines=event.printed_lines,
        printed_page=event.printed_page,
        width=event.width,
        height=event.height,
        reader=event.reader or None,
        needs_ocr=event.needs_ocr,
        fault=event.fault,
    )


# What a reading says of a page. A page that is read again loses what OCR made of its picture, unless it still needs it.
READ_FIELDS = (
    "text", "marks", "stamp", "printed_lines", "printed_page", "width", "height", "reader", "needs_ocr", "fault",
    "ocr_confidence", "ocr_fault", "ocr_words", "concerns",
)  # fmt: skip


def _worse(held: HeldFile, pages: list[Page]) -> set[int]:
    """Numbers of the pages of which we hold better than this reading gives: read by OCR, or read before they were lost."""
    poor = [page.number for page in pages if page.fault or page.needs_ocr]
    if not poor:
        return set()
    better = Q(ocr_confidence__isnull=False) | (Q(fault__isnull=True) & ~Q(text=""))
    had = set(Page.objects.filter(better, held_file=held, number__in=poor).values_list("number", "ocr_confidence"))
    lost = {page.number for page in pages if page.fault}
    return {number for number, confidence in had if number in lost or confidence is not None}


def _settle_printed_pages(held: HeldFile) -> None:
    rows = held.pages.filter(printed_page__isnull=False).values_list("number", "printed_page")
    printed = {number: text for number, text in rows if text}
    stray = printed.keys() - settled(printed).keys()
    if stray:
        held.pages.filter(number__in=stray).update(printed_page=None)


@transaction.atomic
def _write(held: HeldFile, token: str, pages: list[Page], said: dict[str, object]) -> None:
    """Pages and progress in one transaction, and the lease held on to; a page read before is written over."""
    worse = _worse(held, pages)
    Page.objects.bulk_create(
        [page for page in pages if page.number not in worse],
        update_conflicts=True,
        unique_fields=["held_file", "number"],
        update_fields=READ_FIELDS,
    )
    still_ours = HeldFile.objects.filter(pk=held.pk, lease_token=token).update(
        **said,
        **({"pages_read": pages[-1].number} if pages else {}),
        lease_until=timezone.now() + LEASE,
    )
    if not still_ours:
        raise LeaseLost


def _finish(held: HeldFile, token: str, **fields: object) -> None:
    HeldFile.objects.filter(pk=held.pk, lease_token=token).update(
        **fields, reader=reader.READER, lease_until=None, lease_token=None
    )

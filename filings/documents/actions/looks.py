"""The second look at a file that was read: its pages as pictures. OCR where there are no words, then what to check."""

import contextlib
import logging
import secrets
import time
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from filings.documents import storage
from filings.documents.actions.leases import LeaseLost
from filings.documents.actions.mending import mend
from filings.documents.models import HeldFile, Page
from filings.reading import bars, ocr, workshop
from filings.reading.privacy import concerns_in
from filings.reading.stamp import Stamp
from filings.reading.worn import take_out_of_lines

logger = logging.getLogger(__name__)

# Longer than a page may take.
LEASE = timedelta(seconds=ocr.SECONDS_A_PAGE + 60)
# A scan of 300 pages takes minutes: between turns the worker reads what somebody is waiting for.
SECONDS_A_TURN = 20.0
LATER = -10  # the priority of these tasks: readings go first
PAGES_A_JOB = 50
# Of a job's pages: each death may cost a wait of a minute, in which nobody's paper is read.
MOST_DEATHS = 3

BEGUN = "OCR of this page was begun."
BEGUN_AGAIN = "OCR of this page was begun twice and never came to an end."
NOTHING_FOUND = "OCR found no words on this page."

TO_READ = Q(needs_ocr=True, ocr_confidence__isnull=True) & (Q(ocr_fault__isnull=True) | Q(ocr_fault=BEGUN))


def look_after(held_file_id: int) -> None:
    """Puts the second look in the queue; to be called when a reading has ended."""
    look_at_file.enqueue(held_file_id)


def take_up_unlooked(*, now: datetime) -> int:
    """Puts files in the queue that were read and not looked at, or whose pages wait for a program that is here now.

    Without tesseract a file is looked at once and then waits; with it each page ends with text or a fault. So no file
    comes back for ever.
    """
    files = HeldFile.objects.filter(state=HeldFile.State.READ).filter(_free(now))
    wanting = Q(looked_at__isnull=True)
    if ocr.version():
        wanting |= Q(Exists(Page.objects.filter(TO_READ, held_file=OuterRef("pk"))))
    queued = DBTaskResult.objects.ready().filter(task_path=look_at_file.module_path)
    waiting = {call["args"][0] for call in queued.values_list("args_kwargs", flat=True)}
    found = set(files.filter(wanting).values_list("pk", flat=True)) - waiting
    for pk in sorted(found):
        look_at_file.enqueue(pk)
    return len(found)


def _free(now: datetime) -> Q:
    return Q(lease_until__isnull=True) | Q(lease_until__lte=now)


@task(priority=LATER)
def look_at_file(held_file_id: int, start: int = 1) -> None:
    """Looks at one file for a while, from page `start`, unless somebody else does or reads it; the rest in another task.

    Safe to run twice.
    """
    token = secrets.token_hex(16)
    now = timezone.now()
    free = HeldFile.objects.filter(_free(now), pk=held_file_id, state=HeldFile.State.READ)
    if not free.update(lease_token=token, lease_until=now + LEASE):
        return
    look = _Look(HeldFile.objects.get(pk=held_file_id), token, start)
    try:
        done = look.work()
    except LeaseLost:
        logger.info("File %s is read again, so the look at it ended.", held_file_id)
        return
    except BaseException:
        # The worker is being stopped, or the fault is ours: nobody needs to wait for the lease to run out.
        with contextlib.suppress(DatabaseError):
            look.let_go()
        raise
    if done:
        mend(held_file=held_file_id)
        look.let_go(looked_at=timezone.now())
    else:
        look.let_go()
        look_at_file.enqueue(held_file_id, look.next_page)


class _Look:
    """One turn at one file, under its lease."""

    def __init__(self, held: HeldFile, token: str, start: int) -> None:
        self._held, self._token, self.next_page = held, token, start
        self._path = str(storage.path_of(held.sha256).resolve())
        self._until = time.monotonic() + SECONDS_A_TURN

    def work(self) -> bool:
        """Whether all is done. Raises LeaseLost."""
        if self._held.looked_at is None and not self._look_for_concerns():
            return False
        return self._read_pictures()

    def let_go(self, **fields: Any) -> None:
        self._ours().update(**fields, lease_token=None, lease_until=None)

    def _ours(self) -> Any:
        return HeldFile.objects.filter(pk=self._held.pk, lease_token=self._token, state=HeldFile.State.READ)

    @property
    def _is_over(self) -> bool:
        return time.monotonic() > self._until

    def _hold(self) -> None:
        if not self._ours().update(lease_until=timezone.now() + LEASE):
            raise LeaseLost

    @transaction.atomic
    def _write(self, page_id: int, **fields: Any) -> None:
        self._hold()
        Page.objects.filter(pk=page_id, held_file=self._held).update(**fields)

    def _read_pictures(self) -> bool:
        reader = ocr.version()
        if reader is None:
            return True
        for page in Page.objects.filter(TO_READ, held_file=self._held).order_by("number").defer("ocr_words"):
            if self._is_over:
                return False
            # Should this page be the worker's death, it is tried once more, and then left.
            self._write(page.pk, ocr_fault=BEGUN_AGAIN if page.ocr_fault == BEGUN else BEGUN)
            try:
                fields = self._read_picture(page, reader)
            except BaseException:
                with contextlib.suppress(DatabaseError, LeaseLost):
                    self._write(page.pk, ocr_fault=page.ocr_fault)
                raise
            self._write(page.pk, **fields)
        return True

    def _read_picture(self, page: Page, reader: str) -> dict[str, Any]:
        """The fields of a page that OCR read, or why it gave nothing."""
        arguments = {"path": self._path, "page": page.number}
        said: dict[str, Any] = {}
        try:
            with workshop.job("ocr", arguments, seconds=ocr.SECONDS_A_PAGE + 30.0) as answers:
                for answer in answers:
                    said = answer
        except workshop.JobFailed as failed:
            return {"ocr_fault": failed.sentence}
        if "fault" in said:
            return {"ocr_fault": str(said["fault"])}
        if not said.get("words"):
            return {"ocr_fault": NOTHING_FOUND}
        lines = [(str(line["text"]), line["mark"]) for line in said["lines"]]
        lines, stamp = take_out_of_lines(lines)
        text = "\n".join(line for line, _ in lines)
        return {
            "text": text,
            "marks": [mark for _, mark in lines],
            "reader": reader,
            "ocr_confidence": said["confidence"],
            "ocr_words": said["words"],
            "ocr_fault": None,
            "concerns": concerns_in(text),
            **_printed(page, stamp, said["printed_lines"]),
        }

    def _look_for_concerns(self) -> bool:
        """Private data and bars, on the pages that have words of their own."""
        rows = self._held.pages.filter(ocr_confidence__isnull=True).order_by("number")
        while batch := list(rows.filter(number__gte=self.next_page).defer("ocr_words", "marks")[:PAGES_A_JOB]):
            if self._is_over:
                return False
            hidden = self._hidden_on([page.number for page in batch if page.text and not page.needs_ocr])
            for page in batch:
                concerns = [*([bars.KIND] if page.number in hidden else []), *concerns_in(page.text)]
                if concerns != page.concerns:
                    self._write(page.pk, concerns=concerns)
            self.next_page = batch[-1].number + 1
        return True

    def _hidden_on(self, numbers: list[int]) -> set[int]:
        """The pages on which words hide. Of one that kills the process nothing is known, and another goes on behind it; of
        what stands behind MOST_DEATHS nothing is known either."""
        left, found, deaths = list(numbers), set(), 0
        while left and deaths < MOST_DEATHS:
            self._hold()
            try:
                with workshop.job("look", {"path": self._path, "pages": left}, seconds=20.0 + len(left)) as answers:
                    for answer in answers:
                        number = left.pop(0)
                        if answer["hidden"]:
                            found.add(number)
            except workshop.JobFailed as failed:
                logger.warning("Page %s of %s could not be looked at: %s", left[:1], self._path, failed)
                left, deaths = left[1:], deaths + 1
        return found


def _printed(page: Page, stamp: Stamp | None, printed_lines: int | None) -> dict[str, Any]:
    """What the picture prints besides text; what the text layer gave of it before is better."""
    found: dict[str, Any] = {}
    if stamp and not page.stamp:
        found["stamp"] = stamp.text
    if printed_lines:
        found["printed_lines"] = printed_lines
    return found

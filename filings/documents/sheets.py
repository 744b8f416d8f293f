"""The pages of a held file as rows: the whole of some, for reading; a little of all, for finding one's way."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from casefiles.prepared import Prepared
from filings.documents.corrected import carry_marks
from filings.documents.models import HeldFile, Page
from filings.reading.pages import Mark


class Sheet(NamedTuple):
    """One page with its words; the fields are the columns to ask for. JSON and times are as the driver gives them."""

    file: int
    number: int
    text: str
    raw_marks: Any
    stamp: str | None
    fault: str | None
    width: float | None
    height: float | None
    printed_page: str | None
    reader: str | None
    needs_ocr: bool
    ocr_confidence: int | None
    ocr_fault: str | None
    raw_concerns: Any
    correction: str | None
    raw_corrected_at: Any
    corrected_by: str | None

    @property
    def words(self) -> str:
        """What to show and to search: what a person corrected it to, else as it was read."""
        return self.text if self.correction is None else self.correction

    @property
    def marks(self) -> list[Mark]:
        """One for each line of `words`."""
        marks = decoded(self.raw_marks) or []
        if self.correction is None or not marks:
            return list(marks)
        return carry_marks(self.text.split("\n"), marks, self.correction.split("\n"))

    @property
    def concerns(self) -> list[str]:
        return list(decoded(self.raw_concerns) or [])

    @property
    def second_reader(self) -> bool:
        return (self.reader or "").startswith("pypdf ") or self.reader == "pypdf"

    def corrected_on(self, timezone: str) -> date | None:
        when = self.raw_corrected_at
        if when is None:
            return None
        when = datetime.fromisoformat(when) if isinstance(when, str) else when
        if when.tzinfo is None:  # SQLite's driver gives the text of a time in UTC
            when = when.replace(tzinfo=ZoneInfo("UTC"))
        day: date = when.astimezone(ZoneInfo(timezone)).date()
        return day


class Outlined(NamedTuple):
    """What of a page must be known before its turn comes: its shape, its stamp, and whether it has text."""

    number: int
    width: float | None
    height: float | None
    stamp: str | None
    fault: str | None
    needs_ocr: bool
    ocr_confidence: int | None

    @property
    def has_no_text(self) -> bool:
        """Words are on it, as far as anybody knows, that no search finds."""
        return self.fault is not None or (bool(self.needs_ocr) and self.ocr_confidence is None)


class Version(NamedTuple):
    """A held file of a document."""

    file: int
    version: str | None
    raw_intake: Any

    @property
    def intake(self) -> dict[str, Any]:
        """What the file says of itself (filings.reading.pages.Opened); empty before it was read."""
        found = decoded(self.raw_intake)
        return found if isinstance(found, dict) else {}


_SHEET = (
    "held_file_id", "number", "text", "marks", "stamp", "fault", "width", "height", "printed_page", "reader", "needs_ocr",
    "ocr_confidence", "ocr_fault", "concerns", "correction__text", "correction__corrected_at",
    "correction__corrected_by__username",
)  # fmt: skip

_first_of = Prepared(
    lambda files, most: (
        Page.objects.filter(held_file__in=files, number__lte=most)
        .order_by("held_file_id", "number")
        .values_list(*_SHEET)
    )
)
_between = Prepared(
    lambda file, first, last: (
        Page.objects.filter(held_file=file, number__gte=first, number__lte=last).order_by("number").values_list(*_SHEET)
    )
)
_outlined = Prepared(
    lambda file: (
        Page.objects.filter(held_file=file)
        .order_by("number")
        .values_list("number", "width", "height", "stamp", "fault", "needs_ocr", "ocr_confidence")
    )
)
_words_of = Prepared(
    lambda file: (
        Page.objects.filter(held_file=file)
        .order_by("number")
        .values_list("number", "text", "correction__text", "bridge")
    )
)
_versions_of = Prepared(
    lambda document: HeldFile.objects.filter(document=document).order_by("id").values_list("id", "version", "intake")
)


def first_sheets(files: Sequence[int], most: int) -> dict[int, list[Sheet]]:
    """The pages numbered up to `most` of each file, in order. One query."""
    found: dict[int, list[Sheet]] = {}
    for row in _first_of(files, most):
        found.setdefault(row[0], []).append(Sheet._make(row))
    return found


def sheets(file: int, first: int, last: int) -> list[Sheet]:
    """Pages `first` to `last`. One query."""
    return [Sheet._make(row) for row in _between(file, first, last)]


_as_outlined = partial(tuple.__new__, Outlined)


def outlined(file: int) -> list[Outlined]:
    # Three times as quick as `_make`, for documents of hundreds of pages: their first words wait for it.
    return list(map(_as_outlined, _outlined(file)))


def words_of(file: int) -> list[tuple[int, str, str | None]]:
    """Each page's number, the words to search, and those that run over its end to the next page."""
    return [
        (number, text if corrected is None else corrected, bridge)
        for number, text, corrected, bridge in _words_of(file)
    ]


def versions_of(document: int, *, sees_sealed: bool) -> list[Version]:
    """The versions this reader may open, oldest first."""
    found = [Version._make(row) for row in _versions_of(document)]
    return [one for one in found if sees_sealed or one.version != HeldFile.Version.UNREDACTED]


def decoded(value: Any) -> Any:
    """A JSON column as the driver gives it: text on either database."""
    return json.loads(value) if isinstance(value, str) else value

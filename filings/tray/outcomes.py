"""What became of one file that came in with others, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from filings.documents.models import Document, HeldFile, Page
from filings.documents.stamps import misfiled
from filings.reading.stamp import find_stamp
from filings.tray.places import Docket, Place, label_of

HOW = {"stamp": "By its stamp.", "name": "By its name; no stamp was found.", "hand": "By hand."}


@dataclass(frozen=True)
class Outcome:
    """`place`: 34-2, where the file is now or would go; `key` and `number` say the same for an address.

    `why` is for the person who brought it, `warning` what they should look at. `paper`: its id in the tray.
    """

    state: Literal["placed", "held", "waits", "skipped"]
    why: str
    warning: str = ""
    by: str | None = None
    key: str | None = None
    number: int = 0
    paper: int | None = None
    sha256: str = ""

    @property
    def place(self) -> str | None:
        return label_of(self.key, self.number) if self.key else None


def placed(chosen: Place, news: Sequence[str], sha256: str) -> Outcome:
    why = " ".join([HOW[chosen.by], *news])
    return Outcome("placed", why, chosen.warning, chosen.by, chosen.filing.key, chosen.number, sha256=sha256)


def already_held(held: HeldFile, document: Document, key: str) -> Outcome:
    said = None
    printed = (
        Page.objects.filter(held_file=held, stamp__isnull=False).order_by("number").values_list("stamp", flat=True)
    )
    if (stamp := find_stamp(printed.first() or "")) is not None:
        said = misfiled(stamp, docket_numbers=(), entry=document.filing.entry, number=document.number)
    why = f"Already held as {label_of(key, document.number)}: nothing changed."
    return Outcome("held", why, sentence(said), key=key, number=document.number, sha256=held.sha256)


def news_of(docket: Docket, chosen: Place) -> list[str]:
    """What the record did not have until this file came."""
    found = []
    if chosen.document is None:
        what = f"attachment {chosen.number}" if chosen.number else "main document"
        found.append(f"The record had no {what} there: it was added, without a title.")
    if chosen.number and (chosen.filing.pk, 0) not in docket.documents:
        found.append("Nor had it a main document: one was added, without a file.")
    return found


def sentence(said: str | None) -> str:
    """`Stamped 34-2, filed under 37.`; empty for None."""
    return f"{said[0].upper()}{said[1:]}." if said else ""

"""What the court stamped on the pages of a paper, compared with what the record says of it. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from casefiles import docketnumbers
from filings.docket.words import count_of, day
from filings.reading.stamp import Stamp, find_stamp

# What a district court prints of a number before the initials of its judges, of which there may be any number.
_NUMBER = re.compile(r"(?:\d{1,2}:)?\d{2}-[a-z]{2,4}-\d{1,6}", re.IGNORECASE)


@dataclass(frozen=True)
class Record:
    """What the record says of one paper; `page_count` is that of the file, or None while it is not known."""

    docket_numbers: tuple[str, ...]
    entry: int | None
    number: int
    date_filed: date
    page_count: int | None

    def differences(self, stamp: Stamp, page: int) -> list[str]:
        return differences(
            stamp, docket_numbers=self.docket_numbers, entry=self.entry, number=self.number,
            date_filed=self.date_filed, page=page, page_count=self.page_count,
        )  # fmt: skip

    def misfiled(self, stamp: Stamp) -> str | None:
        return misfiled(stamp, docket_numbers=self.docket_numbers, entry=self.entry, number=self.number)


def misfiled(stamp: Stamp, *, docket_numbers: tuple[str, ...], entry: int | None, number: int) -> str | None:
    """`stamped 34-2, filed under 37`: the court's stamp names another paper than the one it was put on, or another case.

    None: it names this one, or the entry has no number to compare. No docket numbers: the case is not compared.
    """
    if docket_numbers and not any(same_case(stamp.case_number, one) for one in docket_numbers):
        return f"stamped for case {stamp.case_number}, filed in {docket_numbers[0]}"
    stamped, known = named(stamp.document, stamp.attachment), named(str(entry), number)
    return f"stamped {stamped}, filed under {known}" if entry is not None and stamped != known else None


def same_case(stamped: str, docket_number: str) -> bool:
    """Whether a stamp's case number names the case of a docket number, whatever office and judges either carries.

    A stamp without a type (25-1234) is of an appeal or a bankruptcy: of no district case, though year and serial agree.
    """
    typed = _NUMBER.search(stamped)
    if typed is not None:
        return docketnumbers.same_case(typed[0], docket_number)
    known = docketnumbers.parse(docket_number)
    return (known is None or known.type is None) and docketnumbers.same_case(stamped, docket_number)


def differences(
    stamp: Stamp,
    *,
    docket_numbers: Iterable[str],
    entry: int | None,
    number: int,
    date_filed: date,
    page: int,
    page_count: int | None,
) -> list[str]:
    """What the stamp says otherwise than the record, each as the end of a sentence: `it says document 35, not 34`.

    Empty: they agree. What the stamp does not print, or the record does not know, is not compared.
    """
    said = stamp.case_number, stamp.document, stamp.attachment, stamp.filed
    found = list(
        _of_paper(*said, docket_numbers=tuple(docket_numbers), entry=entry, number=number, date_filed=date_filed)
    )
    if stamp.page is not None and stamp.page != page:
        found.append(f"page {stamp.page}, not {page}")
    if stamp.of is not None and page_count is not None and stamp.of != page_count:
        found.append(f"{count_of(stamp.of, 'page')} in all, not {page_count:,}")
    return found


@lru_cache(maxsize=256)
def _of_paper(
    case_number: str,
    document: str,
    attachment: int | None,
    filed: date | None,
    *,
    docket_numbers: tuple[str, ...],
    entry: int | None,
    number: int,
    date_filed: date,
) -> tuple[str, ...]:
    """What all pages of a paper say alike, which is why it is compared once."""
    found = []
    if docket_numbers and not any(same_case(case_number, one) for one in docket_numbers):
        found.append(f"case {case_number}, not {docket_numbers[0]}")
    paper, known = named(document, attachment), named(str(entry), number)
    if entry is not None and paper != known:
        found.append(f"document {paper}, not {known}")
    if filed is not None and filed != date_filed:
        found.append(f"filed {day(filed)}, not {day(date_filed)}")
    return tuple(found)


def counted(texts: Sequence[str | None]) -> Stamp | None:
    """The stamp of the first page, if each page has the same one with its own number: the common case, told at once."""
    first = find_stamp(texts[0]) if texts and texts[0] else None
    if first is None or first.page != 1 or first.text != texts[0]:
        return None
    before, here, after = first.text.rpartition(f"1 of {first.of}")
    after = f" of {first.of}{after}"
    return first if here and all(text == f"{before}{page}{after}" for page, text in enumerate(texts, 1)) else None


def read_all(texts: Sequence[str | None]) -> list[Stamp | None]:
    """The stamp in the stored text of each page. Those of one paper differ in the page alone, and cost next to nothing."""
    found: list[Stamp | None] = []
    last: Stamp | None = None
    for text in texts:
        stamp = None
        if text:
            stamp = (_next(last, text) if last else None) or find_stamp(text)
            last = stamp or last
        found.append(stamp)
    return found


def summary(found: Sequence[list[str] | None]) -> str | None:
    """One sentence for a whole paper, from the differences of each page (None: it has no stamp). None: no page has one.

    `The court's stamp agrees with the record on all 31 pages.`
    """
    stamped = [one for one in found if one is not None]
    if not stamped:
        return None
    differing = [one for one in stamped if one]
    pages = f"all {len(found)} pages" if len(found) > 1 else "its page"
    where = (
        pages if len(stamped) == len(found) else f"{len(stamped)} of {count_of(len(found), 'page')}, all that bear one"
    )
    if not differing:
        return f"The court’s stamp agrees with the record on {where}."
    common = [words for words in differing[0] if all(words in one for one in differing)]
    said = "; ".join(common) if common else "; ".join(differing[0])
    which = "each page that bears one" if len(differing) == len(stamped) else count_of(len(differing), "page")
    if len(stamped) == 1:
        which = "the page that bears one"
    is_all = common and len(differing) == len(stamped)
    first = (
        "" if is_all or len(stamped) == 1 else f", first on page {next(at for at, one in enumerate(found, 1) if one)}"
    )
    return f"The court’s stamp differs from the record on {which}{first}: it says {said}."


def _next(last: Stamp, text: str) -> Stamp | None:
    """The stamp, if it is the last one with only its page counted on."""
    if last.page is None or last.of is None:
        return None
    before, here, after = last.text.rpartition(f"{last.page} of {last.of}")
    if not here or text != f"{before}{last.page + 1} of {last.of}{after}":
        return None
    return Stamp(
        text, last.case_number, last.document, last.attachment, last.filed, last.page + 1, last.of, span=(0, len(text))
    )


def named(document: str, attachment: int | None) -> str:
    """`34-2`, and `34` for a main document; an appeal court prints leading zeros."""
    number = document.lstrip("0") or "0"
    return f"{number}-{attachment}" if attachment else number

"""The HTML of one page of a paper: what it is, how sure we are of its words, the picture and the text."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from filings.docket.words import count_of, day
from filings.documents.cites import CaseCite, PaperCite, Place, ecf_cite, place_of
from filings.documents.pagetext import Link, Span, html_of, is_numbered
from filings.documents.sheets import Sheet
from filings.reading.privacy import KINDS
from filings.reading.sizes import pixels
from filings.reading.sought import Sought
from filings.reading.stamp import Stamp

NO_TEXT = "No text was found on this page: it is blank, or a picture of a page."
PICTURE = (
    "Picture only: this page holds no text that a program can read. With OCR on the server (<code>make ocr</code>) it is "
    "read in the background."
)
# Most pages of a case have one size.
size_of = lru_cache(maxsize=512)(pixels)
CHECK = {"hidden-text": "words that hide under a bar"} | KINDS


@dataclass(frozen=True)
class Desk:
    """What all pages of a document have in common where they are read."""

    case: CaseCite
    paper: PaperCite
    url: str
    timezone: str
    total: int | None
    sought: Sought
    hits: int
    may_edit: bool
    shows_names: bool
    """Who of the staff did something is not for strangers."""

    @property
    def asking(self) -> str:
        """The query as the address of a picture carries it, ready for HTML."""
        return f"?{self.sought.asking}" if self.sought and self.hits else ""


@dataclass(frozen=True)
class Found:
    """The hits on one page: their spans, the number of the first, and the addresses of those before and after."""

    spans: Sequence[Span] = ()
    first: int = 1
    before: str | None = None
    after: str | None = None


NOTHING = Found()


def cite_of(paper: PaperCite, number: int, stamp: Stamp | None, case: CaseCite) -> str:
    return _cite(place(paper, number, stamp, case))


def place(paper: PaperCite, number: int, stamp: Stamp | None, case: CaseCite) -> Place:
    """Where a brief says this page is. Most pages are stamped as the record has them, which costs one look."""
    if stamp is None or (stamp.page == number and (stamp.attachment or 0) == paper.number):
        return Place(paper, number, by_stamp=stamp is not None)
    return place_of(case, paper, stamp=stamp.text, number=number)


def brief(sheet: Sheet, *, anchor: str, address: str, cite: str, total: int | None) -> str:
    """A page as its filing shows it: the words alone."""
    return (
        f'<article class="page" id="{anchor}"><header class="page-no"><h3>{_heading(sheet, total)}</h3>'
        f'<a href="{address}">{cite}</a>{_labels(sheet)}</header>{_stamp(sheet)}{_words(sheet, anchor, NOTHING)}</article>'
    )


def full(
    sheet: Sheet,
    desk: Desk,
    *,
    stamp: Stamp | None,
    differences: Sequence[str],
    known: Collection[str] = (),
    found: Found = NOTHING,
    links: Sequence[Link] = (),
) -> str:
    """A page as its document shows it: the picture beside the words."""
    number = sheet.number
    anchor = f"p{number}"
    where = place(desk.paper, number, stamp, desk.case)
    as_filed = (where.paper, where.page) == (desk.paper, number)
    cited_as = "" if as_filed else f' data-ecf="{where.page}" data-paper="{where.paper.number}"'
    head = [
        f'<article class="page" id="{anchor}" data-page="{number}"{cited_as}>',
        f'<header class="page-no"><h3>{_heading(sheet, desk.total)}</h3><a href="#{anchor}">{_cite(where)}</a>',
        f'<a class="cite" href="{desk.url}cite/?page={number}">Cite<span class="hidden-text"> page {number}</span></a>',
        _labels(sheet, ecf=where.page),
        _corrected(sheet, desk),
        _hits(found),
        "</header>",
        _concerns(sheet) if desk.may_edit and sheet.raw_concerns not in (None, "[]") else "",
    ]
    return (
        f'{"".join(head)}<div class="spread">{_picture(sheet, desk)}<div class="words">{_stamp(sheet, differences, known)}'
        f"{_words(sheet, anchor, found, links)}</div></div></article>"
    )


def _heading(sheet: Sheet, total: int | None) -> str:
    return f"Page {sheet.number} of {total}" if total else f"Page {sheet.number}"


def _cite(where: Place) -> str:
    return ecf_cite(where.paper, where.page)


def _labels(sheet: Sheet, ecf: int | None = None) -> str:
    """How its words came about, and the number it prints itself."""
    found = []
    if sheet.printed_page and sheet.printed_page != str(ecf or sheet.number):
        found.append(f"<span>prints page number {escape(sheet.printed_page)}</span>")
    if sheet.ocr_confidence is not None:
        found.append(f'<span class="badge">read by OCR, mean confidence {sheet.ocr_confidence} %</span>')
    elif sheet.needs_ocr:
        found.append('<span class="badge warn">picture only</span>')
    if sheet.second_reader:
        found.append('<span class="badge">second reader</span>')
    return "".join(found)


def _corrected(sheet: Sheet, desk: Desk) -> str:
    """Who changed the words, and for those who may edit the way to the first reading and to change them."""
    address = f"{desk.url}pages/{sheet.number}/correct/"
    if sheet.correction is None:
        return f'<a href="{address}">Correct the text</a>' if desk.may_edit else ""
    when = sheet.corrected_on(desk.timezone)
    by = escape(sheet.corrected_by or "somebody") if desk.shows_names else "a person"
    words = f"corrected by {by}{f', on {day(when)}' if when else ''}"
    original = f' · <a href="{address}">original reading</a>' if desk.may_edit else ""
    return f'<span class="corrected">{words}{original}</span>'


def _hits(found: Found) -> str:
    if not found.spans:
        return ""
    before = f'<a href="{escape(found.before)}">previous</a> ' if found.before else ""
    after = f' <a href="{escape(found.after)}">next</a>' if found.after else ""
    return (
        f'<span class="hits">{before}<a href="#hit-{found.first}">{count_of(len(found.spans), "hit")}</a>{after}</span>'
    )


def _concerns(sheet: Sheet) -> str:
    names = [CHECK.get(kind, escape(str(kind))) for kind in sheet.concerns]
    if not names:
        return ""
    return f'<p class="check"><strong>Check this page.</strong> It seems to hold {", ".join(names)}.</p>'


def _picture(sheet: Sheet, desk: Desk) -> str:
    number = sheet.number
    width, height = size_of(sheet.width, sheet.height, "1")
    at = f"{desk.url}{number}-"
    asking = desk.asking
    sharper = "".join(
        f'<a class="zoom" href="{at}{step}.webp{asking}">{name}<span class="hidden-text"> picture of page {number}</span></a>'
        for step, name in (("2", "Larger"), ("3", "Largest"))
    )
    return (
        f'<figure class="facsimile"><img loading="lazy" decoding="async" width="{width}" height="{height}"'
        f' src="{at}1.webp{asking}" srcset="{at}2.webp{asking} 2x" alt="Page {number} as the court printed it">'
        f"<figcaption>{sharper}</figcaption></figure>"
    )


def _stamp(sheet: Sheet, differences: Sequence[str] = (), known: Collection[str] = ()) -> str:
    """`known` differences are told once for the whole document: here they are a word."""
    if not sheet.stamp:
        return ""
    stamp = escape(sheet.stamp)
    if not differences:
        return f'<p class="stamp">{stamp}</p>'
    own = [words for words in differences if words not in known]
    if not own:
        return f'<p class="stamp">{stamp} <strong class="not-as">not as on record</strong></p>'
    said = escape("; ".join(own))
    return (
        f'<p class="stamp">{stamp}</p><p class="differs"><strong>Not as on record:</strong> the stamp says {said}.</p>'
    )


def _words(sheet: Sheet, anchor: str, found: Found, links: Sequence[Link] = ()) -> str:
    if sheet.fault:
        return f'<p class="fault"><strong>This page could not be read.</strong> {escape(sheet.fault)}</p>'
    words = sheet.words
    is_picture = sheet.needs_ocr and sheet.ocr_confidence is None and sheet.correction is None
    if not words.strip():
        if not is_picture:
            return f'<div class="page-text blank">{NO_TEXT}</div>'
        why = f"Picture only, and OCR gave no text: {escape(sheet.ocr_fault)}" if sheet.ocr_fault else PICTURE
        return f'<div class="page-text blank">{why}</div>'
    marks = sheet.marks
    kind = "numbered" if is_numbered(marks) else "plain"
    text = html_of(words, marks, anchor=anchor, hits=found.spans, first_hit=found.first, links=links)
    if is_picture:
        layer = f'<details class="more"><summary>What its text layer holds</summary><div>{text}</div></details>'
        return f'<div class="page-text blank">{PICTURE}{layer}</div>'
    return f'<div class="page-text {kind}">{text}</div>'

"""The job that reads a file: pypdf opens it, PDFium reads its words, pypdf reads what PDFium cannot.

Answers with JSON objects: first what the file says of itself, or its fault; then each page.

    {"pages": 4, "title": ..., "locked": ..., "metadata": ..., ...}     or     {"fault": "locked", "sentence": "..."}
    {"page": 1, "text": "...", "marks": [...], ...}                     or     {"page": 1, "fault": "..."}
"""

from collections.abc import Iterator
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from pypdf.errors import LimitReachedError

from filings.reading.assembling import Assembled, from_plain_text
from filings.reading.cleaning import clean
from filings.reading.faults import MOST_PAGES, SENTENCES, Fault
from filings.reading.intake import Intake, check_beginning, open_reader, take_in
from filings.reading.judging import is_garbage, is_picture
from filings.reading.limits import Limits, PageTooSlow, limit_seconds, page_seconds
from filings.reading.stamp import stamp_out
from filings.reading.words import MOST_CHARACTERS_A_PAGE, NoText, read_words

# Ten thousand pages of dense print are half of this. A small file can name one long page ten thousand times.
MOST_CHARACTERS = 50_000_000
# Of the time for opening a file, what one page may take before it is given up for the sake of the others.
SHARE_OF_ONE_PAGE = 0.6

# Why one page alone is lost.
LOSSES: dict[type[Exception], str] = {
    MemoryError: "Reading this page takes more memory than one file is allowed.",
    RecursionError: "This page is nested too deep to be read.",
    LimitReachedError: "This page unpacks to more than one page is allowed, so it was not read.",
    NoText: "This page is damaged and could not be read.",
}

FIRST_READER = f"pypdfium2 {pypdfium2.version.PYPDFIUM_INFO.version}"
SECOND_READER = f"pypdf {pypdf.__version__}"


def read(arguments: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`path`; `start`: the page to begin with; `avoid`: pages that PDFium died on, or "all" of them; limits."""
    try:
        check_beginning(arguments["path"])
        yield from _File(arguments).answers()
    except Fault as fault:
        yield {"fault": fault.code, "sentence": fault.sentence}
    except OSError:
        yield {"fault": "missing", "sentence": SENTENCES["missing"]}
    except MemoryError:
        yield {"fault": "too-big", "sentence": SENTENCES["too-big"]}


class _File:
    """One file under both readers. Either may be missing: what one refuses the other may open."""

    def __init__(self, arguments: dict[str, Any]) -> None:
        self._path: str = arguments["path"]
        self._limits = Limits(base_seconds=arguments["base_seconds"], seconds_per_page=arguments["seconds_per_page"])
        # The workshop itself reads a paper of ours to get warm, and goes on after it.
        self._is_limited: bool = arguments.get("limit", True)
        self._start: int = arguments.get("start", 1)
        avoid = arguments.get("avoid", [])
        self._avoid_all, self._avoid = avoid == "all", set(avoid)
        self._pypdf: Any = None
        self._pdfium: Any = None
        self._taken: Intake | None = None
        self._seconds_a_page = self._limits.base_seconds * SHARE_OF_ONE_PAGE

    def answers(self) -> Iterator[dict[str, Any]]:
        count = self._open()
        if self._is_limited:
            limit_seconds(self._limits.seconds(count))
        yield self._opened(count)
        left = MOST_CHARACTERS
        for number in range(self._start, count + 1):
            if left > 0:
                page = self._page(number)
                left -= len(page.get("text", ""))
            else:
                page = {"page": number, "fault": f"Not read: the pages before hold {MOST_CHARACTERS:,} characters."}
            yield page

    def _open(self) -> int:
        """Opens the file with both readers; the number of pages. Raises Fault when neither finds any."""
        fault, count = None, 0
        try:
            self._pypdf, count = open_reader(self._path)
        except Fault as refused:
            # A password is asked for by every reader; a bomb for one is no food for the other.
            if refused.code in ("locked", "too-many-pages", "too-big"):
                raise
            fault = refused
        if not self._avoid_all:
            try:
                self._pdfium = pypdfium2.PdfDocument(self._path)
                found = len(self._pdfium)
                count = max(count, found) if found <= MOST_PAGES else count
            except pypdfium2.PdfiumError as refused:
                if self._pypdf is None and getattr(refused, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
                    raise Fault("locked") from refused
        if count < 1:
            raise fault or Fault("no-pages")
        return count

    def _opened(self, count: int) -> dict[str, Any]:
        taken = take_in(self._pypdf, count) if self._pypdf else Intake(count, locked=False)
        self._taken = taken
        return {
            "pages": count,
            "title": taken.title,
            "locked": taken.locked,
            "metadata": taken.metadata,
            "outline": taken.outline,
            "attachments": taken.attachments,
            "form_fields": taken.form_fields,
        }

    def _page(self, number: int) -> dict[str, Any]:
        """One page by the first reader, or the second; whatever one page raises, the next is read."""
        try:
            with page_seconds(self._seconds_a_page):
                page = self._by_first(number) or self._by_second(number)
        except (PageTooSlow, Exception) as failure:
            return {"page": number, "fault": self._sentence_for(failure)}
        self._add_typed(number, page)
        return {"page": number, **page}

    def _sentence_for(self, failure: BaseException) -> str:
        if isinstance(failure, PageTooSlow):
            return f"Reading this page took longer than the {self._seconds_a_page:.0f} seconds allowed for one."
        known = next((sentence for kind, sentence in LOSSES.items() if isinstance(failure, kind)), None)
        return known or f"This page is damaged and could not be read ({type(failure).__name__})."

    def _by_first(self, number: int) -> dict[str, Any] | None:
        """None when PDFium does not have the page, or must not."""
        if self._pdfium is None or number in self._avoid or number > len(self._pdfium):
            return None
        self._check_size(number)
        try:
            page = self._pdfium[number - 1]
            read = read_words(page)
        except (pypdfium2.PdfiumError, NoText):
            return None
        try:
            return self._assembled(page, Assembled(read), senseless=read.senseless, is_cut=read.is_cut)
        finally:
            page.close()

    def _assembled(self, page: Any, found: Assembled, *, senseless: int, is_cut: bool) -> dict[str, Any]:
        text, marks = found.text_and_marks()
        if is_cut:
            text += f"\n[Cut here: this page has more than {MOST_CHARACTERS_A_PAGE:,} characters.]"
            marks.append(None)
        needs_ocr = is_garbage([word.text for word in found.words], senseless=senseless) or is_picture(
            page, characters=found.characters, width=found.width, height=found.height
        )
        return {
            "text": text,
            "marks": marks if text else [],
            "stamp": stamp_out(found.stamp),
            "printed_lines": found.gutter.last if found.gutter else None,
            "printed_page": found.printed_page(),
            "width": found.shown_size[0],
            "height": found.shown_size[1],
            "needs_ocr": needs_ocr,
            "reader": FIRST_READER,
        }

    def _check_size(self, number: int) -> None:
        """The gate before native code: unpacks the page's content under pypdf's limit. Raises LimitReachedError.

        What pypdf cannot unpack for another reason PDFium may still read.
        """
        if self._pypdf is None or number > len(self._pypdf.pages):
            return
        try:
            contents = self._pypdf.pages[number - 1].get("/Contents")
            contents = contents.get_object() if contents is not None else None
            for part in contents if isinstance(contents, list) else [contents]:
                if part is not None:
                    part.get_object().get_data()
        except (LimitReachedError, MemoryError):
            raise
        except Exception:
            return

    def _by_second(self, number: int) -> dict[str, Any]:
        if self._pypdf is None:
            raise NoText
        page = self._pypdf.pages[number - 1]
        raw = page.extract_text()
        read = clean(raw[:MOST_CHARACTERS_A_PAGE])
        text, marks, stamp, printed_lines = from_plain_text(read)
        if len(raw) > MOST_CHARACTERS_A_PAGE:
            text += f"\n[Cut here: this page has {len(raw):,} characters.]"
            marks.append(None)
        width, height = _size_of(page)
        return {
            "text": text,
            "marks": marks,
            "stamp": stamp_out(stamp),
            "printed_lines": printed_lines,
            "printed_page": None,
            "width": width,
            "height": height,
            "needs_ocr": is_garbage(text.split(), senseless=0),
            "reader": SECOND_READER,
        }

    def _add_typed(self, number: int, page: dict[str, Any]) -> None:
        """What was typed into the form stands after the words of the page, each value marked."""
        lines = [
            line
            for _, value in (self._taken.typed.get(number, []) if self._taken else [])
            for line in value.split("\n")
        ]
        if lines:
            page["text"] = "\n".join([page["text"], *lines]) if page["text"] else "\n".join(lines)
            page["marks"] = [*page["marks"], *("typed" for _ in lines)]


def _size_of(page: Any) -> tuple[float | None, float | None]:
    """Points as shown; None where the page's box makes no sense."""
    try:
        width, height = abs(float(page.cropbox.width)), abs(float(page.cropbox.height))
        return (height, width) if page.rotation % 180 else (width, height)
    except Exception:
        return None, None

"""Pages of one PDF carried into another: what each page prints, and nothing else.

A page is carried as its contents, the resources they draw with, and the pictures of its annotations (stamps, highlights,
what was typed into a form). Left behind: scripts, actions, links, files inside, form fields, notes that pop up, the marks
of its structure, and whatever else of the file a page does not print. Nothing is decoded on the way, so a bomb stays shut.
"""

from collections import deque
from collections.abc import Sequence
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PdfReadError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    RectangleObject,
    StreamObject,
)

from filings.reading.writing import PAGES, PdfWriting, dictionary, reference

PAGE_KEYS = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group")
LETTER = (0, 0, 612, 792)
ACTIONS = {
    "/GoTo", "/GoToR", "/GoToE", "/GoToDp", "/Launch", "/Thread", "/URI", "/Sound", "/Movie", "/Hide", "/Named",
    "/SubmitForm", "/ResetForm", "/ImportData", "/JavaScript", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView",
    "/RichMediaExecute", "/ECMAScript",
}  # fmt: skip
NOT_PRINTED = {
    "/Page", "/Pages", "/Catalog", "/Action", "/Annot", "/Filespec", "/F", "/EmbeddedFile", "/StructElem",
    "/StructTreeRoot", "/Outlines", "/Metadata", "/ObjStm", "/XRef", "/Sig",
}  # fmt: skip
# Of a stream: its own data and how to read them are all that is printed. /F would name a file outside.
NOT_OF_A_STREAM = {
    "/Length", "/F", "/FFilter", "/FDecodeParms", "/Metadata", "/PieceInfo", "/StructParent", "/StructParents",
    "/OPI", "/AF", "/LastModified",
}  # fmt: skip
# Annotations that print something of their own. A form's field is carried as a stamp that shows what was typed.
PRINTED_ANNOTATIONS = {
    "/FreeText", "/Text", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline",
    "/Squiggly", "/StrikeOut", "/Caret", "/Stamp", "/Ink", "/Redact", "/Watermark",
}  # fmt: skip
ANNOTATION_KEYS = ("/Rect", "/QuadPoints", "/C", "/OC")
PRINT, LOCKED, READ_ONLY = 4, 128, 64
HIDDEN = 1 | 2 | 32  # invisible, hidden, not on the screen
DEEPEST = 60
MOST_ANNOTATIONS = 2_000


class Carrier:
    """From one opened file into one being written. What several pages share is carried once."""

    def __init__(self, reader: PdfReader, out: PdfWriting) -> None:
        self._reader, self._out = reader, out
        self._numbers: dict[tuple[int, int], int] = {}
        self._waiting: deque[tuple[int, IndirectObject]] = deque()
        self._hidden_layers = _hidden_layers(reader)

    def carry(self, page: PageObject, links: Sequence[DictionaryObject] = ()) -> None:
        """Adds the page to the file being written, with links of ours. Raises what pypdf raises; the page is not added then."""
        try:
            number = self._carry(page, links)
        except BaseException:
            # What was begun for this page lacks a part: no page after it may lean on that.
            self._waiting.clear()
            self._numbers.clear()
            raise
        self._out.pages.append(number)

    def _carry(self, page: PageObject, links: Sequence[DictionaryObject]) -> int:
        number = self._out.new_number()
        copied = dictionary({"/Type": NameObject("/Page"), "/Parent": reference(PAGES)})
        for key in PAGE_KEYS:
            value = _raw(page, key)
            if value is not None:
                copied[NameObject(key)] = self._copy(value)
        copied[NameObject("/MediaBox")] = _box(page)
        copied.setdefault(NameObject("/Resources"), DictionaryObject())
        annotations = [*self._annotations(page), *(reference(self._out.put(link)) for link in links)]
        if annotations:
            copied[NameObject("/Annots")] = ArrayObject(annotations)
        self._out.put(copied, number)
        self._send()
        return number

    def _send(self) -> None:
        """What the page refers to, and what that refers to."""
        while self._waiting:
            number, source = self._waiting.popleft()
            content = source.get_object()
            self._out.put(self._copy(content), number)
            if _name(content, "/Type") == "/OCG":
                self._out.layers.append(number)
                if (source.idnum, source.generation) in self._hidden_layers:
                    self._out.hidden_layers.append(number)
            if isinstance(content, StreamObject):
                # A picture is not needed twice, and pypdf would keep it.
                self._reader.resolved_objects.pop((source.generation, source.idnum), None)

    def _copy(self, value: Any, depth: int = 0) -> PdfObject:
        if isinstance(value, IndirectObject):
            return self._numbered(value)
        if depth > DEEPEST:
            raise PdfReadError("Nested too deep.")
        if isinstance(value, ArrayObject):
            return ArrayObject([self._copy(each, depth + 1) for each in value])
        if not isinstance(value, DictionaryObject):
            return value if isinstance(value, PdfObject) else NullObject()
        if _is_left_behind(value):
            return NullObject()
        left_out = NOT_OF_A_STREAM if isinstance(value, StreamObject) else ()
        copied: DictionaryObject = DictionaryObject()
        if isinstance(value, StreamObject):
            copied = StreamObject()
            # The base class gives the bytes as they stand in the file.
            copied.set_data(StreamObject.get_data(value))
        for key in value:
            if key not in left_out:
                copied[NameObject(key)] = self._copy(value.raw_get(key), depth + 1)
        return copied

    def _numbered(self, source: IndirectObject) -> PdfObject:
        """A reference to what will be carried; null where it leads to something that no page prints."""
        key = (source.idnum, source.generation)
        if key not in self._numbers:
            content = source.get_object()
            if content is None or isinstance(content, NullObject):
                return NullObject()
            if isinstance(content, DictionaryObject) and _is_left_behind(content):
                return NullObject()
            self._numbers[key] = self._out.new_number()
            self._waiting.append((self._numbers[key], source))
        return reference(self._numbers[key])

    def _annotations(self, page: PageObject) -> list[PdfObject]:
        listed = _get(page, "/Annots")
        kept = []
        for each in listed[:MOST_ANNOTATIONS] if isinstance(listed, ArrayObject) else ():
            try:
                annotation = self._annotation(each.get_object())
            except Exception:  # A damaged note is no reason to lose the page.
                annotation = None
            if annotation is not None:
                kept.append(annotation)
        return kept

    def _annotation(self, source: Any) -> PdfObject | None:
        if not isinstance(source, DictionaryObject):
            return None
        kind = _name(source, "/Subtype")
        flags = _get(source, "/F")
        flags = int(flags) if isinstance(flags, NumberObject) else 0
        picture = _appearance(source)
        if picture is None or flags & HIDDEN or (kind not in PRINTED_ANNOTATIONS and kind != "/Widget"):
            return None
        copied = dictionary(
            {
                "/Type": NameObject("/Annot"),
                "/Subtype": NameObject("/Stamp" if kind == "/Widget" else kind),
                "/F": NumberObject(flags & PRINT | LOCKED | READ_ONLY),
                "/AP": dictionary({"/N": self._numbered(picture)}),
            }
        )
        for key in ANNOTATION_KEYS:
            value = _raw(source, key)
            if value is not None:
                copied[NameObject(key)] = self._copy(value)
        return reference(self._out.put(copied))


def _appearance(annotation: DictionaryObject) -> IndirectObject | None:
    """What the annotation looks like in the state it is in."""
    pictures = _get(annotation, "/AP")
    found = _raw(pictures, "/N")
    content = found.get_object() if found is not None else None
    if isinstance(content, DictionaryObject) and not isinstance(content, StreamObject):
        found = _raw(content, _name(annotation, "/AS"))
        content = found.get_object() if found is not None else None
    return found if isinstance(found, IndirectObject) and isinstance(content, StreamObject) else None


def _is_left_behind(content: DictionaryObject) -> bool:
    return _name(content, "/Type") in NOT_PRINTED or _name(content, "/S") in ACTIONS


def _hidden_layers(reader: PdfReader) -> set[tuple[int, int]]:
    """The layers that do not show as the file opens: they shall not show in the bundle either."""
    try:
        properties = _get(reader.root_object, "/OCProperties")
        default = _get(properties, "/D")
        off = list(_get(default, "/OFF") or ())
        if _name(default, "/BaseState") == "/OFF":
            shown = {(each.idnum, each.generation) for each in _get(default, "/ON") or ()}
            every = {(each.idnum, each.generation) for each in _get(properties, "/OCGs") or ()}
            return every - shown
        return {(each.idnum, each.generation) for each in off if isinstance(each, IndirectObject)}
    except Exception:  # Without a list that can be read, each layer shows.
        return set()


def _box(page: PageObject) -> ArrayObject:
    """The size of the page, which a page must have; letter paper where it states none that makes sense."""
    try:
        box = [FloatObject(value) for value in page.mediabox]
        if float(box[0]) != float(box[2]) and float(box[1]) != float(box[3]):
            return ArrayObject(box)
    except Exception:  # noqa: S110 - whatever stands there instead of a box
        pass
    return RectangleObject(LETTER)


def _raw(content: Any, key: str) -> Any:
    """The value as it stands in the file, a reference unresolved; None where there is none."""
    if not isinstance(content, DictionaryObject) or key not in content:
        return None
    return content.raw_get(key)


def _get(content: Any, key: str) -> Any:
    found = _raw(content, key)
    return found.get_object() if found is not None else None


def _name(content: Any, key: str) -> str:
    """A name the dictionary holds under this key; empty for anything else."""
    found = _get(content, key)
    return str(found) if isinstance(found, NameObject) else ""

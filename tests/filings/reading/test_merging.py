"""Papers put together as one file, and pages carried from one file into another."""

import json
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)

from filings.reading import carrying, merging
from filings.reading.limits import PageTooSlow
from filings.reading.merging import merge
from filings.reading.writing import BLOCK, HEADER
from tests.filings.documents.pdfs import drawn
from tests.shared import shared


def arguments(*paths: Path, **more: Any) -> dict[str, Any]:
    papers = [
        {"path": str(path), "number": str(at), "name": f"ECF No. {at}", "title": f"Paper {at}", "filed": "Oct 27, 2025"}
        for at, path in enumerate(paths, 1)
    ]
    heading = {
        "caption": "Doe v. Roe",
        "court": "N.D. Cal.",
        "docket_number": "5:25-cv-00001",
        "made_on": "Nov 23, 2026",
    }
    asked = {"sent": len(HEADER), "title": "Doe v. Roe", "heading": heading, "papers": papers, "left_out": []} | more
    # As they come to the child.
    sent: dict[str, Any] = json.loads(json.dumps(asked))
    return sent


def made(asked: dict[str, Any]) -> tuple[bytes, list[dict[str, Any]]]:
    answers = list(merge(asked))
    blocks = [answer for answer in answers if isinstance(answer, bytes)]
    assert all(len(block) <= BLOCK for block in blocks)
    return HEADER + b"".join(blocks), [answer for answer in answers if isinstance(answer, dict)]


def sound(data: bytes) -> PdfReader:
    """The file as a strict reader opens it; PDFium opens and draws it too."""
    reader = PdfReader(BytesIO(data), strict=True)
    document = pypdfium2.PdfDocument(data)
    assert len(document) == len(reader.pages)
    return reader


def titles(outline: Iterable[Any], level: int = 0) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for entry in outline:
        found += titles(entry, level + 1) if isinstance(entry, list) else [(level, str(entry.title))]
    return found


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def write(data: bytes, name: str = "paper.pdf") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def test_the_bookmarks_and_the_list_lead_to_the_papers(file: Any) -> None:
    writer = PdfWriter(BytesIO(drawn("one", "two", "three")))
    chapter = writer.add_outline_item(title="Chapter", page_number=1)
    writer.add_outline_item(title="Section", page_number=2, parent=chapter)
    outlined = file(b"", "outlined.pdf")
    writer.write(outlined)
    data, said = made(arguments(file(drawn("alone")), outlined))
    reader = sound(data)
    assert titles(reader.outline) == [
        (0, "Papers in this bundle"), (0, "ECF No. 1: Paper 1"), (0, "ECF No. 2: Paper 2"), (1, "Chapter"), (2, "Section"),
    ]  # fmt: skip
    flat = [reader.outline[1], reader.outline[2], reader.outline[3][0], reader.outline[3][1][0]]  # type: ignore[index]
    assert [reader.get_destination_page_number(entry) for entry in flat] == [1, 2, 3, 4]  # type: ignore[arg-type]
    links = [note.get_object() for note in reader.pages[0]["/Annots"]]  # type: ignore[attr-defined]
    assert [link["/Dest"][0].get_object() for link in links] == [reader.pages[1], reader.pages[2]]
    assert [one for one in said if "ended" in one] == [
        {"ended": 0, "pages": 1, "fault": None}, {"ended": 1, "pages": 3, "fault": None},
    ]  # fmt: skip


def test_the_same_papers_give_the_same_bytes(file: Any) -> None:
    asked = arguments(file(drawn("alone")))
    assert made(asked)[0] == made(asked)[0]


def test_a_long_list_runs_over_several_pages_and_its_numbers_are_right(file: Any) -> None:
    path = file(drawn("words"))
    data, _ = made(arguments(*[path] * 70, left_out=[{"number": "9", "title": "", "why": "Sealed."}]))
    reader = sound(data)
    cover = len(reader.pages) - 70
    assert cover >= 2
    links = [note.get_object() for page in reader.pages[:cover] for note in page["/Annots"]]  # type: ignore[attr-defined]
    assert [link["/Dest"][0].get_object() for link in links] == list(reader.pages[cover:])
    assert f"\n{cover + 1}\n" in reader.pages[0].extract_text()
    assert "Sealed." in reader.pages[cover - 1].extract_text()


def test_what_went_out_before_counts_for_the_places(file: Any) -> None:
    """A job begun anew: what the one that died left stands in the file, and is passed over."""
    left = HEADER + b"7 0 obj << /Length 99999 >> stream half an object"
    answers = merge(arguments(file(drawn("alone")), sent=len(left)))
    data = left + b"".join(answer for answer in answers if isinstance(answer, bytes))
    assert [page.extract_text().strip() for page in sound(data).pages][1:] == ["alone"]


def active(path: Path) -> None:
    """A file with all that must not come along, each under the word `xyzzy`."""
    writer = PdfWriter(BytesIO(drawn("words")))
    writer.add_attachment("xyzzy.txt", b"xyzzy")
    writer.add_uri(0, "https://xyzzy.example/", RectangleObject((0, 0, 50, 50)))
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('xyzzy')")}
    )
    page = writer.pages[0]
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    page[NameObject("/Metadata")] = writer._add_object(script)
    writer.root_object[NameObject("/OpenAction")] = script
    # Hidden where a picture is looked for.
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    resources[NameObject("/XObject")] = DictionaryObject(
        {NameObject("/X"): writer._add_object(script), NameObject("/Y"): writer.root_object.indirect_reference}
    )
    writer.write(path)


def test_no_script_link_or_file_comes_along(file: Any) -> None:
    path = file(b"")
    active(path)
    assert b"xyzzy" in path.read_bytes()
    data, _ = made(arguments(path))
    reader = sound(data)
    assert reader.pages[1].extract_text().strip() == "words"
    for word in (b"xyzzy", b"JavaScript", b"/AA", b"OpenAction", b"/URI", b"EmbeddedFile", b"/Names"):
        assert word not in data
    assert "/Annots" not in reader.pages[1]


def field(writer: PdfWriter, color: str, **more: Any) -> None:
    """A form field whose picture is a coloured rectangle."""
    picture = StreamObject()
    picture.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([NumberObject(n) for n in (0, 0, 100, 100)]),
        }
    )
    picture.set_data(f"{color} rg 0 0 100 100 re f".encode())
    states = DictionaryObject({NameObject("/On"): writer._add_object(picture)})
    widget = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/Rect"): ArrayObject([NumberObject(n) for n in (100, 100, 200, 200)]),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): states}),
            NameObject("/AS"): NameObject("/On"),
            NameObject("/T"): TextStringObject("field"),
        }
        | {NameObject(f"/{name}"): value for name, value in more.items()}
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(widget)])


@pytest.mark.parametrize(("flags", "color"), [(4, (255, 0, 0)), (2, (255, 255, 255))])
def test_what_was_typed_into_a_form_shows_and_what_is_hidden_does_not(
    file: Any, flags: int, color: tuple[int, int, int]
) -> None:
    writer = PdfWriter(BytesIO(drawn("words")))
    field(writer, "1 0 0", F=NumberObject(flags))
    path = file(b"")
    writer.write(path)
    data, _ = made(arguments(path))
    image = pypdfium2.PdfDocument(data)[1].render(scale=1).to_pil().convert("RGB")
    assert image.getpixel((150, 792 - 150)) == color
    assert b"/Widget" not in data


def test_a_layer_that_is_switched_off_stays_off(file: Any) -> None:
    writer = PdfWriter(BytesIO(drawn("words")))
    layer = writer._add_object(
        DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("draft")})
    )
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {
            NameObject("/OCGs"): ArrayObject([layer]),
            NameObject("/D"): DictionaryObject({NameObject("/OFF"): ArrayObject([layer])}),
        }
    )
    resources = writer.pages[0]["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/L"): layer})
    content = StreamObject()
    content.set_data(b"/OC /L BDC 1 0 0 rg 100 100 100 100 re f EMC")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content)
    path = file(b"")
    writer.write(path)
    before = pypdfium2.PdfDocument(path)[0].render(scale=1).to_pil().convert("RGB")
    data, _ = made(arguments(path))
    after = pypdfium2.PdfDocument(data)[1].render(scale=1).to_pil().convert("RGB")
    assert before.getpixel((150, 642)) == after.getpixel((150, 642)) == (255, 255, 255)


def test_a_page_that_cannot_be_carried_is_lost_alone(file: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = carrying.Carrier._send
    pages = 0

    def breaking(self: Any) -> None:
        nonlocal pages
        pages += 1
        if pages == 2:
            raise AssertionError("damaged")
        if pages == 3 + 1:  # the page that says so is the third
            raise PageTooSlow
        real(self)

    monkeypatch.setattr(carrying.Carrier, "_send", breaking)
    data, said = made(arguments(file(drawn("one", "two", "three", "four"))))
    texts = [" ".join(page.extract_text().split()) for page in sound(data).pages]
    assert texts[1] == "one"
    assert "This page is damaged" in texts[2]
    assert "This page is damaged" in texts[3]
    assert texts[4] == "four"
    assert said[-1]["fault"] == "2 of its pages are damaged, and not in the bundle."
    assert said[-1]["fault"] in " ".join(texts[0].split())


def test_a_paper_that_takes_too_long_is_replaced(file: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "SECONDS_TO_OPEN", -1.0)
    monkeypatch.setattr(merging, "SECONDS_A_PAPER_PAGE", 0.0)
    data, said = made(arguments(file(drawn("one", "two"))))
    assert len(sound(data).pages) == 2
    assert said[-1]["fault"] == "Putting its pages in takes too long."


@pytest.mark.parametrize("which", ["court", "general", "bad"])
def test_all_the_shared_files_as_one_bundle(which: str) -> None:
    """Nothing ends the bundle, and each page of it can be drawn and read."""
    paths = sorted(shared("pdfs", which).glob("*.pdf"))
    data, said = made(arguments(*paths))
    reader = sound(data)
    ended = [one for one in said if "ended" in one]
    assert len(ended) == len(paths)
    assert sum(one["pages"] for one in ended) < len(reader.pages)
    if which == "court":
        assert [one["fault"] for one in ended] == [None] * len(paths)
        start = len(reader.pages) - sum(one["pages"] for one in ended)
        for path, one in zip(paths, ended, strict=True):
            original = pypdfium2.PdfDocument(path)
            bundled = pypdfium2.PdfDocument(data)
            for number in range(0, one["pages"], 5):
                words = original[number].get_textpage().get_text_bounded()
                assert bundled[start + number].get_textpage().get_text_bounded() == words
                assert bundled[start + number].get_size() == original[number].get_size()
            start += one["pages"]

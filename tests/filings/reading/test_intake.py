import gc
import io
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from filings.reading import intake
from filings.reading.intake import Intake, open_reader, take_in
from tests.filings.reading.papers import drawn, locked, written

Change = Callable[[PdfWriter], None]


def taken(data: bytes) -> Intake:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    return take_in(reader, len(reader.pages))


def changed(*changes: Change, pages: int = 3, title: str | None = "A title") -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(drawn(*(f"page {n + 1}" for n in range(pages)), title=title)))
    for change in changes:
        change(writer)
    return written(writer)


def dictionary(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def text(value: str) -> TextStringObject:
    return TextStringObject(value)


def name(value: str) -> NameObject:
    return NameObject(f"/{value}")


def form_of(*pages: Sequence[Mapping[str, Any]]) -> Change:
    """A form with these fields, each its own widget, on the pages of the file in order."""

    def change(writer: PdfWriter) -> None:
        fields = ArrayObject()
        for page, widgets in zip(writer.pages, pages, strict=False):
            made = [
                writer._add_object(dictionary(Type=name("Annot"), Subtype=name("Widget"), **one)) for one in widgets
            ]
            fields.extend(made)
            page[NameObject("/Annots")] = ArrayObject(made)
        writer.root_object[NameObject("/AcroForm")] = dictionary(Fields=fields)

    return change


def test_what_the_file_says_of_itself_is_kept() -> None:
    def say(writer: PdfWriter) -> None:
        writer.add_metadata({"/Author": "A\x00 clerk", "/Producer": " ", "/Secret": "not asked for"})

    found = taken(changed(say))

    assert found.metadata["Author"] == "A clerk"
    assert found.metadata["Title"] == found.title == "A title"
    assert set(found.metadata) <= {
        "Title",
        "Author",
        "Subject",
        "Keywords",
        "Creator",
        "Producer",
        "CreationDate",
        "ModDate",
    }
    assert (found.page_count, found.locked) == (3, False)
    assert taken(locked("")).locked is True


@pytest.mark.parametrize(
    ("title", "kept"), [("A\x00 long \n title", "A long title"), ("   ", None), ("x" * 5000, "x" * intake.MOST_TITLE)]
)
def test_the_title_is_bounded_and_clean(title: str, kept: str | None) -> None:
    assert taken(drawn("Words", title=title)).title == kept


def test_bookmarks_have_levels_and_pages() -> None:
    def mark(writer: PdfWriter) -> None:
        argument = writer.add_outline_item(title="I.  ARGUMENT", page_number=0)
        writer.add_outline_item(title="A. The\n claim\x01", page_number=2, parent=argument)
        writer.add_outline_item(title="II. CONCLUSION", page_number=1)

    assert taken(changed(mark)).outline == [(0, "I. ARGUMENT", 1), (1, "A. The claim", 3), (0, "II. CONCLUSION", 2)]


def test_a_bookmark_that_leads_nowhere_has_no_page() -> None:
    def mark(writer: PdfWriter) -> None:
        writer.add_outline_item(title="Gone", page_number=1)
        item: Any = writer.root_object["/Outlines"]["/First"]  # type: ignore[index]
        item.get_object()["/A"][NameObject("/D")] = ArrayObject([NullObject(), name("Fit")])

    assert taken(changed(mark)).outline == [(0, "Gone", None)]


def test_attachments_are_named_and_not_unpacked() -> None:
    def attach(writer: PdfWriter) -> None:
        writer.add_attachment("exhibit\n a.txt", b"What is inside")

    ((attached, size),) = taken(changed(attach)).attachments

    assert attached == "exhibit a.txt"
    assert size in (0, 14)


def test_values_typed_into_a_form_stand_on_their_pages() -> None:
    fields: list[list[dict[str, Any]]] = [
        [
            {"FT": name("Tx"), "T": text("Judge"), "V": text("Eumi K. Lee")},
            {"FT": name("Tx"), "T": text("Empty"), "V": text("  ")},
            {"FT": name("Tx"), "T": text("Untouched")},
        ],
        [
            {"FT": name("Ch"), "T": text("Court"), "V": text("N.D. Cal.")},
            {"FT": name("Ch"), "T": text("Parties"), "V": ArrayObject([text("Meta"), text("Strike 3")])},
            {"FT": name("Sig"), "T": text("Signature"), "V": dictionary(Contents=text("x"))},
        ],
    ]

    found = taken(changed(form_of(*fields)))

    assert found.typed == {1: [("Judge", "Eumi K. Lee")], 2: [("Court", "N.D. Cal."), ("Parties", "Meta, Strike 3")]}
    assert found.form_fields == {"Judge": "Eumi K. Lee", "Court": "N.D. Cal.", "Parties": "Meta, Strike 3"}


def test_boxes_say_that_they_are_ticked() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.acroForm.checkbox(name="Consent", x=72, y=700, checked=True)
    canvas.acroForm.checkbox(name="Decline", x=72, y=650, checked=False)
    canvas.acroForm.textfield(name="Name", value="Jane Roe", x=72, y=600)
    canvas.acroForm.radio(name="Side", value="plaintiff", selected=True, x=72, y=500)
    canvas.acroForm.radio(name="Side", value="defendant", selected=False, x=72, y=450)
    canvas.acroForm.choice(name="Court", value="CAND", options=["CAND", "CACD"], x=72, y=400)
    canvas.showPage()
    canvas.save()

    found = taken(out.getvalue()).form_fields

    assert found["Consent"] == "☒ Consent"
    assert "Decline" not in found
    assert found["Name"] == "Jane Roe"
    assert found["Side"] == "☒ Side"
    assert found["Court"] == "CAND"


def test_name_kind_and_value_may_stand_on_a_field_above() -> None:
    def make(writer: PdfWriter) -> None:
        above = writer._add_object(dictionary(T=text("Parties"), FT=name("Tx"), V=text("from above")))
        widgets = [
            dictionary(Subtype=name("Widget"), T=text("Plaintiff"), Parent=above),
            dictionary(Subtype=name("Widget"), T=text("Defendant"), Parent=above, V=text("its own")),
        ]
        writer.pages[1][NameObject("/Annots")] = ArrayObject([writer._add_object(one) for one in widgets])
        writer.root_object[NameObject("/AcroForm")] = dictionary(Fields=ArrayObject([above]))

    assert taken(changed(make)).typed == {2: [("Parties.Plaintiff", "from above"), ("Parties.Defendant", "its own")]}


def test_a_field_that_is_its_own_parent_costs_nothing() -> None:
    def make(writer: PdfWriter) -> None:
        loop = dictionary(Subtype=name("Widget"), T=text("Loop"), FT=name("Tx"), V=text("value"))
        reference = writer._add_object(loop)
        loop[NameObject("/Parent")] = reference
        writer.pages[0][NameObject("/Annots")] = ArrayObject([reference])
        writer.root_object[NameObject("/AcroForm")] = dictionary(Fields=ArrayObject([reference]))

    ((_, value),) = taken(changed(make)).typed[1]

    assert value == "value"


def test_a_note_typed_onto_a_page_is_text_without_any_form() -> None:
    def note(writer: PdfWriter) -> None:
        writer.add_annotation(page_number=1, annotation=FreeText(text="DENIED\x02 as moot", rect=(50, 550, 200, 650)))

    assert taken(changed(note)).typed == {2: [("note", "DENIED as moot")]}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("/Outlines", NumberObject(7)),
        ("/Outlines", dictionary(First=NumberObject(1))),
        ("/Names", dictionary(EmbeddedFiles=NumberObject(3))),
        ("/Names", NumberObject(3)),
        ("/AcroForm", BooleanObject(True)),
        ("/AcroForm", dictionary(Fields=NumberObject(3))),
    ],
)
def test_each_broken_part_costs_only_itself(key: str, value: PdfObject) -> None:
    def whole(writer: PdfWriter) -> None:
        writer.add_outline_item(title="Good", page_number=0)
        writer.add_attachment("a.txt", b"x")

    def harm(writer: PdfWriter) -> None:
        writer.root_object[NameObject(key)] = value

    field = form_of([{"FT": name("Tx"), "T": text("Judge"), "V": text("Lee")}])
    found = taken(changed(whole, field, harm))

    assert found.title == "A title"
    assert found.page_count == 3
    assert bool(found.outline) == (key != "/Outlines")
    assert bool(found.attachments) == (key != "/Names")


def test_broken_fields_cost_themselves_alone() -> None:
    def harm(writer: PdfWriter) -> None:
        annotations: Any = writer.pages[0]["/Annots"]
        annotations.insert(0, NumberObject(7))
        annotations.insert(0, writer._add_object(dictionary(Subtype=name("Widget"), Parent=NumberObject(1))))
        writer.pages[1][NameObject("/Annots")] = NumberObject(3)

    fields = [{"FT": name("Tx"), "T": text("Judge"), "V": text("Lee")}]
    found = taken(changed(form_of(fields, [], fields), harm))

    assert found.typed.get(1) == [("Judge", "Lee")]


def test_pages_after_one_whose_notes_are_broken_keep_theirs() -> None:
    def harm(writer: PdfWriter) -> None:
        writer.pages[1][NameObject("/Annots")] = NumberObject(3)

    fields = [{"FT": name("Tx"), "T": text("Judge"), "V": text("Lee")}]

    assert set(taken(changed(form_of(fields, [], fields), harm)).typed) == {1, 3}


def test_a_part_that_takes_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(_reader: Any, _taken: Any) -> None:
        begun = time.process_time()
        while time.process_time() - begun < 5:
            pass

    monkeypatch.setattr(intake, "_outline", wait)
    monkeypatch.setattr(intake, "SECONDS_FOR_EACH_PART", 0.1)
    # What a timer raises inside hypothesis' listener to the garbage collector is lost, and here alone.
    gc.disable()
    try:
        begun = time.process_time()
        found = taken(changed())
    finally:
        gc.enable()

    assert time.process_time() - begun < 3
    assert (found.outline, found.title) == ([], "A title")


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    for bound in ("MOST_BOOKMARKS", "MOST_ATTACHMENTS", "MOST_FIELDS"):
        monkeypatch.setattr(intake, bound, 2)
    monkeypatch.setattr(intake, "MOST_VALUE", 5)

    def many(writer: PdfWriter) -> None:
        for n in range(4):
            writer.add_outline_item(title=f"Entry {n}", page_number=0)
            writer.add_attachment(f"{n}.txt", b"x")

    fields = [{"FT": name("Tx"), "T": text(f"Field {n}"), "V": text("a long value")} for n in range(4)]
    found = taken(changed(many, form_of(fields)))

    assert (len(found.outline), len(found.attachments)) == (2, 2)
    assert found.typed == {1: [("Field 0", "a lon"), ("Field 1", "a lon")]}


def test_a_bookmark_that_follows_itself_ends() -> None:
    def mark(writer: PdfWriter) -> None:
        writer.add_outline_item(title="Round", page_number=0)
        outlines: Any = writer.root_object["/Outlines"]
        first = outlines.raw_get("/First")
        first.get_object()[NameObject("/Next")] = first

    assert len(taken(changed(mark)).outline) <= intake.MOST_BOOKMARKS


def test_the_reader_of_a_file_and_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "three.pdf"
    path.write_bytes(changed())

    assert open_reader(str(path))[1] == 3

"""PDFs made for the tests: drawn, locked, or written byte for byte."""

import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from reportlab.pdfgen.canvas import Canvas

HEIGHT = 792.0


def drawn(*pages: str, title: str | None = None) -> bytes:
    """A letter page for each text, which stands 72 points from the left and 700 from the foot."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, HEIGHT), invariant=1)
    if title:
        canvas.setTitle(title)
    for text in pages:
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked(password: str, owner: str = "owner", algorithm: str = "AES-256") -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(drawn("Under lock")))
    writer.encrypt(password, owner, algorithm=algorithm)
    return written(writer)


def with_content(*contents: bytes, packed: bool = False) -> bytes:
    """A page for each, with these bytes for its drawing. /F1 is Helvetica."""
    writer = PdfWriter(clone_from=io.BytesIO(drawn(*("" for _ in contents))))
    for page, content in zip(writer.pages, contents, strict=True):
        stream = DecodedStreamObject()
        stream.set_data(content)
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode() if packed else stream)
        fonts = DictionaryObject({NameObject("/F1"): _helvetica()})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    return written(writer)


def _helvetica() -> DictionaryObject:
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})


def at(x: float, y: float, text: str, size: float = 12) -> bytes:
    """Drawing of a text in points from the lower left corner."""
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n".encode("cp1252")


def column_of_numbers(last: int = 28, *, x: float = 60.0, first: float = 710.0, step: float = 24.0) -> bytes:
    return b"".join(at(x, first - step * n, str(n + 1)) for n in range(last))


def pleading(lines: dict[int, str], *, last: int = 28) -> bytes:
    """The drawing of a page of pleading paper with these lines beside their numbers."""
    body = b"".join(at(90, 710 - 24 * (number - 1), text) for number, text in lines.items())
    return column_of_numbers(last) + body


def reader_of(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def combined(files: Sequence[bytes]) -> bytes:
    writer = PdfWriter()
    for data in files:
        writer.append(io.BytesIO(data))
    return written(writer)

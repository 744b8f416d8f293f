"""PDFs for the tests, drawn by us, and kept where held files are."""

from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from filings.documents import storage
from filings.models import Document, HeldFile
from tests import factories


def drawn(*pages: str) -> bytes:
    """A PDF with one page for each text; a line of the text is a line on the page."""
    out = BytesIO()
    canvas: Any = Canvas(out, invariant=1)
    for text in pages:
        for place, line in enumerate(text.split("\n")):
            canvas.drawString(72, 720 - 20 * place, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def keep(document: Document, data: bytes, *, texts: tuple[str, ...] = (), **fields: Any) -> HeldFile:
    """Holds these bytes as the file of the document, with the texts as its pages."""
    stored = storage.store(BytesIO(data))
    return factories.make_held_file(document, pages=texts, sha256=stored.sha256, size=stored.size, **fields)

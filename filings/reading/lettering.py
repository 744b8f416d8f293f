"""Text in the letters and the width of a PDF that we draw: the built-in fonts, of Western letters alone."""

import unicodedata

from reportlab.pdfbase.pdfmetrics import stringWidth


def width(text: str, font: str, size: float) -> float:
    return float(stringWidth(text, font, size))


def wrap(text: str, font: str, size: float, room: float, first: float | None = None) -> list[str]:
    """The text in lines no wider than `room` points (the first than `first`). A word wider than that is broken."""
    lines: list[str] = []
    line = ""
    for word in _pieces(printable(text), font, size, min(room, first or room)):
        longer = f"{line} {word}" if line else word
        if line and width(longer, font, size) > (room if lines else first or room):
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def _pieces(text: str, font: str, size: float, room: float) -> list[str]:
    pieces = []
    for word in text.split():
        rest = word
        while len(rest) > 1 and width(rest, font, size) > room:
            fits = next(end for end in range(len(rest) - 1, 0, -1) if end == 1 or width(rest[:end], font, size) <= room)
            pieces.append(rest[:fits])
            rest = rest[fits:]
        pieces.append(rest)
    return pieces


def printable(text: str) -> str:
    """The text in letters that the PDF's built-in fonts have. Others lose their accents, or become `?`."""
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        if letter.encode("cp1252", "ignore"):
            letters.append(letter)
        else:
            bare = unicodedata.normalize("NFKD", letter).encode("cp1252", "ignore").decode("cp1252")
            letters.append(bare or "?")
    return "".join(letters)

"""The text of a file whose encoding nobody states, or states wrongly. Pure."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A browser looks no further for a declaration.
DECLARED_WITHIN = 4_096
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# Latin-1 and ASCII are declared where Windows-1252 is meant; UTF-8 is tried whatever is declared.
_SAY_NOTHING = {"utf-8", "iso8859-1", "ascii", "cp1252"}
# PostgreSQL stores no NUL, and no other control character belongs in a docket. Line ends and tabs stay.
_CONTROLS = {code: None for code in (*range(0x20), 0x7F, *range(0x80, 0xA0)) if code not in (9, 10, 13)}
_SURROGATES = re.compile("[\ud800-\udfff]")


def text_of(data: bytes) -> str:
    """Never fails. Bytes that are not UTF-8 are read as Windows-1252, the encoding of most CM/ECF pages, one by one: a
    page pasted together from both keeps its words.
    """
    return cleaned(_decoded(data).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))


def cleaned(text: str) -> str:
    """Without control characters and halves of characters."""
    if text.isascii() and text.isprintable():
        return text
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text.translate(_CONTROLS))


def _decoded(data: bytes) -> str:
    wide = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _unmarked_wide(data)
    if wide and wide != "utf-8":
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:DECLARED_WITHIN])
    if declared:
        try:
            codec = codecs.lookup(declared[1].decode("ascii"))
            if codec.name not in _SAY_NOTHING:
                return codec.decode(data, "strict")[0]
        except (LookupError, UnicodeError, ValueError):
            pass
    return data.decode("utf-8", errors="casefiles.cp1252")


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the beginning is zero."""
    head = data[:400]
    if len(head) < 8 or head.count(0) < len(head) // 3:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("casefiles.cp1252", _as_cp1252)

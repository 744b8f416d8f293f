"""Stamps in what OCR read: worn, with letters for digits and spaces lost ("Page 6of11")."""

import re
from collections.abc import Sequence

from filings.reading.pages import Mark
from filings.reading.stamp import SEARCHED_WHOLE, Stamp, counting, find_stamps

# Characters of a worn stamp's line that do not make it a line of text ("Case &:").
LEFT_OF_A_STAMP = 10

_DIGITS = str.maketrans("OoQlI|!SB", "000111158")
_NUMBER = r"[\dOoQlI|!SB]"
# What stands where a stamp has digits; and its two words, as OCR misreads them. Neither is longer than what it mends.
_WORN_NUMBERS = re.compile(
    rf"(?i)(?:{_NUMBER}{{1,2}}:)?{_NUMBER}{{2}}(?=-[a-z]{{2,4}}-)|(?<=-[a-z]{{2}}-){_NUMBER}{{5}}\b"
    rf"|\b{_NUMBER}{{1,2}}/{_NUMBER}{{1,2}}/{_NUMBER}{{2,4}}\b"
    rf"|(?<=Page)\s?{_NUMBER}{{1,4}}(?=\s?of\s?{_NUMBER})|(?<=of)\s?{_NUMBER}{{1,4}}\b"
)
_WORN_WORDS = (
    (re.compile(r"(?i)D[o0]c[a-z]{0,3}(?:rn|m|nn)[a-z]{0,2}t\b"), "Document"),
    (re.compile(r"(?i)\bF[il1!|]{1,3}[ec]d\b"), "Filed"),
    # Specks between the words.
    (re.compile(r"(?<= )[_~.|'‘’=-]{1,2}(?= )"), ""),
)


def take_out_of_lines(lines: Sequence[tuple[str, Mark]]) -> tuple[list[tuple[str, Mark]], Stamp | None]:
    """Lines that OCR read, each with its mark, without their stamps; and the stamp that counts. A line that was all stamp
    goes. OCR takes letters for digits and drops spaces: where no stamp is found as printed, it is looked for in the text
    mended."""
    text = "\n".join(line for line, _ in lines)
    stamps = find_stamps(text) or find_stamps(_mended(text))
    kept: list[tuple[str, Mark]] = []
    start = 0
    for line, mark in lines:
        left = "".join(
            character
            for place, character in enumerate(line, start)
            if not any(stamp.span[0] <= place < stamp.span[1] for stamp in stamps)
        )
        if left == line or len(left.strip()) > LEFT_OF_A_STAMP:
            kept.append((line if left == line else left.strip(), mark))
        start += len(line) + 1
    return kept, counting(stamps)


def _mended(text: str) -> str:
    """The text with what OCR gets wrong in stamps set right; each character in its place."""
    if len(text) > SEARCHED_WHOLE:
        return ""
    for pattern, word in _WORN_WORDS:
        text = pattern.sub(lambda worn, word=word: word.ljust(len(worn[0]))[: len(worn[0])], text)  # type: ignore[misc]
    return _WORN_NUMBERS.sub(lambda worn: worn[0].translate(_DIGITS), text)

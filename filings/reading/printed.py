"""Which of the numbers at the foot of pages are page numbers: those that count on from page to page."""

from collections.abc import Mapping

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def settled(printed: Mapping[int, str]) -> dict[int, str]:
    """Of what each page (from 1) prints at its foot, what counts on from the page before or to the page after.

    A lone number is one only on the first page of all, where nothing comes before: "1", or "i".
    """
    kept = {}
    for number, text in printed.items():
        before, after = _counts(printed.get(number - 1), text), _counts(text, printed.get(number + 1))
        if before or after or (number == 1 and _value(text)[1] == 1):
            kept[number] = text
    return kept


def _counts(text: str | None, following: str | None) -> bool:
    if text is None or following is None:
        return False
    (kind, value), (other, next_value) = _value(text), _value(following)
    return kind == other and next_value == value + 1


def _value(text: str) -> tuple[str, int]:
    if text.isdigit():
        return "arabic", int(text)
    total, last = 0, 0
    for letter in reversed(text):
        value = _ROMAN.get(letter, 0)
        total += value if value >= last else -value
        last = max(last, value)
    return "roman", total

"""The attachments that a docket text names: `(Attachments: # 1 Declaration, # 2 Exhibit A)`. Pure."""

import re
from collections.abc import Iterator

# The court's own words before a list: at first filing, added later, or (Nebraska) by name of the thing added.
OPENING = re.compile(
    r"(?:Attachments?|added\s+on\s+\d{1,2}/\d{1,2}/\d{2,4})(?:\(s\))?(?:\s+added\s+on\s+[\d/]+)?\s*:\s*(?=#)", re.I
)
# `# 1 `, `#1 `, `# (1) ` as history reports print it.
NUMBER = re.compile(r"#\s*[\[(]{0,2}(\d{1,4})[\])]{0,2}(?=[\s,#)]|$)")
# What follows a list: the filer, a date, the clerk's initials or a note. It tells an end from a bracket in a title.
TAIL = re.compile(
    r"\s*\((?:[A-Z][^(),]*,\s[^(),]*\)|[A-Za-z]{2,9},?\s?\)"
    r"|\w+, COURT STAFF|Filed on|Date Filed|Entered:|Related|Re:? )"
)
LONGEST_LIST = 40_000


def attachments_in(text: str) -> list[tuple[int, str]]:
    """Number and title of each attachment named, by number. The title is empty where the court gave none and where
    the source cut the text within it: what stands there then is a part of a title, and nobody's."""
    found: dict[int, str] = {}
    for start, end, is_cut in lists_in(text):
        items = list(_items(text[start:end]))
        for place, (number, title) in enumerate(items):
            cut_here = is_cut and place == len(items) - 1
            if cut_here and not title:
                continue  # the number itself may have lost a digit
            found.setdefault(number, "" if cut_here else title)
    return sorted(found.items())


def lists_in(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each list of attachments, and whether the text breaks off within it."""
    end = 0
    for opening in OPENING.finditer(text):
        if opening.start() >= end:
            end, is_cut = _end(text, opening.end())
            yield opening.end(), end, is_cut


def _end(text: str, start: int) -> tuple[int, bool]:
    """Where the list ends: at its closing bracket, past those of its titles. A title may open a bracket and never
    close it, or close one that it never opened."""
    last = min(len(text), start + LONGEST_LIST)
    depth = 0
    for place in range(start, last):
        if text[place] == "(":
            depth += 1
        elif text[place] == ")":
            if depth == 0 and not _goes_on(text, place + 1):
                return place, False
            depth = max(0, depth - 1)
    for closing in re.finditer(r"\)", text[start:last]):
        if TAIL.match(text, start + closing.end()):
            return start + closing.start(), False
    return last, True


def _goes_on(text: str, place: int) -> bool:
    """A bracket that no title opened (`a) first, # 2 b) second)`) is not the end where another item follows, or another
    bracket before the tail."""
    if re.match(r"[^()]{0,80}?,\s*#\s*\d", text[place : place + 100]):
        return True
    closing = re.match(r"[^()]{1,120}\)", text[place : place + 122])
    return bool(closing and not TAIL.match(text, place) and TAIL.match(text, place + closing.end()))


def _items(words: str) -> Iterator[tuple[int, str]]:
    """A number opens an item at the start and after a comma; in texts of before 2009 after the title itself
    (`# 1 Exhibit A# 2 Exhibit B`). A `#1` within a title does not count on, or has no comma before it."""
    marks = list(NUMBER.finditer(words))
    with_commas = [mark for mark in marks if words[: mark.start()].rstrip().endswith((",", ";")) or mark.start() == 0]
    marks = _rising(with_commas) if len(with_commas) > 1 else _counting(marks)
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(words)
        yield int(mark[1]), " ".join(words[mark.end() : end].split()).strip(" ,;")


def _rising(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    kept: list[re.Match[str]] = []
    for mark in marks:
        if not kept or int(mark[1]) > int(kept[-1][1]):
            kept.append(mark)
    return kept


def _counting(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    kept: list[re.Match[str]] = []
    for mark in marks:
        if not kept or int(mark[1]) == int(kept[-1][1]) + 1:
            kept.append(mark)
    return kept

"""What is wrong with a case file, as sentences. Pure."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

LISTED_WHOLE = 12
COMPARED = 2000
"""Beyond so many names no near match is looked for: it would cost more than it helps."""
SHOWN = 60
TOLD = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `path` is empty where it is of the whole file."""

    path: str
    found: object
    expected: str
    problem: str = ""
    """What is wrong, where the value alone would not say it."""

    def __str__(self) -> str:
        problem = self.problem or f"found {shown(self.found)}"
        return f"{self.path or 'the file'}: {problem}; expected {self.expected}"


class CaseFormatError(Exception):
    """The file is refused whole. `faults` holds what is wrong with it, up to a bound."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        told = [str(fault) for fault in self.faults[:TOLD]]
        if len(self.faults) == 1:
            return f"The case file has a fault. {told[0]}."
        left = len(self.faults) - len(told)
        lines = [f"The case file has {len(self.faults)} faults.", *told, *([f"and {left} more"] if left else [])]
        return "\n".join(lines)


def shown(value: object) -> str:
    """A value of the file in a few characters that any screen can print."""
    if isinstance(value, list | dict) and len(value) > LISTED_WHOLE:
        return f"a {'list' if isinstance(value, list) else 'record'} of {len(value)}"
    text = f"'{value}'" if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return printable(text)


def printable(text: str) -> str:
    """The text cut to a length, with what no screen prints (NUL, half characters) written as an escape."""
    cut = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in cut
    )


def dotted(parts: Iterable[str | int]) -> str:
    """`filings[3].relates_to[0].entry`"""
    path = ""
    for part in parts:
        if isinstance(part, int):
            path += f"[{part}]"
        else:
            path += f".{printable(part)}" if path else printable(part)
    return path


def one_of(names: Sequence[str], found: object) -> str:
    """`one of: a, b or c (did you mean 'b'?)`"""
    if not names:
        return "none at all, as the file has none"
    if len(names) == 1:
        choice = names[0]
    elif len(names) <= LISTED_WHOLE:
        choice = f"one of: {', '.join(names[:-1])} or {names[-1]}"
    else:
        choice = f"one of {len(names)}, such as {', '.join(names[:3])}"
    return choice + near_match(names, found)


def near_match(names: Sequence[str], found: object) -> str:
    """` (did you mean 'b'?)`, or nothing. One number is as near to another as the next."""
    wanted = str(found)[:SHOWN]
    near = [] if wanted.isdigit() or len(names) > COMPARED else get_close_matches(wanted, names, n=1)
    return f" (did you mean '{near[0]}'?)" if near else ""

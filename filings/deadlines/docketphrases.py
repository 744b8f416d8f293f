"""What the words right before a date say of it: `Responses due by`, `Motion Hearing as to 34 MOTION reset for`. Pure."""

import re
from dataclasses import dataclass, replace

from filings.deadlines import docketwords as words


@dataclass(frozen=True)
class Stated:
    """What the words before a date say: a `label` that begins at `start` of the text."""

    label: str
    start: int
    verb: str
    time: str | None = None
    is_prose: bool = False
    is_old: bool = False
    is_from: bool = False
    """`continued from 1/5`: the new date follows."""


def stated_before(clear: str, since: int, start: int, last: Stated | None, *, last_end: int) -> Stated | None:
    """What the words between `since` and the date at `start` say of it; `last` is what the date before was."""
    window = clear[since:start]
    if last and last.is_from and since == last_end and (to := words.UNTIL.fullmatch(window)):
        return replace(last, time=to["time"], is_old=False, is_from=False)
    for read in (_due, _set, _first, _held, _direct, _act):
        stated = read(window)
        if stated is None:
            continue
        if stated.label and (read in (_act, _due) or not stated.is_prose or words.is_dated(stated.label)):
            return replace(stated, start=since + stated.start)
        if last and since == last_end and read is _set and not re.search(r"[.;]\s+[A-Z]", window):
            # `Sentencing set for 3/3/2009, is RESET for`: the same thing, another day.
            label = last.label if len(last.label) <= 40 else words.shortened(last.label)
            return replace(last, label=label, verb=stated.verb, time=stated.time, is_prose=True, is_old=False)
    return None


def _due(window: str) -> Stated | None:
    found = words.DUE.search(window)
    if not found:
        return None
    start, label, about = words.label_in(window[: found.start()])
    if last := words.DUE_NOUN.search(about):
        # `Recommendation on Plea as to Roe Objections to R&R due by`: no stop between.
        start, label = found.start() - len(about) + last.start(), last[0].strip()
    is_prose = bool(found["aux"] or words.DEFINITE.match(window[start:]))
    return Stated(label, start, "due", found["time"], is_prose)


_VERBS = {"continued": "continued", "adjourned": "continued", "extended": "continued", "postponed": "continued"}


def _verb(word: str) -> str:
    word = word.lower()
    return _VERBS.get(word, "reset" if word.startswith(("re", "mov", "advan")) else "set")


def _set(window: str) -> Stated | None:
    found = words.SET.search(window)
    if not found:
        return None
    start, label, _ = words.label_in(window[: found.start()])
    if not found["to"] and not found["hearing"] and not words.HAPPENING.search(label):
        return None
    if words.FILLER.fullmatch(label) or label.lower().startswith(("floor", "courtroom")):
        label = ""
    own, aux = window[start : found.start()], (found["aux"] or "").strip()
    label = f"{label} hearing" if found["hearing"] and not words.HAPPENING.search(label) else label
    # `the hearing set for 6/18` speaks of a setting that stands; `the hearing is set for` makes one.
    is_named = bool(words.NAMED.search(own)) and not aux and _verb(found["verb"]) == "set"
    is_from = found["to"] == "from"
    is_old = is_named or is_from or bool(found["old"] or words.VACATES.search(own))
    is_prose = bool(aux) or bool(words.DEFINITE.match(own))
    label = words.shortened(label) if is_prose else label
    return Stated(label, start, _verb(found["verb"]), found["time"], is_prose, is_old, is_from)


def _first(window: str) -> Stated | None:
    found = words.SET_FIRST.search(window)
    if not found or not words.HAPPENING.search(found["label"]):
        return None
    return Stated(found["label"], found.start("label"), _verb(found["verb"]), found["time"], True)


def _held(window: str) -> Stated | None:
    found = words.TO_BE_HELD.search(window)
    if not found:
        return None
    start, label, _ = words.label_in(window[: found.start()])
    if not words.HAPPENING.search(label):
        return None
    return Stated(words.shortened(label), start, "set", found["time"], True)


def _direct(window: str) -> Stated | None:
    found = words.DIRECT.search(window)
    if not found:
        return None
    start, label, _ = words.label_in(re.sub(r"(?i)(?<=presentment)\b.*| filed by$", "", found["label"]))
    return Stated(label, found.start() + start, "set", found["time"], bool(found["aux"]))


def _act(window: str) -> Stated | None:
    found = words.ACT.search(window)
    if not found:
        return None
    start, label, _ = words.label_in(window[: found.end("rest")])
    return Stated(label, start, "due", found["time"], True) if label else None

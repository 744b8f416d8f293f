"""The dates that an order, a clerk's notice, or a stipulation under Civil L.R. 6-1(a) prints, as drafts. Never counted, never
rolled."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from functools import lru_cache

from filings.deadlines.docketdates import Said, dates_in
from filings.deadlines.drafts import ORDER, Draft, us
from filings.deadlines.models import Deadline
from filings.docket.models import Filing

# What the docket calls a date, and the words by which a deadline on record is known as that one.
KNOWN_BY = {
    "response": ("opposition", "response to the motion", "response to motion"),
    "reply": ("reply",),
    "statement": ("case management statement",),
    "answer": ("answer", "response to the"),
    "consent": ("consent",),
    "hearing": ("hearing",),
    "conference": ("conference",),
}
HEARINGS = frozenset({"hearing", "conference"})


OPEN = frozenset({"pending", "unknown"})
LONG = 70

_NAMES = {
    "response": "Response",
    "reply": "Reply",
    "answer": "Answer",
    "statement": "Case management statement",
    "consent": "Consent or declination",
}
_SENTENCE = re.compile(r"\b(?:shall|must|will|is|are|has|have|may|should|directs?|directed|required)\b", re.I)
# What the name of any hearing may have.
_COMMON = frozenset(
    "further initial next continued first second final telephonic telephone video zoom conference hearing hearings the an on"
    " to of in re as for and is will be by at with".split()
)
# What a party asks an order for is no date of the court's, though the order repeats it.
_ASKED = re.compile(r"\brequest(?:s|ed|ing)?\b", re.I)
_OPENING = re.compile(r"^(?:(?:[A-Z]{2,}|&)\b[\s,:.-]*)+(?=[A-Za-z])")
_BEFORE_A_HEARING = re.compile(
    r"^.*(?:\bbefore (?:the )?(?:\w+\.? )?Judge \S+|\b(?:continuance|setting|notice|minutes) of|[\"“”:])\s*", re.I
)
# Civil L.R. 6-1(a) is of this court; elsewhere a stipulation waits for its order.
_NEEDS_NO_ORDER = frozenset({"cand"})
_PROPOSED = re.compile(r"\bproposed\b.{0,20}\border\b", re.I)


class Printed:
    """What is on record, found by date and by state: whether a printed date is known already, or moves one that is open."""

    def __init__(self, known: Iterable[Deadline]) -> None:
        self.by_date: dict[date | None, list[Deadline]] = {}
        self.open: list[Deadline] = []
        self.seen: dict[tuple[object, ...], list[time | None]] = {}
        self._open_by_words: dict[tuple[str, ...], list[Deadline]] = {}
        for one in known:
            self.by_date.setdefault(one.due or one.computed_due, []).append(one)
            self.open += [one] if one.status in OPEN else []

    def is_known(self, said: Said, filing: Filing) -> bool:
        """Also where another filing of the same lot prints it. Another hour of the same day is another date."""
        near = (each for each in self.by_date.get(said.due, ()) if is_that(each, said, filing))
        if any(_is_one_hour(each.time, said.time) for each in near):
            return True
        label = said.label.casefold() if said.what == "other" else " ".join(sorted(naming(title_of(said))))
        times = self.seen.setdefault((said.what, label, said.due, said.about), [])
        is_twice = any(_is_one_hour(one, said.time) for one in times)
        times.append(said.time)
        return is_twice

    def moved_by(self, said: Said, filing: Filing) -> Deadline | None:
        """The last of those that are open."""
        words = words_of(said)
        if words not in self._open_by_words:
            named = [
                one for one in self.open if said.what in HEARINGS or any(word in one.title.casefold() for word in words)
            ]
            self._open_by_words[words] = named[::-1]
        near = (one for one in self._open_by_words[words] if one.set_by_entry_id != filing.pk)
        return next((one for one in near if is_that(one, said, filing) and not _is_another(one, said, filing)), None)


def _is_one_hour(held: time | None, said: time | None) -> bool:
    return held is None or said is None or held == said


def _is_another(held: Deadline, said: Said, filing: Filing) -> bool:
    """A hearing that was to be before the entry was made, and is not said to be reset, is not the one that it sets."""
    is_over = held.due is not None and held.due < filing.date_filed
    return held.kind == Deadline.Kind.HEARING and is_over and said.verb == "set"


def drafts_of_order(filing: Filing, *, court: str, printed: Printed) -> Iterator[Draft]:
    """One that a deadline on record has already is none, nor is one that was past when the entry was made."""
    said = dates_in(filing.docket_text or "", kind=filing.kind, by_court=filing.by_court)
    for place, one in enumerate(each for each in said if each.is_ordered):
        is_asked = one.is_prose and _ASKED.search(one.label)
        if one.due >= filing.date_filed and not is_asked and not printed.is_known(one, filing):
            yield _of_order(filing, one, place, moves=printed.moved_by(one, filing))
    if court in _NEEDS_NO_ORDER and filing.kind == "stipulation":
        yield from _of_stipulation(filing, said, printed)


def _of_stipulation(filing: Filing, said: Iterable[Said], printed: Printed) -> Iterator[Draft]:
    """Parties may extend the time to answer without an order, so long as no date that the court set changes (Civil L.R.
    6-1(a), unchecked); one with a proposed order waits for it, and what an order set stands."""
    if _PROPOSED.search(filing.docket_text or ""):
        return
    for place, one in enumerate(each for each in said if each.what == "answer" and not each.event_day):
        old = printed.moved_by(one, filing)
        is_ordered = bool(old and old.set_by_entry and old.set_by_entry.kind in {"order", "minute entry"})
        if one.due >= filing.date_filed and not is_ordered and not printed.is_known(one, filing):
            yield _of_order(filing, one, place, moves=old, is_agreed=True)


def is_that(deadline: Deadline, said: Said, filing: Filing) -> bool:
    """Whether the date that a filing prints is of this deadline."""
    if (deadline.kind == Deadline.Kind.HEARING) != (said.what in HEARINGS):
        return False
    entry = deadline.trigger_entry.entry if deadline.trigger_entry else None
    if said.about and entry is not None and entry not in said.about:
        return False
    if deadline.set_by_entry_id == filing.pk and deadline.due == said.due:
        return True
    title = deadline.title.casefold()
    if said.about and entry is None and said.what in {"response", "reply", "hearing"}:
        return False
    if said.what in HEARINGS:
        return _is_of_that_name(deadline.title, said)
    return any(word in title for word in words_of(said))


@lru_cache(maxsize=4096)
def naming(words: str) -> frozenset[str]:
    """The words that tell one hearing from another: `case management` of `Further Case Management Conference`."""
    return frozenset(re.findall(r"[a-z]{2,}", words.casefold())) - _COMMON


def _is_of_that_name(title: str, said: Said) -> bool:
    """A settlement conference is not moved by an order that sets a case management conference; a mere `hearing` is any."""
    own, other = naming(title_of(said)), naming(title)
    return own <= other or (bool(other) and other <= own)


def words_of(said: Said) -> tuple[str, ...]:
    return KNOWN_BY.get(said.what, (said.label.casefold(),))


def title_of(said: Said) -> str:
    """`Further case management conference`; out of a sentence, what is to be done."""
    label = " ".join(said.label.split()) or said.what.replace("_", " ")
    if said.what in HEARINGS:
        told = _BEFORE_A_HEARING.sub("", label) or label
    elif _SENTENCE.search(label) or len(label) > LONG:
        act = _OPENING.sub("", label) or label
        act = act if len(act) <= LONG else act[:LONG].rpartition(" ")[0] + " …"
        told = _NAMES.get(said.what) or f"As ordered: {act}"
    else:
        told = label
    return told[:1].upper() + told[1:]


def _of_order(filing: Filing, said: Said, place: int, *, moves: Deadline | None, is_agreed: bool = False) -> Draft:
    does = "stipulates it" if is_agreed else "prints it"
    who = f"{filing.label} of {us(filing.date_filed)} {does}"
    agreed = "Under Civ. L.R. 6-1(a) the time to answer can be extended without an order"
    fixed = "A date that an order fixes is not counted, and never rolled"
    cite = "Civ. L.R. 6-1(a)" if is_agreed else "Fed. R. Civ. P. 6(a), committee note of 2009"
    step = {
        "day": said.due.isoformat(),
        "text": f"{who}. {agreed if is_agreed else fixed}.",
        "cite": cite,
        "passed": [],
    }
    three = dict.fromkeys(("safe", "prevailing", "latest"), said.due.isoformat())
    readings = {name: {"date": day, "steps": [step]} for name, day in three.items()}
    asked = (
        ["Does it change a date that the court set? Then it needs an order (Civ. L.R. 6-1(b))."] if is_agreed else []
    )
    result = {"rule": ORDER, **three, "steps": [step], "readings": readings, "citations": [], "questions": asked}
    return Draft(
        identity=f"{ORDER}|{filing.key}|{said.what}|{place}",
        rule_id=ORDER,
        version="",
        trigger=filing,
        trigger_date=filing.date_filed,
        safe=said.due,
        prevailing=said.due,
        latest=said.due,
        inputs={"printed": said.due.isoformat(), "label": title_of(said), "about": list(said.about)},
        result=result,
        deadline=_as_deadline(said, moves),
        because=who + (f": {us(moves.due)} → {us(said.due)}." if moves and moves.due else "."),
        moves=moves,
    )


def _as_deadline(said: Said, moves: Deadline | None) -> dict[str, object]:
    return {
        "title": moves.title if moves else title_of(said),
        "kind": "hearing" if said.what in HEARINGS else "deadline",
        "what": said.what,
        "due": said.due.isoformat(),
        "time": said.time.isoformat("minutes") if isinstance(said.time, time) else None,
        "location": said.place,
    }

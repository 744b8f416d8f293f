"""A case that begins with a source, and whether a source belongs to a case that is there. Pure."""

import re
from collections.abc import Iterable

from casefiles.courts import name_of, timezone_of
from casefiles.docketnumbers import core, same_case
from filings.importing.likeness import folded, is_near_name
from filings.importing.records import Document, Record
from filings.importing.sheet import KINDS, NotADocket, Sheet
from parties.names import short_name

LONGEST_CAPTION = 200
VERSUS = re.compile(r"\s+v(?:s?\.|s?)\s+", re.IGNORECASE)

OTHER_COURT = (
    "This is {number} of the court {theirs}; the case here is {ours}, of the court {court}. Nothing was written."
)
OTHER_CASE = "This is {number}{name}; the case here is {ours}, {caption}. Nothing was written."
OTHER_CORE = (
    "The number {number} is not that of this case, {ours}, but the names are alike. Is it the same suit, renumbered?"
)


def begin(sheet: Sheet, slug: str, *, today: str) -> Document:
    """A casefiles/1 document with the case alone. Raises NotADocket where the source does not say which case it is."""
    if not sheet.docket_number or not sheet.court_id:
        missing = "docket number" if sheet.court_id else "court"
        raise NotADocket(
            f"A case cannot begin with this: the {KINDS[sheet.kind]} names no {missing}. Import it into a case that is there."
        )
    caption = sheet.case_name or f"Case {sheet.docket_number}"
    start = sheet.date_filed or min((entry.date_filed for entry in sheet.entries if entry.date_filed), default=today)
    case: Record = {
        "slug": slug,
        "caption": caption,
        "short_caption": short_caption(caption),
        "court_id": sheet.court_id,
        "court": name_of(sheet.court_id),
        "timezone": timezone_of(sheet.court_id),
        "docket_number": sheet.docket_number,
        "docket_numbers": [{"number": sheet.docket_number, "from": start, "to": None, "inferred_fields": ["from"]}],
        "courtlistener_docket_id": None,
        "courtlistener_url": None,
        "stage": None,
        "operative_complaint_entry": None,
        "operative_answer_entry": None,
        "trial_date": None,
        "summary": None,
    } | dict.fromkeys(("date_filed", "date_terminated", "nature_of_suit", "cause", "jury_demand", "jurisdiction"))
    lists = "judges parties attorneys filings claims deadlines figures related_cases sources".split()
    days = [entry.date_filed for entry in sheet.entries if entry.date_filed]
    as_of = sheet.as_of or max(days, default=today)
    return {"format": "casefiles/1", "as_of": as_of, "case": case} | {name: [] for name in lists}


def short_caption(caption: str) -> str:
    """`Strike 3 Holdings v. Meta Platforms`."""
    sides = [short_name(side) for side in VERSUS.split(caption, maxsplit=1)]
    return " v. ".join(sides)[:LONGEST_CAPTION]


def doubt_of(sheet: Sheet, held: Document) -> str | None:
    """None where the source is of this case or does not say; a question where it may be. Raises NotADocket."""
    case = held["case"]
    number, ours = sheet.docket_number, case["docket_number"]
    facts = {"number": number or "another case", "ours": ours, "caption": case["short_caption"]}
    if sheet.courtlistener_docket_id and sheet.courtlistener_docket_id == case["courtlistener_docket_id"]:
        return None
    if sheet.court_id and sheet.court_id != case["court_id"]:
        raise NotADocket(OTHER_COURT.format(theirs=sheet.court_id, court=case["court_id"], **facts))
    known = [ours, *(row["number"] for row in case["docket_numbers"])]
    if not number or is_one_of(number, known):
        return None
    name = f", {sheet.case_name}" if sheet.case_name else ""
    if sheet.case_name and is_same_name(sheet.case_name, case["caption"]):
        return OTHER_CORE.format(**facts)
    raise NotADocket(OTHER_CASE.format(name=name, **facts))


def is_one_of(number: str, known: Iterable[str]) -> bool:
    """The same case of its court, in whatever spelling; a number that is none of a district court's must be equal."""
    if core(number) is None:
        return folded(number) in map(folded, known)
    return any(same_case(number, one) for one in known)


def is_same_name(one: str, other: str) -> bool:
    first, second = ([folded(short_name(side)) for side in VERSUS.split(name)] for name in (one, other))
    return len(first) == len(second) and all(is_near_name(a, b) for a, b in zip(first, second, strict=True))

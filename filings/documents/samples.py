"""The project's own sample PDFs, drawn from a case file (casefiles/1): the court's papers cannot be shipped with it.

A sample is a synopsis in our words of what the case file says of a filing. It imitates nobody: no signature, no block
of counsel, no sentence of a judge or lawyer. It is marked on every page, and a real file takes its place.
"""

from datetime import date
from typing import Any

from filings.documents import paper
from filings.documents.casefacts import CaseFile, listed, spoken
from filings.documents.synopsis import Section, sections

# The papers that a first run shows: the complaint, the motion to dismiss, the order on it.
KEYS = ("1", "34", "61")
MARK = "SAMPLE"
MOST_PAGES = 6
UNKNOWN = "A PARTY NOT KNOWN"
NOTICE = (
    "SAMPLE. This is not the court's paper. It is a synopsis that the software made, in its own words, from what the "
    "case file records of one docket entry. Nobody signed it, and the paper itself was not read for it."
)
FOOTER = "SAMPLE: a synopsis made by the software from the case file, not the court's paper."
CUT = "The case file says more of this filing. See its pages."


class NoSample(Exception):
    """The case file has no filing of this key, or none that a sample may be drawn of."""


def draw(document: dict[str, Any], key: str) -> bytes:
    """The sample PDF of one filing of a casefiles/1 document. Same document, same bytes. Raises NoSample."""
    case_file = CaseFile(document)
    filing = case_file.filing(key)
    if filing is None or filing["entry"] is None:
        raise NoSample(f"The case file has no filing {key} with a docket number.")
    if filing["sealed"] == "full":
        raise NoSample(f"Filing {key} is sealed, so no sample is drawn of it.")
    number = docket_number_on(document["case"], filing["date_filed"])
    blocks = [block for section in sections(case_file, filing) for block in _blocks(section)]
    filed = date.fromisoformat(filing["date_filed"])
    furniture = paper.Furniture(
        title=f"{MARK}: {filing['title']} (Dkt. {filing['entry']}), {document['case']['short_caption']}",
        stamp=f"Case {number}   Document {filing['entry']}   Filed {filed:%m/%d/%y}   Page {{page}} of {{of}}",
        footer=FOOTER,
        mark=MARK,
    )
    pages = paper.pages_of(blocks, MOST_PAGES, paper.paragraph(CUT))
    return paper.draw(_caption(case_file, filing, number), pages, furniture)


def docket_number_on(case: dict[str, Any], day: str) -> str:
    """The number in force on an ISO date, the one with the judge's initials before the bare one."""
    in_force = [row for row in case["docket_numbers"] if row["from"] <= day <= (row["to"] or "9999-12-31")]
    # Of two with initials the later, on the day a case changes hands.
    best = max(in_force, key=lambda row: (len(row["number"]), row["from"]), default={"number": case["docket_number"]})
    return str(best["number"])


def _blocks(section: Section) -> list[list[paper.Line]]:
    blocks = [paper.heading(section.heading), *(paper.paragraph(text) for text in section.paragraphs)]
    return blocks + [paper.item(f"{place}.", text) for place, text in enumerate(section.items, start=1)]


def _caption(case_file: CaseFile, filing: dict[str, Any], number: str) -> paper.Caption:
    court = case_file.case["court"].replace("U.S.", "United States")
    plaintiffs, defendants = (case_file.names_in_role(role) for role in ("plaintiff", "defendant"))
    parties = [
        (f"{listed(plaintiffs).upper() or UNKNOWN},", 0.0),
        ("Plaintiffs," if len(plaintiffs) > 1 else "Plaintiff,", 108.0),
        ("v.", 54.0),
        (f"{listed(defendants).upper() or UNKNOWN},", 0.0),
        ("Defendants." if len(defendants) > 1 else "Defendant.", 108.0),
    ]
    beside = [
        f"Case No. {number}",
        f"SAMPLE SYNOPSIS OF DKT. {filing['entry']}",
        filing["title"],
        f"Filed {spoken(filing['date_filed'])}",
    ]
    return paper.Caption(NOTICE, [part.strip().upper() for part in court.split(",")], parties, beside)

"""A newer file onto what people made of the older one: field by field."""

import pytest

from filings.importing.merging import Change, Kept
from tests.filings.importing.documents import ABSENT, CASE, MOTION, TITLE, Edit, changed, merged, steps


def test_the_motion_is_where_these_tests_look() -> None:
    assert CASE["filings"][34]["key"] == "34"


# What a person did here, what the newer file says, and what comes of it.
FIELDS: dict[str, tuple[list[Edit], list[Edit], list[Change], list[Kept]]] = {
    "the file is as before": ([], [], [], []),
    "nobody touched it": (
        [],
        [(f"{MOTION}.title", TITLE)],
        [Change("filings[34].title", CASE["filings"][34]["title"], TITLE)],
        [],
    ),
    "the file says nothing new": ([(f"{MOTION}.title", "Ours")], [], [], []),
    "both say the same": ([(f"{MOTION}.title", TITLE)], [(f"{MOTION}.title", TITLE)], [], []),
    "both changed it": (
        [(f"{MOTION}.title", "Ours")],
        [(f"{MOTION}.title", TITLE)],
        [],
        [Kept("filings[34].title", "Ours", TITLE, "changed here since the last load")],
    ),
    "cleared here": ([(f"{MOTION}.outcome", None)], [], [], []),
    "cleared here, changed in the file": (
        [(f"{MOTION}.outcome", None)],
        [(f"{MOTION}.outcome", "moot")],
        [],
        [Kept("filings[34].outcome", None, "moot", "cleared here since the last load")],
    ),
    "filled in by the file": (
        [],
        [(f"{MOTION}.page_count", 31)],
        [Change("filings[34].page_count", None, 31)],
        [],
    ),
    "filled in here": ([(f"{MOTION}.page_count", 31)], [], [], []),
    "filled in here, otherwise in the file": (
        [(f"{MOTION}.page_count", 31)],
        [(f"{MOTION}.page_count", 30)],
        [],
        [Kept("filings[34].page_count", 31, 30, "changed here since the last load")],
    ),
    "the file forgets": (
        [],
        [(f"{MOTION}.outcome", None)],
        [],
        [Kept("filings[34].outcome", "denied", None, "the file is silent; kept")],
    ),
    "the file forgets a list": (
        [],
        [(f"{MOTION}.filed_by", [])],
        [],
        [Kept("filings[34].filed_by", ["meta-platforms"], [], "the file is silent; kept")],
    ),
    "a list is one value": (
        [(f"{MOTION}.filed_by", ["meta-platforms", "court"])],
        [(f"{MOTION}.filed_by", ["meta-platforms", "john-doe"])],
        [],
        [
            Kept(
                "filings[34].filed_by",
                ["meta-platforms", "court"],
                ["meta-platforms", "john-doe"],
                "changed here since the last load",
            )
        ],
    ),
    "a list held in another order": (
        [("figures[0].sources", ["Seed", "S9", "S8", "S7"])],
        [("figures[0].sources", ["S7", "S8", "S9", "S10", "Seed"])],
        [Change("figures[works_original].sources", ["Seed", "S9", "S8", "S7"], ["S7", "S8", "S9", "S10", "Seed"])],
        [],
    ),
    "the first filer counts": (
        [("filings[0].filed_by", ["counterlife-media", "strike-3-holdings"])],
        [("filings[0].filed_by", ["meta-platforms"])],
        [],
        [
            Kept(
                "filings[1].filed_by",
                ["counterlife-media", "strike-3-holdings"],
                ["meta-platforms"],
                "changed here since the last load",
            )
        ],
    ),
    "sure by default": ([], [("parties[0].confidence", "confirmed")], [], []),
    "sure by default, then less": (
        [],
        [("parties[0].confidence", "inferred")],
        [Change("parties[strike-3-holdings].confidence", "confirmed", "inferred")],
        [],
    ),
    "less sure, then by default": (
        [],
        [("parties[5].confidence", ABSENT)],
        [Change("parties[john-doe].confidence", "single-source", "confirmed")],
        [],
    ),
    "made sure here": (
        [("parties[5].confidence", ABSENT)],
        [("parties[5].confidence", "inferred")],
        [],
        [Kept("parties[john-doe].confidence", "confirmed", "inferred", "changed here since the last load")],
    ),
    "a firm is one value": (
        [("attorneys[5].firm.confidence", "confirmed")],
        [("attorneys[5].firm.name", "Cleary")],
        [],
        [
            Kept(
                "attorneys[angela-dunning].firm",
                {"name": "Cleary Gottlieb Steen & Hamilton", "confidence": "confirmed"},
                {"name": "Cleary", "confidence": "inferred"},
                "changed here since the last load",
            )
        ],
    ),
    "the case itself": (
        [("case.stage", "Ours")],
        [("case.trial_date", "2027-11-01"), ("case.stage", "Theirs")],
        [Change("case.trial_date", None, "2027-11-01")],
        [Kept("case.stage", "Ours", "Theirs", "changed here since the last load")],
    ),
    "a record of a record": (
        [("filings[0].attachments[0].title", "Ours")],
        [("filings[0].attachments[0].page_count", 7), ("filings[0].attachments[1].title", "Theirs")],
        [
            Change("filings[1].attachments[1].page_count", None, 7),
            Change("filings[1].attachments[2].title", "Civil cover sheet", "Theirs"),
        ],
        [],
    ),
    "false is no silence": (
        [("related_cases[0].formal", True)],
        [("related_cases[1].formal", True), ("related_cases[0].relation", "Neighbour")],
        [
            Change(
                "related_cases[Kadrey v. Meta Platforms].relation", CASE["related_cases"][0]["relation"], "Neighbour"
            ),
            Change("related_cases[Entrepreneur Media v. Meta].formal", False, True),
        ],
        [],
    ),
    "a docket number found later is the same case": (
        [],
        [("related_cases[7].docket_number", "5:26-cv-01234")],
        [Change("related_cases[Strike 3 Holdings v. John Doe, 2].docket_number", None, "5:26-cv-01234")],
        [],
    ),
    "other initials are the same case": (
        [],
        [("related_cases[6].docket_number", "5:24-cv-07642-EKL")],
        [Change("related_cases[Strike 3 Holdings v. John Doe].docket_number", "5:24-cv-07642", "5:24-cv-07642-EKL")],
        [],
    ),
    "a start corrected is the same judge": (
        [("judges[1].note", "Ours")],
        [("judges[1].start", "2025-09-17")],
        [Change("judges[Eumi K. Lee, presiding].start", "2025-09-18", "2025-09-17")],
        [],
    ),
}


@pytest.mark.parametrize(("here", "file", "changes", "kept"), list(FIELDS.values()), ids=list(FIELDS))
def test_a_field(here: list[Edit], file: list[Edit], changes: list[Change], kept: list[Kept]) -> None:
    result = merged(here, file)
    assert result.changes == changes
    assert result.kept == kept
    held_back = {one.path.rsplit(".", 1)[-1] for one in kept}
    assert result.document == changed(*here, *[edit for edit in file if not held_back & set(steps(edit[0]))])

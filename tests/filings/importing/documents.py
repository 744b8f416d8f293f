"""The shipped case, and ways to alter a copy of it."""

from copy import deepcopy
from importlib.resources import files
from typing import Any

from filings.importing.case_format import Document, parse, validate
from filings.importing.merging import Merged, merge

SHIPPED = files("casefiles").joinpath("data", "strike3_v_meta.json").read_bytes()
CASE = parse(SHIPPED)
ABSENT = object()

Step = str | int
Edit = tuple[str, Any]

TITLE = "Motion to dismiss the complaint for failure to state a claim"
MOTION = "filings[34]"
"""Its place in the list; its key is 34 too, as one entry before it has no number."""


def changed(*changes: Edit) -> Document:
    """The shipped case with the value at each path replaced; `filings[+]` stands for one more."""
    document = deepcopy(CASE)
    for path, value in changes:
        put(document, path, value)
    return document


def put(document: Document, path: str, value: Any) -> None:
    *way, last = steps(path)
    place: Any = document
    for step in way:
        place = place[step]
    if value is ABSENT:
        del place[last]
    elif last == "+":
        place.append(value)
    else:
        place[last] = value


def steps(path: str) -> list[Step]:
    found = path.replace("]", "").replace("[", ".").split(".")
    return [int(step) if step.isdigit() else step for step in found]


def merged(here: list[Edit] | Document, file: list[Edit] | Document, base: Document | None = CASE) -> Merged:
    """The merge of two versions, each a document or edits of the shipped one; valid, and made without touching them."""
    mine, theirs = (made if isinstance(made, dict) else changed(*made) for made in (here, file))
    before = deepcopy((base, mine, theirs))
    result = merge(base, mine, theirs)
    assert (base, mine, theirs) == before
    validate(result.document)
    return result


def lengthened(entries: int) -> Document:
    """The shipped case with so many entries more: each with a filer, counsel and a paper, every second related to another."""
    last = CASE["filings"][-1]
    return changed(
        *(
            ("filings[+]", last | {
                "key": str(number), "entry": number, "title": f"Paper {number}", "kind": "motion",
                "docket_text": f"MOTION number {number}" + " to do what the rules allow" * 10 + " (Filed on 11/2/2026)",
                "date_filed": "2026-11-02", "date_entered": "2026-11-03", "filed_by": ["meta-platforms"],
                "counsel_named": ["angela-dunning"], "attorney": "angela-dunning", "judge": None, "text_only": False,
                "document_id": f"0351{number:08}", "page_count": 12, "attachments": [], "url": None,
                "relates_to": [{"entry": number - 1, "relation": "concerns"}] if number % 2 else [],
            })
            for number in range(last["entry"] + 1, last["entry"] + 1 + entries)
        )
    )  # fmt: skip

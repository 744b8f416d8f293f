"""A small case to search in: what the tables of queries are about."""

from datetime import date

from casefiles.models import CaseFile
from filings.documents.actions.mending import mend_all
from filings.models import Document, Filing, HeldFile
from tests import factories

PAPERS: dict[tuple[int, int], tuple[str, ...]] = {
    (1, 0): (
        "COMPLAINT for copyright infringement. Meta downloaded 2,396 films by BitTorrent.",
        "The willful infringement goes on. Its agents seeded and downloaded more. They acted in bad\n- 2 -",
        "faith throughout, Rule 12(b)(6) notwithstanding. See 17 U.S.C. § 504(c).",
    ),
    (2, 0): (
        "Motion to dismiss. The met hodology of the complaint infers an infringe-\nment wher e there is none.",
        "Café owners and naïve users, Müller among them, use AND/OR and e-mail at a@example.org.",
    ),
    (2, 1): ("Exhibit A: a torrent of parties. One party alone seeds; the other parties' case no. 5:25-cv-06213.",),
    (3, 0): ("ORDER granting in part. The motion's theft of trade secrets is unproved; models train on data.",),
}


def make_papers(case: CaseFile | None = None) -> dict[int, Filing]:
    """Filings by entry, 1 in July 2025, 2 in October 2025, 3 in March 2026."""
    case = case or factories.make_case()
    days = {1: date(2025, 7, 23), 2: date(2025, 10, 27), 3: date(2026, 3, 2)}
    kinds = {1: "complaint", 2: "motion", 3: "order"}
    texts = {1: "COMPLAINT against Meta", 2: "MOTION to Dismiss by Meta", 3: "ORDER by Judge Lee on 2 Motion"}
    found = {
        entry: factories.make_filing(
            case, entry=entry, date_filed=days[entry], kind=kinds[entry], title=kinds[entry].title(),
            docket_text=texts[entry],
        )
        for entry in days
    }  # fmt: skip
    for (entry, number), pages in PAPERS.items():
        hold(factories.make_document(found[entry], number=number, title="Exhibit A" if number else None), pages)
    mend_all()
    return found


def hold(document: Document, pages: tuple[str, ...], **fields: object) -> HeldFile:
    held = factories.make_held_file(document, pages=pages, **fields)
    Document.objects.filter(pk=document.pk).update(current=held)
    return held

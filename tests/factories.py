"""Plain functions, one a record: each makes what is needed for the record to stand, and no more."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from casefiles.models import CaseFile, Source, User
from filings.authorities.models import Authority, Citation
from filings.models import (
    Claim,
    Computation,
    Contention,
    Deadline,
    Document,
    Fact,
    Filer,
    Filing,
    HeldFile,
    Page,
    Proposal,
    Relation,
    Responsible,
)
from parties.models import Appearance, Attorney, Firm, Party, Representation

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)


def make_user(*, username: str = "somebody", **fields: Any) -> User:
    return User.objects.create_user(username=username, password="a long pass phrase", **fields)


def make_case(*, slug: str = "doe-v-roe", **fields: Any) -> CaseFile:
    return CaseFile.objects.create(
        **{
            "slug": slug,
            "caption": "Doe Works, LLC v. Roe Systems, Inc.",
            "short_caption": "Doe v. Roe",
            "court_id": "cand",
            "court": "U.S. District Court, Northern District of California",
            "timezone": "America/Los_Angeles",
            "docket_number": "5:25-cv-00001",
            "as_of": date(2026, 1, 1),
            "date_filed": date(2025, 7, 1),
        }
        | fields
    )


def make_source(case: CaseFile, *, code: str = "S1", **fields: Any) -> Source:
    return Source.objects.create(case=case, code=code, **{"title": f"Source {code}"} | fields)


def make_appearance(
    case: CaseFile, *, slug: str = "doe-works", name: str | None = None, role: str = "plaintiff", **fields: Any
) -> Appearance:
    party = Party.objects.create(name=name or slug.replace("-", " ").title(), kind="company")
    return Appearance.objects.create(case=case, party=party, slug=slug, role=role, **fields)


def make_representation(
    case: CaseFile, *appearances: Appearance, slug: str = "ann-lee", firm: str | None = None, **fields: Any
) -> Representation:
    found = Representation.objects.create(
        case=case,
        attorney=Attorney.objects.create(name=slug.replace("-", " ").title()),
        slug=slug,
        **({"firm": Firm.objects.get_or_create(name=firm)[0], "firm_confidence": "inferred"} if firm else {}),
        **fields,
    )
    found.represents.set(appearances)
    return found


def make_filing(
    case: CaseFile,
    *,
    entry: int | None = 1,
    filers: tuple[Appearance, ...] = (),
    date_filed: date = date(2025, 7, 1),
    **fields: Any,
) -> Filing:
    filing = Filing.objects.create(
        **{
            "case": case,
            "key": str(entry) if entry is not None else f"u{date_filed}",
            "entry": entry,
            "position": entry or case.filings.count() + 1,
            "date_filed": date_filed,
            "kind": "other",
            "title": f"Paper {entry}" if entry else "Unnumbered paper",
            "sealed": "none",
        }
        | fields
    )
    for position, appearance in enumerate(filers):
        Filer.objects.create(filing=filing, appearance=appearance, position=position)
    return filing


def relate(filing: Filing, relation: str, entry: Filing, **fields: Any) -> Relation:
    return Relation.objects.create(filing=filing, entry=entry, relation=relation, **fields)


def make_document(filing: Filing, *, number: int = 0, **fields: Any) -> Document:
    return Document.objects.create(filing=filing, number=number, **fields)


def make_held_file(document: Document, *, pages: tuple[str, ...] = (), **fields: Any) -> HeldFile:
    """A held file that was read, with one page for each text; other states by `state=`."""
    held = HeldFile.objects.create(
        **{
            "document": document,
            "sha256": hashlib.sha256(f"{document.pk} {pages}".encode()).hexdigest(),
            "size": 1000,
            "filename": "paper.pdf",
            "added_at": NOON,
            "state": "read",
            "page_count": len(pages),
            "pages_read": len(pages),
        }
        | fields
    )
    Page.objects.bulk_create(
        Page(held_file=held, number=number, text=text, width=612.0, height=792.0, marks=[None] * (text.count("\n") + 1))
        for number, text in enumerate(pages, 1)
    )
    document.current = held
    document.save()
    return held


def make_deadline(
    case: CaseFile, *, key: str = "answer", responsible: tuple[Appearance, ...] = (), **fields: Any
) -> Deadline:
    deadline = Deadline.objects.create(
        **{
            "case": case,
            "key": key,
            "title": f"Due: {key}",
            "kind": "deadline",
            "due": date(2026, 2, 1),
            "status": "pending",
        }
        | fields
    )
    for position, appearance in enumerate(responsible):
        Responsible.objects.create(deadline=deadline, appearance=appearance, position=position)
    return deadline


def make_computation(case: CaseFile, *, trigger: Filing | None = None, **fields: Any) -> Computation:
    """Opposition to motion 1, as it would be counted."""
    day = fields.pop("due", date(2025, 7, 15))
    told = {
        "title": "Opposition",
        "kind": "deadline",
        "rule": "Civ. L.R. 7-3(a)",
        "rule_days": 14,
        "runs_from": "2025-07-01",
        "who": [],
    }
    readings = {name: {"date": day.isoformat(), "steps": []} for name in ("safe", "prevailing", "latest")}
    return Computation.objects.create(
        **{
            "case": case,
            "identity": "cand.civlr.7-3.a|1|opponents",
            "rule_id": "cand.civlr.7-3.a",
            "rule_version": "2011-07-21",
            "trigger_entry": trigger,
            "trigger_date": date(2025, 7, 1),
            "inputs": {"from": "2025-07-01"},
            "safe": day,
            "prevailing": day,
            "latest": day,
            "result": {
                "rule": "cand.civlr.7-3.a",
                "cite": "Civ. L.R. 7-3(a)",
                **{name: day.isoformat() for name in readings},
                "steps": [],
                "readings": readings,
                "citations": [],
                "questions": [],
                "deadline": told,
            },
            "digest": f"{day}",
            "made_at": NOON,
        }
        | fields
    )


def make_proposal(case: CaseFile, *, trigger: Filing | None = None, **fields: Any) -> Proposal:
    count = fields.pop("computation", None) or make_computation(case, trigger=trigger)
    return Proposal.objects.create(
        **{
            "case": case,
            "sort": "new",
            "identity": count.identity,
            "computation": count,
            "because": "Why.",
            "made_at": NOON,
        }
        | fields
    )


def make_claim(case: CaseFile, *, pleaded_in: Filing, number: str = "I", **fields: Any) -> Claim:
    return Claim.objects.create(
        **{
            "case": case,
            "number": number,
            "title": f"Count {number}",
            "theory": "What was done, and why it is wrong.",
            "pleaded_in": pleaded_in,
            "status": "pending",
        }
        | fields
    )


def make_contention(
    case: CaseFile,
    *,
    key: str = "point",
    by: tuple[Appearance, ...] = (),
    answers: tuple[Contention, ...] = (),
    **fields: Any,
) -> Contention:
    contention = Contention.objects.create(**{"case": case, "key": key, "text": f"They say {key}."} | fields)
    contention.by.set(by)
    contention.answers.set(answers)
    return contention


def make_fact(case: CaseFile, *, key: str = "downloads", sources: tuple[Source, ...] = (), **fields: Any) -> Fact:
    fact = Fact.objects.create(
        **{
            "case": case, "key": key, "title": f"What happened: {key}", "date": date(2025, 3, 20), "status": "alleged",
            "said_by": "Doe Works",
        }
        | fields
    )  # fmt: skip
    fact.sources.set(sources)
    return fact


def make_citation(
    case: CaseFile, *, page: Page | None = None, key: str = "17-usc-504", start: int = 0, end: int = 9, **fields: Any
) -> Citation:
    """On the page that is given, else on one page that the case has for it."""
    if page is None:
        page = Page.objects.filter(held_file__document__filing__case=case).first()
    if page is None:
        page = make_held_file(make_document(make_filing(case)), pages=("17 U.S.C. § 504",)).pages.get()
    authority, _ = Authority.objects.get_or_create(
        case=case, key=key, defaults={"sort": "statute", "cite": "17 U.S.C. § 504"}
    )
    return Citation.objects.create(
        **{"authority": authority, "page": page, "start": start, "end": end, "text": "17 U.S.C."} | fields
    )

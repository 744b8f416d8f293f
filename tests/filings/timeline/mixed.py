"""A case with one of everything that a timeline has to get right, and a way to read an export back."""

import csv
import io
from datetime import date, time
from typing import Any

from django.test import Client

from casefiles.models import CaseFile
from tests import factories

ADDRESS = "/cases/doe-v-roe/"


def make_mixed_case() -> CaseFile:
    """Joint, sealed, partly sealed, unnumbered, twin, court's and nobody's papers; dates met, moved, vacated, undated."""
    case = factories.make_case()
    case.sources.add(factories.make_source(case, code="S1"), factories.make_source(case, code="S2", position=1))
    works = factories.make_appearance(case, slug="doe-works", name="Doe Works, LLC")
    roe = factories.make_appearance(case, slug="roe-systems", name="Roe Systems, Inc.", role="defendant", position=1)
    lawyer = factories.make_representation(case, works, slug="ann-lee")
    complaint = factories.make_filing(
        case, entry=1, filers=(works,), kind="complaint", title="Complaint", attorney=lawyer, sealed="partly",
        docket_text='COMPLAINT against "Roe", with\nfee, paid', date_entered=date(2025, 7, 2), text_only=False,
        attachments_complete=False, url="https://example.org/1/",
    )  # fmt: skip
    main = factories.make_document(complaint, sealed=False)
    factories.make_held_file(main, pages=("one", "two", "three"))
    closed = factories.make_document(complaint, number=1, sealed=True)
    factories.make_held_file(closed, pages=("secret",) * 7)
    factories.make_held_file(factories.make_document(complaint, number=2), pages=("ours",), is_sample=True)
    motion = factories.make_filing(
        case, entry=2, filers=(roe,), kind="motion", title="Motion to dismiss", date_filed=date(2025, 8, 1),
        outcome="denied", sealed=None, inferred_fields=["outcome", "filed_by"], confidence="single-source",
    )  # fmt: skip
    factories.relate(motion, "responds to", complaint)
    sealed = factories.make_filing(
        case, entry=3, filers=(works,), kind="opposition", title="Hush", date_filed=date(2025, 8, 10), sealed="full",
        docket_text="Hush", note="Hush", judge="Hush", outcome="granted",
    )  # fmt: skip
    factories.relate(sealed, "opposes", motion)
    joint = factories.make_filing(
        case,
        entry=4,
        filers=(roe, works),
        kind="joint statement",
        title="Joint statement",
        date_filed=date(2025, 8, 10),
    )
    factories.relate(joint, "concerns", complaint)
    factories.relate(joint, "concerns", motion, position=1)
    factories.make_filing(
        case, entry=None, position=5, date_filed=date(2025, 8, 10), by_court=True, judge="Ida Mann", kind="order",
        title="Discovery referred", text_only=True,
    )  # fmt: skip
    factories.make_filing(case, entry=4, key="4_2", position=6, date_filed=date(2025, 9, 1), title="Twin of 4")
    order = factories.make_filing(
        case, entry=5, position=7, by_court=True, kind="order", title="Order", date_filed=date(2026, 3, 1)
    )
    factories.relate(order, "rules on", motion)
    factories.make_deadline(
        case, key="opposition", title="Opposition", responsible=(works,), due=date(2025, 8, 10), status="met",
        met_by_entry=sealed, set_by_entry=motion, trigger_entry=motion, rule="Civil L.R. 7-3(a)", rule_days=14,
        trigger_date=date(2025, 8, 1), computed_due=date(2025, 8, 15), inferred_fields=["rule"],
    )  # fmt: skip
    factories.make_deadline(
        case, key="hearing", title="Hearing on the motion", kind="hearing", responsible=(works, roe),
        due=date(2025, 8, 10), time=time(13, 30), location="Courtroom 7, San Jose", status="moved",
        moved_to=date(2026, 2, 1), changed_by_entry=joint, set_by_entry=motion,
    )  # fmt: skip
    factories.make_deadline(
        case, key="early-hearing", title="Conference", kind="hearing", court_responsible=True, due=date(2025, 8, 10),
        time=time(9), status="held", met_by_entry=order,
    )  # fmt: skip
    factories.make_deadline(case, key="statement", title="Statement", responsible=(works, roe), due=date(2026, 4, 1))
    factories.make_deadline(case, key="undated", title="Answer", due=None, status="unknown", note="Not captured.")
    factories.make_deadline(case, key="hushed", title="Hush", responsible=(roe,), set_by_entry=sealed)
    return case


def make_facts(case: CaseFile) -> None:
    """One of each sort of time; the e-mail on page 1 of an open attachment of the complaint."""
    complaint = case.filings.get(entry=1)
    email = factories.make_fact(
        case, key="email", side="plaintiff", text="They wrote.", source_entry=complaint, position=3,
        source_document=complaint.documents.get(number=2), source_page=1, sources=tuple(case.sources.all()),
    )  # fmt: skip
    assert email.date == date(2025, 3, 20)
    factories.make_fact(
        case,
        key="since",
        date=date(2018, 1, 1),
        end=date(2025, 12, 31),
        precision="range",
        status="denied",
        side="defendant",
    )
    press: dict[str, Any] = {"status": "reported", "said_by": "The Gazette"}
    factories.make_fact(case, key="year", date=date(2018, 1, 1), precision="year", position=1, **press)
    factories.make_fact(case, key="month", date=date(2025, 3, 1), precision="around", **press)


def export(client: Client, query: str = "") -> bytes:
    response: Any = client.get(f"{ADDRESS}timeline.csv{query}")
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    return content


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(client, query).decode("utf-8-sig"), newline="")))


def keys(found: list[dict[str, str]]) -> list[str]:
    return [row["key"] for row in found]

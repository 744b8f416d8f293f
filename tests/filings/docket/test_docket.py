import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.docket import tally
from filings.models import Filing
from tests import factories

DOCKET = "/cases/doe-v-roe/docket/"


def page(client: Client, query: str = "") -> str:
    response = client.get(DOCKET + query)
    assert response.status_code == 200
    return response.content.decode()


def row(text: str, key: str) -> str:
    found = re.search(rf'(?s)<tr id="entry-{key}".*?</tr>', text)
    assert found, f"no row {key}"
    return found[0]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def fill(case: CaseFile, first: int, last: int) -> None:
    """Rows with filers, relations, documents held and not, and deadlines they meet."""
    doe = case.appearances.first() or factories.make_appearance(case)
    for entry in range(first, last + 1):
        filing = factories.make_filing(case, entry=entry, filers=(doe,), kind="motion", url="https://example.org/x/")
        factories.make_held_file(factories.make_document(filing), pages=("words",))
        factories.make_document(filing, number=1)
        if before := case.filings.filter(entry=entry - 1).first():
            factories.relate(filing, "responds to", before)
        factories.make_deadline(
            case, key=f"due-{entry}", due=filing.date_filed, status="met", met_by_entry=filing, trigger_entry=filing
        )


def test_one_row_and_three_cost_the_same_queries(
    case: CaseFile, anonymous: Client, django_assert_num_queries: Any
) -> None:
    # case, appearances, count, filings; filers, relations, documents, deadlines and edits of the filings
    fill(case, 1, 1)
    with django_assert_num_queries(9):
        page(anonymous)
    fill(case, 2, 4)
    with django_assert_num_queries(9):
        page(anonymous)


def test_a_row_says_who_did_what_when(case: CaseFile, anonymous: Client) -> None:
    doe = factories.make_appearance(case, name="Doe Works, LLC")
    roe = factories.make_appearance(case, slug="roe", name="Roe Systems, Inc.", role="defendant")
    motion = factories.make_filing(
        case, entry=34, filers=(roe,), kind="motion", title="Motion to dismiss", outcome="denied",
        date_filed=date(2025, 10, 27), date_entered=date(2025, 10, 28),
    )  # fmt: skip
    joint = factories.make_filing(case, entry=35, filers=(doe, roe), kind="stipulation", title="Stipulation")
    order = factories.make_filing(
        case, entry=61, by_court=True, judge="Eumi K. Lee", kind="order", title="Order", date_filed=date(2026, 6, 11)
    )
    factories.relate(order, "rules on", motion)
    factories.relate(joint, "concerns", motion, confidence="inferred")
    text = page(anonymous)
    assert words(row(text, "34")).startswith(
        "34 Oct 27, 2025 Motion to dismiss Roe Systems Motion · denied · entered Oct 28, 2025"
    )
    assert words(row(text, "61")).startswith(
        "61 Jun 11, 2026 Order Court · Eumi K. Lee Order · rules on 34 after 227 days"
    )
    assert words(row(text, "35")).startswith(
        "35 Jul 1, 2025 Stipulation Doe Works Roe Systems Stipulation · concerns 34 (inferred)"
    )
    assert f'href="{DOCKET}34/"' in row(text, "61")
    assert 'class="acted plaintiff"' in row(text, "35")
    assert text.index("entry-61") < text.index("entry-35") < text.index("entry-34")


def test_an_entry_without_a_number_or_a_filer_says_so(case: CaseFile, anonymous: Client) -> None:
    factories.make_filing(case, entry=None, confidence="single-source")
    found = row(page(anonymous), "u2025-07-01")
    assert "unnumbered" in found
    assert "Filer not known" in found
    assert "single source" in found
    assert "acted unknown" in found


def test_the_documents_of_a_row_say_how_far_we_have_them(case: CaseFile, anonymous: Client) -> None:
    read = factories.make_filing(case, entry=1)
    factories.make_held_file(factories.make_document(read), pages=("a", "b"))
    being = factories.make_filing(case, entry=2)
    factories.make_held_file(
        factories.make_document(being), state="reading", page_count=25, pages_read=11,
        lease_until=factories.NOON, lease_token="t",
    )  # fmt: skip
    missing = factories.make_filing(case, entry=3, url="https://example.org/3/?a=1&b=2")
    factories.make_document(missing)
    sealed = factories.make_filing(case, entry=4, sealed="partly")
    factories.make_document(sealed, page_count=3)
    factories.make_document(sealed, number=1, sealed=True, page_count=900)
    factories.make_filing(case, entry=5, text_only=True)
    text = page(anonymous)
    assert words(row(text, "1")).endswith("1 document · 2 pages · text read")
    assert words(row(text, "2")).endswith("1 document · 25 pages · reading page 12 of 25")
    assert words(row(text, "3")).endswith("1 document · not held: where to get it")
    assert 'href="https://example.org/3/?a=1&amp;b=2"' in row(text, "3")
    assert words(row(text, "4")).endswith("2 documents · 3 pages · 1 sealed · 1 not held")
    assert words(row(text, "5")).endswith("text only")


def test_what_is_done_on_its_due_date_says_so(case: CaseFile, anonymous: Client) -> None:
    fill(case, 1, 1)
    late = factories.make_filing(case, entry=2, date_filed=date(2025, 11, 20))
    factories.make_deadline(case, due=date(2025, 11, 17), status="met", met_by_entry=late)
    text = page(anonymous)
    assert "on its due date" in row(text, "1")
    assert "was due Nov 17, 2025" in row(text, "2")


def test_words_of_a_court_or_a_person_are_escaped(case: CaseFile, anonymous: Client) -> None:
    evil = "<script>alert(1)</script>"
    doe = factories.make_appearance(case, name=evil)
    factories.make_filing(case, entry=1, filers=(doe,), title=evil, url="javascript:alert(1)")
    factories.make_filing(case, entry=2, by_court=True, judge=evil)
    factories.make_document(Filing.objects.get(key="1"))
    text = page(anonymous, "?q=<script>")
    assert evil not in page(anonymous)
    assert "javascript:" not in page(anonymous)
    assert "<script>" not in text


def test_an_address_of_no_web_is_no_link(case: CaseFile, anonymous: Client) -> None:
    factories.make_document(factories.make_filing(case, entry=1, url="data:text/html,x"))
    assert words(row(page(anonymous), "1")).endswith("1 document · not held")


def test_a_sealed_row_shows_key_date_and_the_word(case: CaseFile, anonymous: Client, sealed_reader: Client) -> None:
    fill(case, 1, 2)
    Filing.objects.filter(key="2").update(sealed="full", title="Secret", outcome="denied", judge="J. Secret")
    found = row(page(anonymous), "2")
    assert words(found) == "2 Jul 1, 2025 Sealed"
    assert "Secret" in row(page(sealed_reader), "2")
    assert "fully sealed" in row(page(sealed_reader), "2")


def test_a_paper_of_both_sides_stands_once_under_each_sides_filter(case: CaseFile, anonymous: Client) -> None:
    doe = factories.make_appearance(case)
    also = factories.make_appearance(case, slug="doe-media")
    roe = factories.make_appearance(case, slug="roe", role="defendant")
    factories.make_filing(case, entry=1, filers=(doe, also, roe))
    for side in ("plaintiff", "defendant"):
        assert page(anonymous, f"?side={side}").count("<tr id=") == 1


def test_a_bad_filter_shows_its_sentence_and_the_whole_docket(case: CaseFile, anonymous: Client) -> None:
    fill(case, 1, 3)
    text = page(anonymous, "?kind=poem&filed_after=soon")
    assert "“poem” is no kind of filing." in text
    assert "Write the day as 2025-10-27." in text
    assert text.count("<tr id=") == 3


def test_the_form_shows_what_the_address_asks_and_the_tally_says_it(case: CaseFile, anonymous: Client) -> None:
    fill(case, 1, 3)
    text = page(
        anonymous, "?kind=motion&kind=order&side=plaintiff&filed_after=2025-07-01&q=paper&routine=hide&sort=asc"
    )
    assert '<input type="checkbox" name="kind" value="order" checked>' in text
    assert '<option value="plaintiff" selected>' in text
    assert 'name="filed_after" value="2025-07-01"' in text
    assert 'name="q" value="paper"' in text
    assert '<input type="hidden" name="sort" value="asc">' in text
    assert (
        "3 entries found: motion or order, side: plaintiff, filed from Jul 1, 2025, with the words “paper”, "
        "without routine filings" in words(text)
    )
    assert text.index("entry-1") < text.index("entry-3")


def test_the_export_takes_the_same_filter(case: CaseFile, anonymous: Client) -> None:
    fill(case, 1, 1)
    assert "timeline.csv?kind=motion&amp;q=paper" in page(anonymous, "?kind=motion&q=paper&after=1")


def test_an_empty_result_offers_the_whole_docket(case: CaseFile, anonymous: Client) -> None:
    fill(case, 1, 1)
    assert "No entry passes this filter." in page(anonymous, "?kind=answer")
    assert "0 entries found" in page(anonymous, "?kind=answer")


def test_the_pages_of_a_long_docket_lead_on_and_keep_the_filter(case: CaseFile, anonymous: Client) -> None:
    Filing.objects.bulk_create(
        Filing(case=case, key=str(n), entry=n, position=n, date_filed=date(2025, 7, 1), kind="motion", title=f"M {n}")
        for n in range(1, 121)
    )
    first = page(anonymous, "?size=50&kind=motion&sort=asc")
    assert first.count("<tr id=") == 50
    assert 'href="?size=50&amp;kind=motion&amp;sort=asc&amp;after=50" rel="next"' in first
    assert 'href="?size=50&amp;kind=motion&amp;sort=asc&amp;page=last"' in first
    second = page(anonymous, "?size=50&kind=motion&sort=asc&after=50")
    assert "entry-51" in second
    assert "entry-100" in second
    assert 'href="?size=50&amp;kind=motion&amp;sort=asc&amp;before=51" rel="prev"' in second
    last = page(anonymous, "?size=50&kind=motion&sort=asc&page=last")
    assert last.count("<tr id=") == 20
    assert page(anonymous, "?after=nowhere").count("<tr id=") == 120


def test_a_long_docket_is_counted_again_when_it_changes(
    case: CaseFile, anonymous: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally, "LONG", 2)
    monkeypatch.setattr(tally, "_counted", {})
    for entry in (1, 2, 3):
        factories.make_filing(case, entry=entry)
        assert f"{entry} entr" in page(anonymous)
        assert f"{entry} entr" in page(anonymous)
    Filing.objects.get(key="2").delete()
    assert "2 entries" in page(anonymous)
    Filing.objects.get(key="3").delete()
    assert "1 entry" in page(anonymous)
    assert case.pk not in tally._counted


def test_an_unknown_case_is_not_found(db: None, anonymous: Client) -> None:
    assert anonymous.get("/cases/nowhere/docket/").status_code == 404

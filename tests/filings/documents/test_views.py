import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.documents import storage
from filings.models import Document, Filing, HeldFile
from tests import factories

DOCKET = "/cases/doe-v-roe/docket/"


def page(client: Client, address: str) -> str:
    response = client.get(DOCKET + address)
    assert response.status_code == 200
    return response.getvalue().decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def part(text: str, tag: str, attributes: str) -> str:
    """The element with these attributes, up to its first end tag."""
    found = re.search(rf"(?s)<{tag}\b[^>]*{re.escape(attributes)}[^>]*>.*?</{tag}>", text)
    assert found, attributes
    return found[0]


@pytest.fixture
def motion(case: CaseFile) -> Filing:
    """Entry 34: a motion with a complaint before it, an opposition and an order after it, and documents in each state."""
    doe = factories.make_appearance(case, name="Doe Works, LLC")
    roe = factories.make_appearance(case, slug="roe", name="Roe Systems, Inc.", role="defendant")
    lawyer = factories.make_representation(case, roe, slug="ann-lee", firm="Lee LLP")
    complaint = factories.make_filing(case, entry=1, filers=(doe,), kind="complaint", title="Complaint")
    motion = factories.make_filing(
        case, entry=34, filers=(roe,), attorney=lawyer, kind="motion", title="Motion to dismiss", outcome="denied",
        date_filed=date(2025, 10, 27), date_entered=date(2025, 10, 28), docket_text="MOTION <b>to Dismiss</b>",
        url="https://www.courtlistener.com/docket/70899478/34/doe-v-roe/", note="Argued.", attachments_complete=False,
        inferred_fields=["kind"],
    )  # fmt: skip
    opposition = factories.make_filing(
        case, entry=37, filers=(doe,), kind="opposition", title="Opposition", date_filed=date(2025, 11, 10)
    )
    order = factories.make_filing(
        case, entry=61, by_court=True, kind="order", title="Order denying it", date_filed=date(2026, 6, 11)
    )
    factories.relate(motion, "responds to", complaint)
    factories.relate(opposition, "opposes", motion)
    factories.relate(order, "rules on", motion)
    factories.make_held_file(factories.make_document(motion), pages=("First page.", "Second <page>."), is_sample=True)
    factories.make_document(motion, number=2, title="Exhibit 1")
    factories.make_document(motion, number=3, title="Secret exhibit", sealed=True)
    return motion


def hold(document: Document, *, state: str, **fields: Any) -> HeldFile:
    lease: dict[str, Any] = {"lease_until": factories.NOON, "lease_token": "t"} if state == "reading" else {}
    return factories.make_held_file(document, state=state, **lease, **fields)


def test_a_filing_tells_its_facts(motion: Filing, anonymous: Client) -> None:
    text = page(anonymous, "34/")
    facts = words(part(text, "dl", 'class="facts"'))
    assert facts == (
        "Filed by Roe Systems, Inc. (defendant) Attorney Ann Lee , Lee LLP firm not verified Filed Oct 27, 2025 "
        "Entered Oct 28, 2025 Kind motion inferred Outcome denied Sealed no part of it Paper not known "
        "Attachments more may exist than are listed here Source courtlistener.com Note Argued. Cite Dkt. 34 "
        "In full Doe Works, LLC v. Roe Systems, Inc., No. 5:25-cv-00001 (N.D. Cal. Oct. 27, 2025), ECF No. 34"
    )
    assert "MOTION &lt;b&gt;to Dismiss&lt;/b&gt;" in text
    assert 'href="/cases/doe-v-roe/parties/#party-roe"' in text
    assert 'href="/cases/doe-v-roe/parties/#counsel-ann-lee"' in text


def test_unknown_facts_are_said_to_be_unknown(case: CaseFile, anonymous: Client) -> None:
    factories.make_filing(case, entry=1, kind="motion", sealed=None, confidence="inferred")
    text = words(page(anonymous, "1/"))
    assert "Filed by not known" in text
    assert "Entered not known" in text
    assert "Sealed not known" in text
    assert "Outcome no order on it is on the docket" in text
    assert "No document of this filing is known." in text
    assert "inferred" in text


def test_counsel_named_and_the_judge_stand_among_the_facts(case: CaseFile, anonymous: Client) -> None:
    doe = factories.make_appearance(case)
    minutes = factories.make_filing(case, kind="minute entry", by_court=True, judge="Eumi K. Lee", text_only=True)
    minutes.counsel_named.set([factories.make_representation(case, doe, slug=slug) for slug in ("ann-lee", "bo-ray")])
    text = words(page(anonymous, "1/"))
    assert "Filed by the court Counsel named Ann Lee Bo Ray Judge Eumi K. Lee" in text
    assert "Paper none: the entry is its own text" in text
    assert "The entry is its own text; no paper is behind it." in text


def test_the_chain_stands_in_order_with_the_days_between(motion: Filing, anonymous: Client) -> None:
    chain = part(page(anonymous, "34/"), "ol", 'class="chain"')
    assert words(chain) == (
        "Complaint Doe Works · Jul 1, 2025 · No. 1 118 days Motion to dismiss Roe Systems · Oct 27, 2025 · No. 34 "
        "14 days Opposition Doe Works · Nov 10, 2025 · No. 37 213 days Order denying it Court · Jun 11, 2026 · No. 61"
    )
    assert re.findall(r'aria-current="step".*?href="([^"]+)"', chain) == [DOCKET + "34/"]


def test_relations_read_both_ways_in_words(motion: Filing, anonymous: Client) -> None:
    text = words(page(anonymous, "34/"))
    assert "responds to 1 , Complaint, after 118 days" in text
    assert "ruled on by 61 , Order denying it, after 227 days" in text
    assert "rules on 34 , Motion to dismiss, after 227 days" in words(page(anonymous, "61/"))


def test_deadlines_tied_to_it_say_how(motion: Filing, case: CaseFile, anonymous: Client) -> None:
    opposition = Filing.objects.get(key="37")
    factories.make_deadline(
        case, key="opp", title="Opposition due", due=date(2025, 11, 10), trigger_entry=motion, set_by_entry=motion,
        met_by_entry=opposition, status="met",
    )  # fmt: skip
    factories.make_deadline(case, key="other", title="Something else")
    text = words(page(anonymous, "34/"))
    assert "Opposition due Mon, Nov 10, 2025 · runs from this filing, set by this filing · met" in text
    assert "met by this filing · met" in words(page(anonymous, "37/"))
    assert "Something else" not in text


def test_what_is_still_to_come_ends_the_chain(motion: Filing, case: CaseFile, anonymous: Client) -> None:
    factories.make_deadline(
        case,
        key="h",
        title="Hearing on it",
        kind="hearing",
        due=date(2999, 1, 5),
        set_by_entry=motion,
        court_responsible=True,
    )
    factories.make_deadline(case, key="past", title="Long past", due=date(2025, 1, 5), set_by_entry=motion)
    for key in ("34", "37"):
        chain = words(part(page(anonymous, f"{key}/"), "ol", 'class="chain"'))
        assert chain.endswith("Hearing on it Jan 5, 2999 · hearing to come")


def test_each_document_says_how_far_we_have_it(motion: Filing, anonymous: Client) -> None:
    reading = factories.make_document(motion, number=4, title="Exhibit 3")
    hold(reading, state="reading", page_count=25, pages_read=11)
    failed = factories.make_document(motion, number=5, title="Exhibit 4")
    hold(failed, state="failed", page_count=None, fault="locked", fault_text="It is locked & shut.")
    waiting = factories.make_document(motion, number=6)
    hold(waiting, state="waiting", page_count=None)
    text = page(anonymous, "34/")
    items = {number: words(part(text, "li", f'id="document-{number}"')) for number in (0, 2, 3, 4, 5, 6)}
    assert items[0].startswith("34 Main document 2 pages · text read · 1000 bytes")
    assert items[0].endswith("· PDF A sample made by this project, not the court’s paper.")
    assert items[2] == "34-2 Exhibit 1 not held: where to get it"
    assert items[3] == "34-3 Sealed sealed"
    assert items[4].startswith("34-4 Exhibit 3 reading page 12 of 25")
    assert 'max="25" value="11"' in part(text, "li", 'id="document-4"')
    assert "could not be read" in items[5]
    assert "It is locked &amp; shut." in items[5]
    assert "waiting to be read" in items[6]
    assert 'href="https://www.courtlistener.com/docket/70899478/34/2/doe-v-roe/"' in part(text, "li", 'id="document-2"')
    assert "More attachments may exist" in text
    assert "Secret exhibit" not in text


def test_the_text_stands_below_page_by_page(motion: Filing, anonymous: Client) -> None:
    text = page(anonymous, "34/")
    first, second = part(text, "article", 'id="d0-p1"'), part(text, "article", 'id="d0-p2"')
    assert words(first) == "Page 1 of 2 ECF No. 34 at 1 First page."
    assert "Second &lt;page&gt;." in second
    assert f'href="{DOCKET}34/0/#p2"' in second
    assert "It is not the court’s paper; a real file takes its place." in text


def test_a_filing_shows_twenty_pages_in_all(case: CaseFile, anonymous: Client) -> None:
    filing = factories.make_filing(case)
    for number in (0, 1, 2):
        factories.make_held_file(
            factories.make_document(filing, number=number), pages=tuple(f"Words {n}" for n in range(1, 13))
        )
    text = page(anonymous, "1/")
    assert len(re.findall(r'<article class="page" id="d\d-p\d+"', text)) == 20
    assert 'id="d0-p12"' in text
    assert 'id="d1-p8"' in text
    assert 'id="d1-p9"' not in text
    assert words(part(text, "a", f'class="button" href="{DOCKET}1/1/"')) == "All 12 pages of this document"
    assert words(part(text, "a", f'class="button" href="{DOCKET}1/2/"')) == "The 12 pages of this document"


def test_the_page_follows_a_reading_with_and_without_scripts(motion: Filing, anonymous: Client) -> None:
    assert "data-reading" not in page(anonymous, "34/")
    assert "http-equiv" not in page(anonymous, "34/")
    HeldFile.objects.update(state="waiting")
    for address in ("34/", "34/0/"):
        text = page(anonymous, address)
        assert "data-reading" in text
        assert "js/reading.js" in text
        assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in text


def test_the_neighbours_on_the_docket_are_linked(motion: Filing, anonymous: Client) -> None:
    text = part(page(anonymous, "34/"), "nav", 'aria-label="Neighbours on the docket"')
    assert f'href="{DOCKET}1/" rel="prev"' in text
    assert f'href="{DOCKET}37/" rel="next"' in text
    assert 'rel="prev"' not in page(anonymous, "1/")
    assert 'rel="next"' not in page(anonymous, "61/")


def add_more(motion: Filing, first: int, last: int) -> None:
    """More of each sort that the page of a filing lists."""
    doe = motion.case.appearances.first()
    assert doe
    for number in range(first, last + 1):
        factories.make_held_file(factories.make_document(motion, number=10 + number), pages=("words",))
        reply = factories.make_filing(motion.case, entry=100 + number, filers=(doe,), kind="reply")
        factories.relate(reply, "replies in support of", motion)
        factories.make_deadline(motion.case, key=f"d{number}", trigger_entry=motion)
        motion.counsel_named.add(factories.make_representation(motion.case, doe, slug=f"lawyer-{number}"))


def test_one_of_each_and_three_cost_the_same_queries(
    motion: Filing, anonymous: Client, django_assert_num_queries: Any
) -> None:
    # case, filing with its neighbours; relations, deadlines, whether something is sealed, filers of the chain, documents,
    # pages, counsel; when it was last edited
    add_more(motion, 1, 1)
    with django_assert_num_queries(10):
        page(anonymous, "34/")
    add_more(motion, 2, 4)
    with django_assert_num_queries(10):
        page(anonymous, "34/")


def test_the_main_document_goes_by_the_name_of_its_filing(motion: Filing, anonymous: Client) -> None:
    assert "<h1>Motion to dismiss</h1>" in page(anonymous, "34/0/")


def test_a_document_not_held_says_where_to_get_it(motion: Filing, anonymous: Client) -> None:
    text = page(anonymous, "34/2/")
    assert "not held: where to get it" in words(text)
    assert "https://www.courtlistener.com/docket/70899478/34/2/doe-v-roe/" in text
    assert ".pdf" not in text


def test_an_entry_without_a_number_is_cited_by_its_day(case: CaseFile, anonymous: Client) -> None:
    filing = factories.make_filing(case, entry=None, kind="minute entry", date_filed=date(2025, 9, 19))
    factories.make_held_file(factories.make_document(filing), pages=("words",))
    text = words(page(anonymous, "u2025-09-19/"))
    assert "Cite minute entry of Sept. 19, 2025" in text
    assert "minute entry of Sept. 19, 2025 at 1" in text


def test_words_from_outside_are_escaped(case: CaseFile, anonymous: Client) -> None:
    evil = "<script>alert(1)</script>"
    doe = factories.make_appearance(case, name=evil)
    filing = factories.make_filing(
        case, entry=1, filers=(doe,), title=evil, docket_text=evil, note=evil, judge=evil, url=f"https://x/{evil}",
        attorney=factories.make_representation(case, doe, firm=evil),
    )  # fmt: skip
    factories.relate(factories.make_filing(case, entry=2, title=evil), "amends", filing)
    factories.make_held_file(factories.make_document(filing, title=evil), pages=(evil,))
    factories.make_held_file(
        factories.make_document(filing, number=1, title=evil), state="failed", fault="x", fault_text=evil
    )
    factories.make_deadline(case, title=evil, trigger_entry=filing, due=date(2999, 1, 1))
    for address in ("1/", "1/0/", "1/1/"):
        assert "<script>alert" not in page(anonymous, address)


@pytest.mark.parametrize("address", ["999/", "u2020-01-01/", "34_2/", "999/0/", "34/9/", "34/9.pdf", "34/2.pdf"])
def test_what_is_not_there_is_not_found(motion: Filing, anonymous: Client, address: str) -> None:
    assert anonymous.get(DOCKET + address).status_code == 404


def test_a_filing_of_another_case_is_not_found_here(motion: Filing, anonymous: Client) -> None:
    factories.make_filing(factories.make_case(slug="other"), entry=500)
    assert anonymous.get(f"{DOCKET}500/").status_code == 404


@pytest.fixture
def sealed(motion: Filing) -> Filing:
    Filing.objects.filter(pk=motion.pk).update(sealed="full")
    factories.make_deadline(motion.case, title="Secret date", trigger_entry=motion)
    return motion


@pytest.mark.parametrize("address", ["34/", "34/0/", "34/2/", "34/77/"])
def test_a_sealed_filing_shows_key_date_and_that_it_is_sealed(sealed: Filing, anonymous: Client, address: str) -> None:
    text = words(part(page(anonymous, address), "main", ""))
    assert text == (
        "Docket / No. 34 Sealed No. 34, filed Oct 27, 2025, is sealed. Only those who may see what is sealed can open it here. "
        "Previous entry On the docket Next entry"
    )


def test_a_date_that_a_sealed_filing_set_is_not_told_by_its_neighbours(
    sealed: Filing, anonymous: Client, sealed_reader: Client
) -> None:
    factories.make_deadline(sealed.case, key="h", title="Secret hearing", due=date(2999, 1, 5), set_by_entry=sealed)
    assert "Secret hearing" not in page(anonymous, "37/")
    assert "Secret hearing" in page(sealed_reader, "37/")


def test_whoever_may_see_it_sees_a_sealed_filing_and_is_told(sealed: Filing, sealed_reader: Client) -> None:
    text = page(sealed_reader, "34/")
    assert "Fully sealed." in text
    assert "Motion to dismiss" in text
    assert "Secret exhibit" in text
    assert sealed_reader.get(f"{DOCKET}34/77/").status_code == 404


def test_a_sealed_document_of_an_open_filing_shows_its_number_alone(
    motion: Filing, anonymous: Client, sealed_reader: Client
) -> None:
    hold(Document.objects.get(number=3), state="read", pages=("Secret words",))
    for text in (page(anonymous, "34/"), page(anonymous, "34/3/")):
        assert "Secret" not in text
    assert "34-3, filed Oct 27, 2025, is sealed." in words(page(anonymous, "34/3/"))
    assert "Secret words" in page(sealed_reader, "34/3/")


@pytest.fixture
def stored(motion: Filing) -> Path:
    """The bytes behind the main document."""
    path = storage.path_of(HeldFile.objects.get(document__number=0).sha256)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF-1.7 bytes")
    return path


def test_the_file_comes_to_be_saved_under_a_clean_name(motion: Filing, stored: Path, anonymous: Client) -> None:
    response = anonymous.get(f"{DOCKET}34/0.pdf")
    assert b"".join(response) == b"%PDF-1.7 bytes"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="25-cv-00001-34.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_a_file_that_is_known_is_not_sent_again(motion: Filing, stored: Path, anonymous: Client) -> None:
    etag = f'"{stored.stem}"'
    response = anonymous.get(f"{DOCKET}34/0.pdf", headers={"if-none-match": etag})
    assert (response.status_code, response.headers["ETag"]) == (304, etag)


def test_a_file_missing_from_the_disk_is_not_found(
    motion: Filing, stored: Path, anonymous: Client, caplog: pytest.LogCaptureFixture
) -> None:
    stored.unlink()
    assert anonymous.get(f"{DOCKET}34/0.pdf").status_code == 404
    assert "is not on the disk" in caplog.text


def test_a_sealed_file_is_not_found_and_not_told_unchanged(sealed: Filing, stored: Path, anonymous: Client) -> None:
    assert anonymous.get(f"{DOCKET}34/0.pdf", headers={"if-none-match": f'"{stored.stem}"'}).status_code == 404
    Filing.objects.filter(pk=sealed.pk).update(sealed="partly")
    Document.objects.filter(number=0).update(sealed=True)
    assert anonymous.get(f"{DOCKET}34/0.pdf").status_code == 404

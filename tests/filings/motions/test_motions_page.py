"""The list of motions: its filter, its pages, its export, what it costs and what it keeps to itself."""

import csv
import io
import re
from datetime import UTC, date, datetime, tzinfo
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.models import Filing
from filings.motions import views
from parties.models import Appearance
from tests import factories

PAGE = "/cases/doe-v-roe/motions/"
CSV = "/cases/doe-v-roe/motions.csv"


class Clock:
    """A late evening of October in California, already the next day in Greenwich. The docket was seen later than that."""

    @staticmethod
    def now(zone: tzinfo) -> datetime:
        return datetime(2025, 10, 11, 5, tzinfo=UTC).astimezone(zone)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filings.motions.views.datetime", Clock)


@pytest.fixture
def doe(case: CaseFile) -> Appearance:
    return factories.make_appearance(case, name="Doe Works, LLC")


@pytest.fixture
def docket(case: CaseFile, doe: Appearance) -> CaseFile:
    """1 pending, 2 decided by 9, 3 withdrawn by 8, 4 in effect by itself, 5 for pro hac vice; 6 pending of another kind."""
    make = factories.make_filing
    for entry, kind in enumerate(
        ("motion", "motion", "motion", "stipulation", "pro hac vice motion", "administrative motion"), 1
    ):
        make(case, entry=entry, kind=kind, filers=(doe,), date_filed=date(2025, 10, entry))
    factories.relate(make(case, entry=9, kind="order", by_court=True), "rules on", case.filings.get(key="2"))
    factories.relate(make(case, entry=8), "withdraws", case.filings.get(key="3"))
    factories.make_deadline(case, status="moved", changed_by_entry=case.filings.get(key="4"))
    return case


def keys(client: Client, query: str = "") -> list[str]:
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return re.findall(r'<tr id="motion-([^"]+)"', response.text)


def exported(client: Client, query: str = "") -> list[dict[str, str]]:
    response: Any = client.get(CSV + query)
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbfcase,docket_number,")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["6", "4", "3", "2", "1", "5"]),
        ("?state=pending", ["6", "1", "5"]),
        ("?state=decided", ["2"]),
        ("?state=withdrawn", ["3"]),
        ("?state=in-effect", ["4"]),
        ("?state=pending&routine=hide", ["6", "1"]),
        ("?kind=administrative-motion", ["6"]),
        ("?kind=joint-statement", []),
        ("?state=", ["6", "4", "3", "2", "1", "5"]),
    ],
)
def test_the_filter_is_the_address_of_the_page_and_of_its_csv(
    docket: CaseFile, anonymous: Client, query: str, found: list[str]
) -> None:
    assert keys(anonymous, query) == found
    assert [row["key"] for row in exported(anonymous, query)] == found


def test_routine_motions_stand_last_under_a_heading_of_their_own(docket: CaseFile, anonymous: Client) -> None:
    text = anonymous.get(PAGE).text
    assert text.index("Routine: admission pro hac vice") > text.index('id="motion-1"')
    assert "Routine: admission" not in anonymous.get(PAGE + "?routine=hide").text


def test_the_tally_says_the_states_the_filter_and_the_day(docket: CaseFile, anonymous: Client) -> None:
    said = "6 motions · 3 pending · 1 decided · 1 withdrawn · 1 in effect without an order"
    text = words(anonymous.get(PAGE).text)
    assert said in text
    # The court's own day, for it comes before the day on which the docket was seen.
    assert "days counted to Oct 10, 2025" in text
    assert "2 motions (pending, without pro hac vice) · 2 pending" in words(
        anonymous.get(PAGE + "?state=pending&routine=hide").text
    )


@pytest.mark.parametrize("name", ["state", "kind", "routine"])
def test_a_bad_filter_is_told_and_filters_nothing(docket: CaseFile, anonymous: Client, name: str) -> None:
    page = anonymous.get(PAGE, {name: "<zz>"})
    assert page.status_code == 200
    assert "“&lt;zz&gt;” is not one of these; all are shown." in page.text
    assert len(keys(anonymous, f"?{name}=zz")) == 6
    refused = anonymous.get(CSV, {name: "zz"})
    assert (refused.status_code, refused.text) == (400, "“zz” is not one of these; all are shown.")


def test_the_csv_keeps_the_filter_in_its_link(docket: CaseFile, anonymous: Client) -> None:
    assert f'href="{CSV}?state=pending"' in anonymous.get(PAGE + "?state=pending&kind=&page=7").text
    assert f'href="{CSV}"' in anonymous.get(PAGE + "?state=zz").text


def test_an_empty_docket_and_an_empty_filter_say_so(case: CaseFile, anonymous: Client) -> None:
    assert "No motion is on this docket yet." in anonymous.get(PAGE).text
    factories.make_filing(case, kind="motion")
    assert "No motion passes this filter." in anonymous.get(PAGE + "?state=decided").text


def test_a_row_links_each_step(docket: CaseFile, anonymous: Client) -> None:
    motion = docket.filings.get(key="1")
    opposition = factories.make_filing(docket, entry=11, kind="opposition", date_filed=date(2025, 10, 8))
    factories.relate(opposition, "opposes", motion)
    factories.make_deadline(
        docket, key="opp", title="Opposition", trigger_entry=motion, due=date(2025, 10, 9), status="met",
        met_by_entry=opposition,
    )  # fmt: skip
    text = anonymous.get(PAGE).text
    row = re.search(r'(?s)<tr id="motion-1".*?</tr>', text)
    assert row
    assert '<a href="/cases/doe-v-roe/docket/11/">No. 11</a>, Oct 8, 2025' in row[0]
    assert '<a href="/cases/doe-v-roe/deadlines/opp/">Oct 9, 2025</a>' in row[0]
    assert "Pending 9 days" in row[0]
    assert "Doe Works" in row[0]
    assert "due date not known" in row[0]  # of the reply


def test_an_entry_without_a_number_is_named_by_its_day(case: CaseFile, anonymous: Client) -> None:
    motion = factories.make_filing(case, entry=None, kind="motion", date_filed=date(2025, 9, 19), outcome="granted")
    order = factories.make_filing(case, entry=None, key="u2025-09-20", kind="order", date_filed=date(2025, 9, 20))
    factories.relate(order, "rules on", motion)
    assert "by the entry of Sep 20, 2025 after 1 day" in words(anonymous.get(PAGE).text)


def test_words_from_outside_are_escaped_and_defused(case: CaseFile, anonymous: Client) -> None:
    evil = "=<script>alert(1)</script>"
    doe = factories.make_appearance(case, name=evil)
    motion = factories.make_filing(case, entry=1, kind="motion", title=evil, filers=(doe,))
    factories.make_deadline(case, key="opp", title=f"Opposition {evil}", trigger_entry=motion)
    assert "<script>alert" not in anonymous.get(PAGE).text
    assert "<script>alert" not in anonymous.get("/cases/doe-v-roe/docket/1/").text
    row = exported(anonymous)[0]
    assert (row["title"], row["filers"]) == (f"'{evil}", f"'{evil}")


def test_a_long_list_is_cut_into_pages_under_the_same_filter(
    case: CaseFile, anonymous: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PAGE", 2)
    for entry in range(1, 6):
        factories.make_filing(case, entry=entry, kind="motion" if entry > 1 else "pro hac vice motion")
    assert keys(anonymous) == ["5", "4"]
    text = anonymous.get(PAGE + "?state=pending&page=2").text
    assert keys(anonymous, "?state=pending&page=2") == ["3", "2"]
    for link in ("?state=pending&amp;page=1", "?state=pending&amp;page=3"):
        assert f'href="{link}"' in text
    assert keys(anonymous, "?page=3") == ["1"]
    assert "Routine: admission" in anonymous.get(PAGE + "?page=3").text
    for wrong, there in (("99", ["1"]), ("0", ["1"]), ("9" * 6000, ["5", "4"]), ("x", ["5", "4"])):
        assert keys(anonymous, f"?page={wrong}") == there
    assert len(exported(anonymous)) == 5


def test_unknown_is_empty_in_the_export(case: CaseFile, anonymous: Client) -> None:
    factories.make_filing(case, entry=1, kind="motion")
    row = exported(anonymous)[0]
    for name in (
        "side",
        "filers",
        "result",
        "result_is_read",
        "days_to_decision",
        "opposition_due",
        "orders",
        "relations",
    ):
        assert row[name] == "", name
    assert (row["days_pending"], row["counted_to"], row["as_of"]) == ("101", "2025-10-10", "2026-01-01")
    assert row["address"] == "http://testserver/cases/doe-v-roe/docket/1/"


def test_the_file_is_named_for_the_case_and_the_day(docket: CaseFile, anonymous: Client) -> None:
    response: Any = anonymous.get(CSV)
    assert response["Content-Disposition"] == 'attachment; filename="doe-v-roe-motions-2025-10-10.csv"'
    assert anonymous.head(CSV).status_code == 200


def fill(case: CaseFile, first: int, last: int) -> None:
    """Motions with everything that hangs on one."""
    doe = case.appearances.first() or factories.make_appearance(case)
    make = factories.make_filing
    for number in range(first, last + 1):
        motion = make(case, entry=number * 10, kind="motion", filers=(doe,))
        opposition = make(case, entry=number * 10 + 1, kind="opposition", filers=(doe,))
        minutes = make(case, entry=number * 10 + 2, kind="minute entry")
        order = make(case, entry=number * 10 + 3, kind="order", docket_text=f"ORDER denying {number * 10}.")
        factories.relate(opposition, "opposes", motion)
        factories.relate(minutes, "concerns", motion)
        factories.relate(order, "rules on", motion)
        tied: dict[str, Any] = {
            "trigger_entry": motion,
            "set_by_entry": order,
            "met_by_entry": minutes,
            "changed_by_entry": order,
        }
        factories.make_deadline(case, key=f"hearing-{number}", kind="hearing", status="held", **tied)


def test_one_motion_and_three_cost_the_same_queries(
    case: CaseFile, anonymous: Client, django_assert_num_queries: Any
) -> None:
    # case, whether something is sealed, relations, deadlines, motions; filers of the page
    fill(case, 1, 1)
    for address in (PAGE, CSV):
        with django_assert_num_queries(6):
            b"".join(anonymous.get(address))
    fill(case, 2, 4)
    for address in (PAGE, CSV):
        with django_assert_num_queries(6):
            b"".join(anonymous.get(address))


@pytest.fixture
def sealed(case: CaseFile, doe: Appearance) -> CaseFile:
    """1 open, decided by the sealed order 2; 3 a sealed motion, decided by the open order 4."""
    make = factories.make_filing
    motion = make(case, entry=1, kind="motion", outcome="denied", filers=(doe,))
    order = make(case, entry=2, kind="order", sealed="full", title="Secret order")
    factories.relate(order, "rules on", motion)
    secret = make(case, entry=3, kind="motion", sealed="full", title="Secret motion", outcome="granted")
    factories.relate(make(case, entry=4, kind="order", title="Open order"), "rules on", secret)
    factories.make_deadline(case, key="secret", title="Opposition to it", trigger_entry=motion, set_by_entry=order)
    return case


def test_of_what_is_sealed_neither_list_nor_export_tells(sealed: CaseFile, anonymous: Client) -> None:
    assert keys(anonymous) == ["1"]
    text = anonymous.get(PAGE).text
    assert "no order that is open to you" in text
    assert "Sealed motions are not listed" in text
    for hidden in ("Secret", "Denied", "denied", "docket/2/", "docket/3/", "#secret"):
        assert hidden not in text, hidden
    assert keys(anonymous, "?state=decided") == []
    (row,) = exported(anonymous)
    assert (row["state"], row["result"], row["orders"], row["opposition_due"]) == ("pending", "", "", "")


def test_whoever_may_see_it_sees_it(sealed: CaseFile, sealed_reader: Client) -> None:
    assert keys(sealed_reader) == ["3", "1"]
    text = words(sealed_reader.get(PAGE).text)
    assert "Denied by No. 2" in text
    assert "Granted by No. 4" in text
    assert "Sealed motions are not listed" not in text


def test_the_page_of_a_motion_tells_as_little(sealed: CaseFile, anonymous: Client, sealed_reader: Client) -> None:
    text = anonymous.get("/cases/doe-v-roe/docket/1/").text
    assert "no order that is open to you" in text
    for hidden in ("Denied", "denied", "Secret", "#secret"):
        assert hidden not in text, hidden
    assert 'class="fate"' not in anonymous.get("/cases/doe-v-roe/docket/4/").text
    text = words(sealed_reader.get("/cases/doe-v-roe/docket/1/").text)
    assert "Denied by No. 2" in text
    assert "Opposition to it" in text


def test_a_masked_order_shows_on_no_page_what_it_did(sealed: CaseFile, anonymous: Client) -> None:
    Filing.objects.filter(key="4").update(sealed="full")
    assert 'class="fate"' not in anonymous.get("/cases/doe-v-roe/docket/4/").text

"""Facts outside the court on the timeline: the order, the words, the filters, and what a sealed paper tells."""

from datetime import date, time
from itertools import chain
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.models import Fact
from filings.timeline.events import Selection, blocks, leaf
from tests import actors, factories
from tests.constraints import breaks
from tests.filings.timeline.mixed import ADDRESS, keys, make_facts, make_mixed_case, rows
from tests.filings.timeline.screen import Screen, Seen

pytestmark = pytest.mark.django_db

MARCH = date(2025, 3, 1)


def seen(client: Client, query: str = "") -> list[Seen]:
    response = client.get(f"{ADDRESS}timeline/{query}")
    assert response.status_code == 200
    return Screen(response.content.decode()).seen


def facts(client: Client, query: str = "") -> list[str]:
    """The keys of the facts under a filter; the page and the CSV agree on them."""
    on_page = [row.key for row in seen(client, query) if row.event == "fact"]
    assert on_page == keys([row for row in rows(client, query) if row["event"] == "fact"])
    return on_page


def test_on_one_day_the_facts_come_last_in_their_own_order(case: CaseFile) -> None:
    factories.make_fact(case, key="second", date=MARCH, position=2)
    factories.make_fact(case, key="first", date=MARCH, position=1, precision="month")
    factories.make_deadline(case, key="due", due=MARCH)
    factories.make_deadline(case, key="hearing", kind="hearing", due=MARCH, time=time(9))
    factories.make_filing(case, entry=7, date_filed=MARCH)
    factories.make_filing(case, entry=8, date_filed=date(2025, 3, 2))
    selection = Selection.all_of(case)
    found = list(chain.from_iterable(blocks(selection)))
    assert [event.key for event in found] == ["7", "hearing", "due", "first", "second", "8"]
    for number, event in enumerate(found):
        page = leaf(selection, since=event.place, size=2)
        assert [one.key for one in page.events] == [one.key for one in found[number : number + 2]]
        assert page.previous == (found[max(number - 2, 0)].place if number else None)


def test_the_order_is_explained_on_the_page_and_with_the_columns(anonymous: Client) -> None:
    make_facts(make_mixed_case())
    text = anonymous.get(f"{ADDRESS}timeline/").content.decode()
    assert "then the hearings by their time, then the deadlines, then the facts" in text
    columns = anonymous.get(f"{ADDRESS}timeline.csv-metadata.json").json()["tableSchema"]["columns"]
    said = {column["name"]: column["dc:description"] for column in columns}
    assert "hearings by their time, deadlines, then facts" in said["precision"]


def test_a_row_says_when_who_says_so_and_where(anonymous: Client) -> None:
    make_facts(make_mixed_case())
    found = {row.key: row for row in seen(anonymous) if row.event == "fact"}
    assert list(found) == ["since", "year", "month", "email"]
    email = found["email"]
    assert (email.day, email.sides, email.chips) == ("2025-03-20", ["plaintiff"], ["Doe Works"])
    for words in ("Mar 20, 2025", "alleged", "No. 1-2 at 1", "They wrote."):
        assert words in email.words
    assert email.address == f"{ADDRESS}docket/1/2/#p1"
    assert found["month"].day == "2025-03"
    assert "around Mar 2025" in found["month"].words
    assert "2018 to 2025" in found["since"].words
    assert found["year"].day == "2018"
    assert found["year"].sides == ["unknown"]


def test_the_export_has_its_cells(anonymous: Client) -> None:
    make_facts(make_mixed_case())
    [email] = [row for row in rows(anonymous) if row["key"] == "email"]
    told = {
        "date": "2025-03-20", "precision": "day", "fact_status": "alleged", "said_by": "Doe Works", "side": "plaintiff",
        "source_entry": "1", "source_document": "2", "source_page": "1", "own_sources": "S1; S2", "text": "They wrote.",
        "source_address": f"http://testserver{ADDRESS}docket/1/2/#p1", "end": "", "kind": "", "sealed": "",
        "address": f"http://testserver{ADDRESS}timeline/?event=fact&from=2025-03-20#fact-email",
    }  # fmt: skip
    assert {name: email[name] for name in told} == told
    assert [row["end"] for row in rows(anonymous) if row["key"] == "since"] == ["2025-12-31"]


def test_its_address_leads_to_its_row(anonymous: Client) -> None:
    make_facts(make_mixed_case())
    for row in rows(anonymous, "?event=fact"):
        address, _, anchor = row["address"].removeprefix("http://testserver").partition("#")
        assert f'id="{anchor}"' in anonymous.get(address).content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?event=fact", "since year month email"),
        ("?event=filing&event=hearing", ""),
        ("?fact_status=reported", "year month"),
        ("?fact_status=reported&fact_status=denied", "since year month"),
        ("?side=plaintiff", "email"),
        ("?side=unknown", "year month"),
        ("?q=wrote", "email"),
        ("?q=gazette", "year month"),
        # Any day that it may be.
        ("?filed_after=2025-03-15", "since month email"),
        ("?filed_after=2018-12-31", "since year month email"),
        ("?filed_after=2019-01-01", "since month email"),
        ("?filed_after=2026-01-01", ""),
        ("?filed_before=2018-06-01", "since year"),
        ("?filed_before=2017-12-31", ""),
        ("?kind=motion", ""),
        ("?filer=doe-works", ""),
        ("?entry_min=2", ""),
        ("?routine=hide", "since year month email"),
    ],
)
def test_filters(anonymous: Client, query: str, expected: str) -> None:
    case = make_mixed_case()
    make_facts(case)
    # Around March is on its first day only; a month lasts.
    Fact.objects.filter(key="month").update(precision="month")
    assert facts(anonymous, query) == expected.split()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?event=rumor", "“rumor” is no event: choose filing, deadline, hearing or fact."),
        ("?fact_status=true", "“true” is no status of a fact: choose alleged, denied, found, undisputed or reported."),
    ],
)  # fmt: skip
def test_a_bad_value_is_named_and_filters_nothing(anonymous: Client, query: str, said: str) -> None:
    make_facts(make_mixed_case())
    assert said in anonymous.get(f"{ADDRESS}timeline/{query}").content.decode()
    assert len(facts_on(anonymous, query)) == 4
    assert anonymous.get(f"{ADDRESS}timeline.csv{query}").status_code == 400


def facts_on(client: Client, query: str) -> list[str]:
    return [row.key for row in seen(client, query) if row.event == "fact"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?kind=motion", "Deadlines, hearings and facts outside the court are left out, because a kind of filing is chosen"),
        ("?filer=doe-works", "Facts outside the court are left out, because a filer is chosen"),
        ("?fact_status=denied", "Filings, deadlines and hearings are left out, because a status of facts is chosen"),
        ("?event=fact&fact_status=denied", ""),
    ],
)  # fmt: skip
def test_what_a_filter_leaves_out_is_said(anonymous: Client, query: str, said: str) -> None:
    case = make_mixed_case()
    assert "acts outside the court are left out" not in anonymous.get(f"{ADDRESS}timeline/{query}").content.decode()
    make_facts(case)
    text = anonymous.get(f"{ADDRESS}timeline/{query}").content.decode()
    assert said in text if said else "left out" not in text


@pytest.mark.parametrize("way", ["a sealed filing", "a sealed document", "a document of a sealed filing"])
def test_what_a_sealed_paper_tells_shows_to_those_alone_who_may_see_it(case: CaseFile, way: str) -> None:
    sealed = "partly" if way == "a sealed document" else "full"
    filing = factories.make_filing(case, entry=1, sealed=sealed, title="Motion")
    document = factories.make_document(filing, number=1, sealed=sealed == "partly")
    if way == "a document of a sealed filing":
        filing = factories.make_filing(case, entry=2)
    factories.make_fact(case, key="hushed", title="Xyzzysecret", source_entry=filing, source_document=document)
    factories.make_fact(case, key="told", title="Known to all", date=date(2025, 3, 21))
    for client in (actors.anonymous(), actors.reader(), actors.clerk()):
        response = client.get(f"{ADDRESS}timeline/")
        text = response.content.decode()
        assert response.context["tally"]["fact"] == 1
        assert "Xyzzysecret" not in text
        assert "hushed" not in text
        assert facts(client) == ["told"]
        for query in ("?q=xyzzysecret", "?event=fact&filed_before=2025-03-20"):
            assert facts(client, query) == []
        assert "xyzzysecret" not in client.get(f"{ADDRESS}").content.decode().lower()
    assert facts(actors.sealed_reader()) == ["hushed", "told"]


def test_an_address_of_no_web_makes_no_link(case: CaseFile, anonymous: Client) -> None:
    Fact.objects.filter(pk=factories.make_fact(case, title="<b>x</b>", text="<i>y</i>").pk).update(
        url="javascript:alert(1)"
    )
    text = anonymous.get(f"{ADDRESS}timeline/").content.decode()
    assert "javascript:alert" not in text
    assert "<b>x</b>" not in text
    assert "&lt;i&gt;y" in text


# What the database holds of a fact by itself


def told(case: CaseFile, **fields: Any) -> None:
    factories.make_fact(case, **fields)


@breaks("a_fact_has_a_key_of_its_own_in_a_case")
def test_two_facts_under_one_key(case: CaseFile) -> None:
    told(case)
    told(case)


@breaks("a_range_alone_has_an_end_and_it_comes_after_the_start")
@pytest.mark.parametrize(("precision", "end"), [("day", date(2025, 4, 1)), ("range", date(2025, 3, 1))])
def test_an_end_that_is_none(case: CaseFile, precision: str, end: date) -> None:
    told(case, precision=precision, end=end)


@breaks("a_page_of_a_fact_is_of_a_paper_and_counts_from_one")
@pytest.mark.parametrize("page", [0, 7])
def test_a_page_of_no_paper(case: CaseFile, page: int) -> None:
    told(case, source_page=page, source_entry=factories.make_filing(case) if page == 0 else None)


@breaks("a_fact_told_by_a_document_names_its_filing")
def test_a_document_without_its_filing(case: CaseFile) -> None:
    told(case, source_document=factories.make_document(factories.make_filing(case)))


@breaks("a_fact_of_a_month_stands_on_its_first_day")
def test_a_month_that_begins_on_its_second_day(case: CaseFile) -> None:
    told(case, precision="month", date=date(2025, 3, 2))


@breaks("a_fact_of_a_year_stands_on_its_first_day")
@pytest.mark.parametrize("day", [date(2025, 1, 2), date(2025, 2, 1)])
def test_a_year_that_begins_later(case: CaseFile, day: date) -> None:
    told(case, precision="year", date=day)

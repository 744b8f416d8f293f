from datetime import date, timedelta
from typing import Any

import pytest

from casefiles.models import CaseFile
from filings.models import Filing
from tests import actors, factories
from tests.filings.timeline.mixed import ADDRESS, keys, make_mixed_case, rows
from tests.filings.timeline.screen import Screen, Seen

pytestmark = pytest.mark.django_db
PAGE = f"{ADDRESS}timeline/"


@pytest.fixture
def mixed(db: None) -> CaseFile:
    return make_mixed_case()


@pytest.fixture(autouse=True)
def new_year(monkeypatch: pytest.MonkeyPatch) -> date:
    today = date(2026, 1, 15)
    monkeypatch.setattr("filings.timeline.views.today_in", lambda case: today)
    return today


def html(client: actors.Client, query: str = "") -> str:
    response: Any = client.get(PAGE + query)
    assert response.status_code == 200
    return str(response.content.decode())


def screen(client: actors.Client, query: str = "") -> Screen:
    return Screen(html(client, query))


def as_cells(seen: Seen) -> dict[str, str]:
    """What the screen says of an event, in the words of the export."""
    if seen.title == "Sealed":
        return {
            "date": seen.day,
            "event": seen.event,
            "key": seen.key,
            "title": "",
            "side": "",
            "address": seen.address,
        }
    return {
        "date": seen.day,
        "event": seen.event,
        "key": seen.key,
        "title": seen.title,
        "side": "; ".join(side for side in seen.sides if side != "unknown"),
        "address": seen.address,
    }


QUERIES = ["", "?event=filing", "?event=deadline&event=hearing", "?side=plaintiff", "?side=court", "?side=unknown",
           "?filer=roe-systems", "?filed_after=2025-08-02&filed_before=2026-03-15", "?kind=motion", "?routine=hide",
           "?q=hearing", "?q=complaint", "?entry_min=4"]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("who", ["anonymous", "sealed_reader"])
def test_the_export_has_exactly_the_rows_on_screen_in_their_order(mixed: CaseFile, who: str, query: str) -> None:
    client = getattr(actors, who)()
    shown, exported = screen(client, query).seen, rows(client, query)
    assert exported, "the filter of this test finds something"
    assert [as_cells(seen) for seen in shown] == [
        {name: row[name] for name in ("date", "event", "key", "title", "side")}
        | {"address": row["address"].removeprefix("http://testserver")}
        for row in exported
    ]
    for seen, row in zip(shown, exported, strict=True):
        for cell in (row["outcome"], *row["relations"].split("; "), row["location"]):
            assert cell in seen.words
        if row["documents"] not in ("", "0"):
            assert f"{row['documents']} document" in seen.words
        if row["event"] == "filing":
            assert seen.number == {"": "—", "4": "4 (2)" if row["key"] == "4_2" else "4"}.get(
                row["entry"], row["entry"]
            )


def test_a_sealed_filing_is_a_number_a_date_and_the_word(mixed: CaseFile, anonymous: actors.Client) -> None:
    [row] = [seen for seen in screen(anonymous).seen if seen.key == "3"]
    assert (row.words.strip(), row.css, row.day) == ("3Sealed", ["event", "filing", "unknown"], "2025-08-10")
    assert "ush" not in html(anonymous).replace("push", "")


def test_events_are_grouped_by_month_and_what_has_no_date_comes_last(mixed: CaseFile, anonymous: actors.Client) -> None:
    months = [heading for heading in screen(anonymous).headings if not heading.isdigit()]
    assert months == [
        "July 2025", "August 2025", "September 2025", "March 2026", "April 2026", "Date not captured",
    ]  # fmt: skip


def test_each_stands_in_the_lane_of_its_side(mixed: CaseFile, anonymous: actors.Client) -> None:
    lanes = {(seen.event, seen.key): seen.css[2] for seen in screen(anonymous).seen}
    assert lanes["filing", "4"] == "defendant"
    assert lanes["filing", "u2025-08-10"] == "court"
    assert lanes["filing", "4_2"] == "unknown"
    assert lanes["hearing", "hearing"] == "court"
    assert lanes["deadline", "opposition"] == "plaintiff"
    assert lanes["deadline", "statement"] == "joint"


def test_a_date_says_what_became_of_it(mixed: CaseFile, anonymous: actors.Client) -> None:
    words = {seen.key: " ".join(seen.words.split()) for seen in screen(anonymous).seen if seen.event != "filing"}
    assert "moved to Feb 1, 2026 by 4" in words["hearing"]
    assert "held, minutes 5" in words["early-hearing"]
    assert "met by 3" in words["opposition"]
    assert "inferred: rule" in words["opposition"]
    assert "pending" in words["statement"]
    assert "what became of it is not known" in words["undated"]
    assert words["early-hearing"].startswith("Hearing")
    assert "9:00 AM" in words["early-hearing"]


def test_todays_line_stands_between_what_was_and_what_comes(mixed: CaseFile, anonymous: actors.Client) -> None:
    page = html(anonymous)
    assert page.count("Today, Jan 15, 2026") == 1
    assert page.index("September 2025") < page.index("Today, Jan 15, 2026") < page.index("March 2026")


def test_todays_line_stands_inside_a_month(case: CaseFile, anonymous: actors.Client) -> None:
    factories.make_filing(case, entry=1, date_filed=date(2026, 1, 14))
    factories.make_filing(case, entry=2, date_filed=date(2026, 1, 15))
    page = html(anonymous)
    assert page.index('id="filing-1"') < page.index("Today, Jan 15, 2026") < page.index('id="filing-2"')


def test_todays_line_closes_a_list_that_is_all_past(case: CaseFile, anonymous: actors.Client) -> None:
    factories.make_filing(case)
    assert "Today, Jan 15, 2026: nothing later is known" in html(anonymous)


def test_a_kind_of_filing_leaves_dates_out_and_says_so(mixed: CaseFile, anonymous: actors.Client) -> None:
    assert "left out, because a kind of filing is chosen" in html(anonymous, "?kind=motion")
    assert "left out" not in html(anonymous, "?kind=motion&event=filing")


def test_the_links_to_the_export_carry_the_filter(mixed: CaseFile, anonymous: actors.Client) -> None:
    assert f'href="{ADDRESS}timeline.csv?side=plaintiff&amp;event=filing"' in html(
        anonymous, "?side=plaintiff&event=filing&from=2025-08-01"
    )


def test_a_bad_filter_is_named_and_the_whole_timeline_stays(mixed: CaseFile, anonymous: actors.Client) -> None:
    page = html(anonymous, "?side=nobody&event=party")
    assert "“nobody” is no side." in page
    assert "“party” is no event" in page
    assert len(Screen(page).seen) == 12
    response: Any = anonymous.get(f"{ADDRESS}timeline.csv?side=nobody")
    assert (response.status_code, response.content.decode()) == (400, "“nobody” is no side.")


def test_a_place_that_is_none_is_named_and_the_list_starts_at_its_beginning(
    mixed: CaseFile, anonymous: actors.Client
) -> None:
    page = html(anonymous, "?from=soon")
    assert "“soon” is no place on a timeline" in page
    assert len(Screen(page).seen) == 12


def test_pages_lead_through_all_events_and_back(
    mixed: CaseFile, anonymous: actors.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("filings.timeline.views.PAGE", 5)
    forward, query = [], ""
    addresses = []
    while True:
        response: Any = anonymous.get(PAGE + query)
        addresses.append(query)
        forward.append([seen.key for seen in Screen(response.content.decode()).seen])
        query = response.context["links"].get("next", "")
        if not query:
            break
    assert [len(page) for page in forward] == [5, 5, 2]
    assert [key for page in forward for key in page] == keys(rows(anonymous))
    back = response.context["links"]["previous"]
    assert [seen.key for seen in screen(anonymous, back).seen] == forward[1]
    first: Any = anonymous.get(PAGE + back).context["links"]["previous"]
    assert [seen.key for seen in screen(anonymous, first).seen] == forward[0]
    assert html(anonymous, addresses[0]).count("Today,") + html(anonymous, addresses[1]).count("Today,") == 1


def test_a_page_may_start_at_a_day(mixed: CaseFile, anonymous: actors.Client) -> None:
    assert [seen.key for seen in screen(anonymous, "?from=2026-03-01").seen] == ["5", "statement", "undated"]
    page = html(anonymous, "?from=2026-03-01")
    assert 'href="?from=2025-08-01"' in page, "a long list can be entered at each of its months"


def test_the_page_keeps_to_its_size_and_the_export_does_not(
    case: CaseFile, anonymous: actors.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("filings.timeline.views.PAGE", 3)
    for entry in range(1, 8):
        factories.make_filing(case, entry=entry, date_filed=date(2025, 7, 1) + timedelta(days=entry))
    assert len(screen(anonymous).seen) == 3
    assert len(rows(anonymous)) == 7


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_queries_with_one_event_of_each_sort_and_with_three(
    case: CaseFile, anonymous: actors.Client, django_assert_num_queries: Any, count: int
) -> None:
    works = factories.make_appearance(case)
    other = factories.make_appearance(case, slug="roe", role="defendant")
    lawyer = factories.make_representation(case, works)
    first = factories.make_filing(case, entry=1, filers=(works,))
    for entry in range(2, count + 2):
        filing = factories.make_filing(case, entry=entry, filers=(works, other), attorney=lawyer)
        factories.relate(filing, "concerns", first)
        factories.make_held_file(factories.make_document(filing), pages=("a",))
        for kind in ("deadline", "hearing"):
            factories.make_deadline(
                case, key=f"{kind}-{entry}", kind=kind, responsible=(works, other), set_by_entry=filing
            )
        factories.make_fact(case, key=f"fact-{entry}", source_entry=filing)
    # The case; who may be chosen as filer; people and attorneys; filings, their filers, relations and documents; dated
    # deadlines, who must act on them, undated ones; facts, their sources; two of the picture.
    with django_assert_num_queries(15):
        html(anonymous)


def test_an_empty_timeline_says_so(case: CaseFile, anonymous: actors.Client) -> None:
    assert "Nothing is on this timeline yet." in html(anonymous)


def test_a_filter_without_finds_offers_the_whole(mixed: CaseFile, anonymous: actors.Client) -> None:
    assert "Nothing passes this filter." in html(anonymous, "?q=zzz")


def test_titles_are_escaped(case: CaseFile, anonymous: actors.Client) -> None:
    factories.make_filing(case, title="<script>alert(1)</script>", docket_text="<b>", judge="<i>", by_court=True)
    factories.make_deadline(case, title="<script>", location="<script>")
    assert "<script>" not in html(anonymous)
    assert "<i>" not in html(anonymous)


def test_the_address_of_a_row_is_that_of_its_filing(mixed: CaseFile, anonymous: actors.Client) -> None:
    for seen in screen(anonymous).seen:
        if seen.event == "filing":
            assert seen.address == Filing.objects.get(case=mixed, key=seen.key).get_absolute_url()

"""The picture on the timeline's page: what is drawn, where it leads, what it keeps to itself, what it costs."""

import re
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest

from casefiles.models import CaseFile
from tests import actors, factories
from tests.filings.timeline.mixed import ADDRESS, make_mixed_case

pytestmark = pytest.mark.django_db
PAGE = f"{ADDRESS}timeline/"


@pytest.fixture
def mixed(db: None) -> CaseFile:
    return make_mixed_case()


@pytest.fixture(autouse=True)
def new_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filings.timeline.views.today_in", lambda case: date(2026, 1, 15))


class Plot(HTMLParser):
    """The links of the picture: class, address and title."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str, str]] = []
        self.inside = ""
        self.feed(html[html.index('class="story-plot"') : html.index("</figure>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "a":
            self.links.append((found.get("class") or "", found["href"] or "", ""))
        self.inside = tag

    def handle_data(self, data: str) -> None:
        if self.inside == "title" and data.strip():
            css, href, words = self.links[-1]
            self.links[-1] = css, href, words + data

    def of(self, css: str) -> list[tuple[str, str]]:
        return [(href, words) for name, href, words in self.links if name.startswith(css)]


def html(client: actors.Client, query: str = "") -> str:
    response: Any = client.get(PAGE + query)
    assert response.status_code == 200
    return str(response.content.decode())


def plot(client: actors.Client, query: str = "") -> Plot:
    return Plot(html(client, query))


def test_each_mark_leads_to_its_row(mixed: CaseFile, anonymous: actors.Client) -> None:
    page = html(anonymous)
    marks = Plot(page).of("mark")
    # A deadline that binds two sides has two.
    assert len(marks) == 12
    for href, words in marks:
        assert href.startswith("#")
        assert f'id="{href[1:]}"' in page
        assert words
    assert ("#filing-1", "Jul 1, 2025: No. 1, Complaint. Doe Works, LLC.") in marks


def test_a_sealed_filing_is_a_date_and_the_words(mixed: CaseFile, anonymous: actors.Client) -> None:
    assert dict(plot(anonymous).of("mark"))["#filing-3"] == "Aug 10, 2025: sealed filing"
    assert "ush" not in html(anonymous).replace("push", "")
    assert "Hush" in dict(plot(actors.sealed_reader()).of("mark"))["#filing-3"]


def test_a_motion_runs_to_its_decision_and_says_it(mixed: CaseFile, anonymous: actors.Client) -> None:
    [(href, words)] = plot(anonymous).of("span")
    assert href == "#filing-2"
    assert words == "Aug 1, 2025 to Mar 1, 2026: Motion to dismiss. Denied by No. 5 after 212 days."


def test_a_decision_that_is_sealed_is_not_told(case: CaseFile, anonymous: actors.Client) -> None:
    motion = factories.make_filing(case, entry=1, kind="motion", title="Motion", outcome="granted")
    order = factories.make_filing(
        case, entry=2, kind="order", by_court=True, sealed="full", date_filed=date(2025, 9, 1), outcome="granted"
    )
    factories.relate(order, "rules on", motion)
    for query in ("", "?zoom=2025-07-01_2025-12-31"):
        page = html(anonymous, query).partition('class="story-plot"')[2].partition("</figure>")[0]
        assert "ranted" not in page
        assert "no order that is open to you" in page
    assert "Granted by No. 2" in html(actors.sealed_reader())


def test_the_zoom_shows_its_days_alone_with_the_motions_under_way(mixed: CaseFile, anonymous: actors.Client) -> None:
    found = plot(anonymous, "?zoom=2025-09-01_2025-09-30")
    assert [words for _, words in found.of("mark")] == ["Sep 1, 2025: No. 4, Twin of 4."]
    assert [words for _, words in found.of("span")] == [
        "Aug 1, 2025 to Mar 1, 2026: Motion to dismiss. Denied by No. 5 after 212 days."
    ]


def test_the_picture_keeps_to_the_filter_and_its_links_carry_it(mixed: CaseFile, anonymous: actors.Client) -> None:
    page = html(anonymous, "?side=court&zoom=2025-08-01_2025-08-31")
    assert {words.partition(": ")[0] for _, words in Plot(page).of("mark")} == {"Aug 10, 2025", "Aug 10, 2025, 9:00 AM"}
    moves = re.findall(r'data-move="(\w+)" href="([^"]*)"', page)
    assert {"in", "out", "later"} <= {name for name, _ in moves}
    assert all(href.startswith("?side=court&amp;zoom=") for _, href in moves)
    assert 'href="?side=court&amp;filed_after=2025-08-01&amp;filed_before=2025-08-31"' in page


def test_a_zoom_that_is_none_is_named(mixed: CaseFile, anonymous: actors.Client) -> None:
    assert "“&lt;b&gt;” is no stretch of days" in html(anonymous, "?zoom=<b>")


@pytest.mark.parametrize("zoom", ["0001-01-01_9999-12-31", "0001-01-01_0001-01-02", "9999-12-30_9999-12-31"])
def test_the_ends_of_the_calendar_are_no_trap(mixed: CaseFile, anonymous: actors.Client, zoom: str) -> None:
    assert f'data-first="{zoom[:4]}-' in html(anonymous, f"?zoom={zoom}")


def test_words_are_escaped(case: CaseFile, anonymous: actors.Client) -> None:
    factories.make_filing(case, title="<script>alert(1)</script>", kind="motion")
    assert "<script>a" not in html(anonymous)


def test_the_picture_is_of_all_pages(case: CaseFile, anonymous: actors.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filings.timeline.views.PAGE", 3)
    for entry in range(1, 8):
        factories.make_filing(case, entry=entry, date_filed=date(2025, 7, 1) + timedelta(days=20 * entry))
    marks = plot(anonymous).of("mark")
    assert len(marks) == 7
    assert marks[0][0] == "#filing-1"
    href = marks[-1][0]
    assert href.startswith("?from=2025-11-18_0_")
    assert 'id="filing-7"' in html(anonymous, href.partition("#")[0])


def many(case: CaseFile, number: int) -> None:
    """A filing a day, each third the court's, each third a motion of the plaintiff; a joint deadline; a fact."""
    works = factories.make_appearance(case)
    roe = factories.make_appearance(case, slug="roe", role="defendant", position=1)
    for entry in range(1, number + 1):
        kind, filers = (
            ("order", ()) if entry % 3 == 0 else ("motion", (works,)) if entry % 3 == 1 else ("reply", (roe,))
        )
        factories.make_filing(
            case, entry=entry, kind=kind, filers=filers, by_court=entry % 3 == 0,
            date_filed=date(2025, 7, 1) + timedelta(days=entry),
        )  # fmt: skip
    factories.make_filing(
        case, entry=number + 1, sealed="full", filers=(works,), date_filed=date(2025, 7, 1), position=number + 1
    )
    factories.make_deadline(case, responsible=(works, roe), due=date(2025, 7, 20))
    factories.make_deadline(case, key="hearing", kind="hearing", responsible=(works, roe), due=date(2025, 7, 20))


def test_many_are_bins_that_open_and_count_each_lane(
    case: CaseFile, anonymous: actors.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("filings.timeline.views.PAGE", 5)
    monkeypatch.setattr("filings.timeline.picturing.MOST_MARKS", 10)
    monkeypatch.setattr("filings.timeline.picturing.MOST_MOTIONS", 5)
    many(case, 30)
    page = html(anonymous, "?zoom=2025-07-01_2025-07-31")
    found = Plot(page)
    assert not found.of("mark")
    assert not found.of("span")
    assert "Too many motions" in page

    def told(side: str, noun: str) -> int:
        said = [words for _, words in found.of(f"bin {side}")]
        return sum(int(count) for words in said for count in re.findall(rf"(\d+) {noun}", words))

    assert [told(side, "filing") for side in ("plaintiff", "defendant", "court", "other")] == [10, 10, 10, 1]
    assert [told(side, "deadline") for side in ("plaintiff", "defendant", "court")] == [1, 1, 0]
    assert told("court", "hearing") == 1
    href, words = next(pair for pair in found.of("bin court") if "hearing" in pair[1])
    assert words == "Jul 20, 2025: 1 hearing" or words.startswith("Jul 20, 2025")
    assert href.startswith("?zoom=2025-07-17_2025-07-23")
    opened = plot(anonymous, href.partition("#")[0])
    assert all("Jul" in words for _, words in [*opened.of("mark"), *opened.of("bin")])


@pytest.mark.parametrize("number", [31, 61])
def test_a_picture_of_many_costs_the_same_queries(
    case: CaseFile,
    anonymous: actors.Client,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Any,
    number: int,
) -> None:
    monkeypatch.setattr("filings.timeline.views.PAGE", 5)
    monkeypatch.setattr("filings.timeline.picturing.MOST_MARKS", 10)
    many(case, number)
    html(anonymous)
    with django_assert_num_queries(26):
        html(anonymous)

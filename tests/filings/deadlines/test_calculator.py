"""The calculator's page: a question in the address, its answer on the page; no case, no script, no query."""

import html
import re
from typing import Any
from urllib.parse import urlencode

import pytest

from tests import actors

PAGE = "/calculator/"
WAIVER = {"from": "2025-07-28", "days": "60", "court": "cand"}


def page(**asked: str) -> str:
    asked = {name.removesuffix("_"): value for name, value in asked.items()}
    response = actors.anonymous().get(f"{PAGE}?{urlencode(asked)}" if asked else PAGE)
    assert response.status_code == 200
    return response.content.decode()


def words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def ask(asked: dict[str, str]) -> str:
    return words(page(**asked))


def dates(asked: dict[str, str]) -> list[str]:
    return re.findall(r'<span class="answer-date">([^<]*)<', page(**asked))


def field(asked: dict[str, str], name: str) -> str:
    """What stands beside one field."""
    found = re.search(rf'<label for="id_{name}".*?(?=<div class="field|</form>)', page(**asked), re.S)
    assert found
    return words(found[0])


def test_the_empty_form_counts_nothing_and_leads_to_an_example() -> None:
    text = page()
    assert "answer-date" not in text
    assert "errorlist" not in text
    assert "Not legal advice." in text
    link = re.search(r'href="(\?from=2025-07-28[^"]*)"', text)
    assert link
    example = actors.anonymous().get(PAGE + html.unescape(link[1])).content.decode()
    assert "Friday, September 26, 2025" in example
    assert "Monday, September 29, 2025" in example


def test_three_dates_with_their_weekdays_and_one_where_they_agree() -> None:
    assert dates(WAIVER) == ["Friday, September 26, 2025", "Monday, September 29, 2025", "Monday, September 29, 2025"]
    assert dates({"from": "2025-10-27", "days": "14", "court": "cand"}) == ["Monday, November 10, 2025"]
    hours = {"from": "2007-11-02", "at": "10:23", "days": "72", "unit": "hour"}
    assert dates(hours) == ["Monday, November 5, 2007, 9:23 AM"]
    assert "Fri, Nov 2, 2007, 10:23 AM" in ask(hours)


def test_the_steps_the_closed_days_the_citations_and_the_text_to_paste() -> None:
    text = ask(WAIVER)
    assert "Mon, Jul 28, 2025 The day of the event is left out." in text
    assert "Fri, Sep 26, 2025: Native American Day (CA)" in text
    assert "Fed. R. Civ. P. 6(a)(6)(C)" in text
    sheet = re.search(r'<pre class="sheet"[^>]*>(.*?)</pre>', page(**WAIVER), re.S)
    assert sheet
    assert sheet[1].startswith("60 days after Mon, Jul 28, 2025, in N.D. Cal.\n")
    assert "Not legal advice." in sheet[1]
    assert "/calculator/?from=2025-07-28&days=60&court=cand" in text


def test_the_months_of_the_count_are_drawn() -> None:
    text = page(**WAIVER)
    assert re.findall(r"<caption>([^<]*)</caption>", text) == ["July 2025", "August 2025", "September 2025"]


def test_a_rule_of_the_rulebook() -> None:
    asked = {"rule": "cand.civlr.7-3.a", "from": "2025-10-27"}
    assert dates(asked) == ["Monday, November 10, 2025"]
    text = ask(asked)
    assert "Civ. L.R. 7-3(a)" in text
    assert "In force since" in text
    assert "It runs from: a motion is filed" in text
    assert 'href="/rules/#cand.civlr.7-3.a"' in page(**asked)


def test_a_rule_that_was_not_read_is_unchecked() -> None:
    assert '<span class="badge warn">unchecked</span>' in page(rule="cand.civlr.54-1", from_="2025-10-27")
    assert '<span class="badge warn">unchecked</span>' not in page(rule="frcp.12.a.1.A.ii", from_="2025-10-27")


def test_a_rule_asks_for_what_it_needs() -> None:
    asked = {"rule": "frcp.12.a.1.A.ii", "from": "2025-07-28", "court": "cand"}
    assert 'name="in_served_abroad"' in page(**asked)
    assert dates(asked)[0] == "Friday, September 26, 2025"
    assert "Then it is 90 days." in ask(asked)
    assert dates(asked | {"in_served_abroad": "yes"}) == ["Monday, October 27, 2025"]
    # The field asks it in the same words; the answer says what it would come to.
    assert "That would be" in ask(asked)
    assert "That would be" not in ask(asked | {"in_served_abroad": "no"})
    assert "Not known" not in ask(asked | {"in_served_abroad": "no", "from": "2025-07-21"})
    reply = {"rule": "cand.civlr.7-3.c", "from": "2025-10-27"}
    assert 'name="in_due"' in page(**reply)
    assert dates(reply) == ["Monday, November 17, 2025"]
    assert dates(reply | {"in_due": "2025-11-12"}) == ["Wednesday, November 19, 2025"]


def test_the_judge_chosen_has_a_standing_order() -> None:
    asked = {"rule": "cand.civlr.16-9.a", "from": "2026-01-21"}
    assert dates(asked) == ["Wednesday, January 14, 2026"]
    assert dates(asked | {"judge": "Eumi K. Lee"}) == ["Wednesday, January 7, 2026"]


def test_a_link_with_a_rule_alone_fills_the_form_and_asks_nothing_yet() -> None:
    text = page(rule="frcp.12.a.1.A.ii")
    assert '<option value="frcp.12.a.1.A.ii" selected>' in text
    assert 'name="in_served_abroad"' in text
    assert "errorlist" not in text
    assert "answer-date" not in text


def test_another_closed_day() -> None:
    asked = {"from": "2007-09-11", "days": "10", "direction": "before", "closed": "2007-08-31"}
    assert dates(asked | {"effect": "inaccessible"}) == ["Tuesday, September 4, 2007"]
    assert dates(asked | {"effect": "none"}) == ["Friday, August 31, 2007"]


def test_service_and_basis() -> None:
    asked = {"from": "2007-08-02", "days": "30", "court": "note", "service": "mail"}
    assert dates(asked) == ["Tuesday, September 4, 2007", "Friday, September 7, 2007", "Friday, September 7, 2007"]
    assert "Does this period run from service?" in ask(asked)
    assert dates(asked | {"basis": "service"}) == ["Friday, September 7, 2007"]


@pytest.mark.parametrize(
    ("bad", "name", "said"),
    [
        ({"from": "2025-02-30"}, "from", "“2025-02-30” is no date"),
        ({"from": ""}, "from", "From which day?"),
        ({"days": ""}, "days", "How many?"),
        ({"days": "-3"}, "days", "A period of -3 days cannot be counted"),
        ({"days": "14.5"}, "days", "“14.5” is no number of days"),
        ({"days": "1000000000"}, "days", "cannot be counted"),
        ({"days": "36525", "from": "2190-01-01"}, "days", "are not held here"),
        ({"unit": "hour"}, "at", "Hours run from a time of day"),
        ({"unit": "hour", "at": "25:00"}, "from", "is no date"),
        ({"unit": "fortnight"}, "days", "“fortnight” is no unit"),
        ({"direction": "sideways"}, "direction", "“sideways” is no direction"),
        ({"basis": "whim"}, "basis", "“whim” is no basis"),
        ({"service": "pigeon"}, "service", "“pigeon” is no manner of service"),
        ({"closed": "2025-13-01"}, "closed", "“2025-13-01” is no date"),
        ({"closed": "2025-11-10", "effect": "gone"}, "effect", "“gone” is no effect"),
        ({"rule": "cand.civlr.7-3.x"}, "rule", "cand.civlr.7-3.a"),
        ({"rule": "frcp.12.a.1.A.ii", "in_served_abroad": "maybe"}, "in_served_abroad", "give yes, no or unknown"),
        ({"rule": "cand.civlr.7-3.c", "in_due": "2025-02-30"}, "in_due", "“2025-02-30” is no date"),
    ],
)
def test_what_cannot_be_counted_is_said_beside_its_field_and_nothing_is_lost(
    bad: dict[str, str], name: str, said: str
) -> None:
    asked = WAIVER | bad
    assert said in field(asked, name)
    text = page(**asked)
    assert "Nothing was counted." in text
    assert "answer-date" not in text
    for kept in ("from", "days", "court"):
        if asked[kept]:
            assert f'value="{asked[kept]}"' in text


def test_a_date_box_becomes_plain_text_around_what_it_would_not_show() -> None:
    assert re.search(r'<input type="date" name="from" value="2025-07-28"', page(**WAIVER))
    assert re.search(r'<input type="text" name="from" value="2025-02-30"', page(**WAIVER | {"from": "2025-02-30"}))
    assert re.search(r'<input type="text" name="from" value="7/28/25"', page(**WAIVER | {"from": "7/28/25"}))
    assert dates(WAIVER | {"from": "7/28/25"})[0] == "Friday, September 26, 2025"


@pytest.mark.parametrize("name", ["rule", "from", "days", "unit", "court", "service", "basis", "judge", "closed", "at"])
def test_what_comes_in_the_address_is_escaped(name: str) -> None:
    evil = "<script>alert(1)</script>"
    for asked in (WAIVER | {name: evil}, {"rule": "cand.civlr.16-9.a", "from": "2026-01-21"} | {name: evil}):
        assert "<script>alert" not in page(**asked)
    assert "<script>alert" not in page(**{name: evil})


@pytest.mark.parametrize("name", ["from", "court", "judge", "days", "rule"])
def test_what_is_absurd_is_survived(name: str) -> None:
    for absurd in ("x" * 10_000, "\x00", "١٤", "' OR 1=1 --", "2025-10-27" * 3):
        page(**WAIVER | {name: absurd})


def test_the_form_is_grouped_by_who_made_the_rules() -> None:
    text = page()
    groups = re.findall(r'<optgroup label="([^"]*)"', text)
    assert groups[:2] == ["Federal rules", "Local rules"]
    assert text.index("A plain period") < text.index("<optgroup")


@pytest.mark.django_db
def test_it_asks_nothing_of_the_database(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        page(**WAIVER)
        page()

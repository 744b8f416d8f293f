"""The page of one deadline: its count step by step, its readings, the docket's word, what is not known, its history."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

import pytest
from django.test import Client

from casefiles.models import CaseFile
from filings.models import ClosedDay, Computation, Deadline, Filing, Override, Proposal
from parties.models import Appearance
from tests import actors, factories

LIST = "/cases/doe-v-roe/deadlines/"
PAGE = f"{LIST}answer/"
NOW = datetime(2025, 11, 1, 12, tzinfo=UTC)


class Clock:
    @staticmethod
    def now(zone: tzinfo) -> datetime:
        return NOW.astimezone(zone)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filings.deadlines.door.datetime", Clock)


@pytest.fixture
def roe(case: CaseFile) -> Appearance:
    return factories.make_appearance(case, slug="roe-systems", name="Roe Systems, Inc.", role="defendant")


@pytest.fixture
def motion(case: CaseFile, roe: Appearance) -> Filing:
    return factories.make_filing(
        case, entry=34, kind="motion", filers=(roe,), date_filed=date(2025, 10, 27), title="Motion to dismiss",
        docket_text="MOTION to Dismiss <b>1</b> filed by Roe. Responses due by 11/10/2025. Replies due by 11/17/2025.",
    )  # fmt: skip


def words(html: str) -> str:
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def opposition(case: CaseFile, motion: Filing, **fields: Any) -> Deadline:
    counted: dict[str, Any] = {
        "rule": "Civil L.R. 7-3(a)", "trigger_entry": motion, "trigger_date": date(2025, 10, 27), "rule_days": 14,
        "computed_due": date(2025, 11, 10), "due": date(2025, 11, 10), "set_by_entry": motion,
        "title": "Opposition to the motion",
    }  # fmt: skip
    return factories.make_deadline(case, **counted | fields)


def result(*steps: dict[str, Any], **days: str) -> dict[str, Any]:
    """A count as it is kept: the same steps in all readings, but where `days` gives another date."""
    safe = steps[-1]["day"]
    dates = {name: days.get(name, safe) for name in ("safe", "prevailing", "latest")}
    readings = {name: {"date": day, "steps": list(steps)} for name, day in dates.items()}
    return {"rule": "gone", **dates, "steps": list(steps), "readings": readings, "citations": [], "questions": []}


def step(day: str, text: str = "Counted.", *passed: tuple[str, str]) -> dict[str, Any]:
    return {
        "day": day, "text": text, "cite": "Rule 6", "passed": [{"day": one, "why": why} for one, why in passed]
    }  # fmt: skip


def keep(deadline: Deadline, told: dict[str, Any], *, digest: str = "d", **fields: Any) -> Computation:
    return Computation.objects.create(
        **{
            "case": deadline.case, "identity": "gone|34|all", "rule_id": "gone", "rule_version": "2009-12-01",
            "trigger_entry": deadline.trigger_entry, "trigger_date": date(2025, 10, 27), "inputs": {},
            "safe": told["safe"][:10], "prevailing": told["prevailing"][:10], "latest": told["latest"][:10],
            "result": told, "digest": digest, "made_at": factories.NOON,
        }
        | fields
    )  # fmt: skip


def test_a_count_is_told_step_by_step(case: CaseFile, motion: Filing, roe: Appearance, anonymous: Client) -> None:
    opposition(case, motion, responsible=(roe,))
    page = anonymous.get(PAGE)
    text = words(page.text)
    assert "<h1>Monday, November 10, 2025</h1>" in page.text
    assert "Opposition to the motion Roe Systems" in text
    assert "in 9 days 6 court days" in text
    assert "Trigger: 34, Motion to dismiss ; counted from Mon, Oct 27, 2025 ." in text
    assert "The day of the event is left out. → Mon, Oct 27, 2025 Fed. R. Civ. P. 6(a)(1)(A)" in text
    assert "14 days after" in text
    assert "All three readings come to Mon, Nov 10, 2025" in text
    assert 'href="/rules/#cand.civlr.7-3.a"' in page.text
    assert f'href="{LIST}"' in page.text


def test_the_text_of_the_trigger_is_outside_input(case: CaseFile, motion: Filing, anonymous: Client) -> None:
    opposition(case, motion)
    text = anonymous.get(PAGE).text
    assert "MOTION to Dismiss &lt;b&gt;1&lt;/b&gt; filed by Roe." in text
    assert "<q" in text
    assert "Responses due by 11/10/2025</q>" in text
    assert 'class="badge ok">match</span>' in text


def test_the_months_show_the_count_in_words_too(case: CaseFile, motion: Filing, anonymous: Client) -> None:
    opposition(case, motion)
    text = anonymous.get(PAGE).text
    assert text.count('<table class="month">') == 2
    assert "<caption>October 2025</caption>" in text
    assert (
        '<td class="is-due counted"><b>10</b><i aria-hidden="true">due</i>'
        '<span class="hidden-text">: the date it comes to; counted</span></td>'
    ) in text
    assert "11 Veterans Day" in words(text)
    assert "style=" not in text


def test_a_kept_count_is_shown_as_it_was_kept(case: CaseFile, motion: Filing, anonymous: Client) -> None:
    one = opposition(case, motion, rule=None)
    told = result(step("2025-10-27"), step("2025-11-10", "It rolls.", ("2025-11-08", "Saturday")), latest="2025-11-13")
    told["readings"]["latest"]["steps"] = [
        step("2025-10-27"), step("2025-11-12", "It rolls.", ("2025-11-11", "Lunar Day (CA)")),
        step("2025-11-13", "Three days are added."),
    ]  # fmt: skip
    told["questions"] = ["How was it served?"]
    one.computation = keep(one, told)
    one.save()
    keep(one, told, digest="older", made_at=factories.NOON - timedelta(days=9))
    text = words(anonymous.get(PAGE).text)
    assert "It rolls. → Mon, Nov 10, 2025 Rule 6 Sat, Nov 8, 2025 : Saturday" in text
    assert "Safe Mon, Nov 10, 2025 what nobody can dispute" in text
    assert (
        "Latest arguable Thu, Nov 13, 2025 Nov 11, 2025 is taken as closed: Lunar Day (CA); Three days are added"
        in text
    )
    assert "What is not known How was it served?" in text
    assert text.count("gone, text of 2009-12-01") == 2
    assert text.count("holds") == 1
    assert "none is kept" not in text


def test_hours_keep_their_hour(case: CaseFile, motion: Filing, anonymous: Client) -> None:
    one = opposition(case, motion, rule=None)
    one.computation = keep(one, result(step("2025-11-10T09:00"), step("2025-11-12T14:30")))
    one.save()
    assert "Counted. → Wed, Nov 12, 2025 , 2:30 p.m." in words(anonymous.get(PAGE).text)


def test_a_date_that_an_order_fixes_is_not_counted(case: CaseFile, anonymous: Client) -> None:
    order = factories.make_filing(case, entry=52, kind="order", by_court=True, title="Scheduling order")
    factories.make_deadline(case, due=date(2026, 7, 4), set_by_entry=order)
    text = words(anonymous.get(PAGE).text)
    assert "falls on a Saturday" in text
    assert "Fixed by 52, Scheduling order . A date that the court fixes is not computed, and it never rolls." in text
    assert "Three readings" not in text
    assert "from" not in re.findall(r'<i aria-hidden="true">(\w+)</i>', anonymous.get(PAGE).text)


def test_a_date_that_was_not_captured_says_so(case: CaseFile, anonymous: Client) -> None:
    order = factories.make_filing(case, entry=52, kind="order", by_court=True, title="Scheduling order")
    factories.make_deadline(case, due=None, set_by_entry=order, status="unknown")
    page = anonymous.get(PAGE)
    assert "<h1>Date not captured</h1>" in page.text
    assert "The date itself was not captured" in words(page.text)
    assert '<table class="month">' not in page.text


def test_what_arises_nobody_knows_how_says_so(case: CaseFile, anonymous: Client) -> None:
    factories.make_deadline(case)
    assert "How it arises is not known." in words(anonymous.get(PAGE).text)


def test_overdue_is_what_was_not_seen(case: CaseFile, anonymous: Client) -> None:
    factories.make_deadline(case, due=date(2025, 10, 1), status="unknown")
    text = words(anonymous.get(PAGE).text)
    assert "no filing seen as of Jan 1, 2026" in text
    assert "missed" not in text.lower()


def test_the_rows_of_one_date_that_moved_lead_to_each_other(case: CaseFile, motion: Filing, anonymous: Client) -> None:
    make = factories.make_deadline
    moved: dict[str, Any] = {"title": "Hearing", "kind": "hearing", "status": "moved", "changed_by_entry": motion}
    make(case, key="first", due=date(2026, 1, 7), moved_to=date(2026, 1, 21), **moved)
    make(case, key="second", due=date(2026, 1, 21), moved_to=date(2026, 2, 11), **moved)
    make(case, key="third", due=date(2026, 2, 11), title="Hearing", kind="hearing")
    text = anonymous.get(f"{LIST}second/").text
    assert f'Before: <a href="{LIST}first/">Jan 7, 2026</a>' in text
    assert f'After: <a href="{LIST}third/">Feb 11, 2026</a>' in text


def test_overrides_and_proposals_tell_their_reasons_and_to_whom_it_may_be_told_who_made_them(
    case: CaseFile, motion: Filing, anonymous: Client
) -> None:
    one = opposition(case, motion)
    who = factories.make_user(username="paralegal-pat")
    Override.objects.create(
        deadline=one, due=date(2025, 11, 12), was=date(2025, 11, 10), reason="The judge said so.", source="Call",
        source_entry=motion, made_at=factories.NOON, made_by=who,
    )  # fmt: skip
    count = keep(one, result(step("2025-10-27"), step("2025-11-12")))
    Proposal.objects.create(
        case=case, sort="recomputed", identity="a", deadline=one, computation=count, because="A storm <closed> it.",
        state="declined", made_at=factories.NOON, decided_at=factories.NOON, decided_by=who,
    )  # fmt: skip
    text = anonymous.get(PAGE).text
    assert "Wed, Nov 12, 2025 , in place of Nov 10, 2025 stands, whatever is counted again" in words(text)
    assert "The judge said so. By 34, Motion to dismiss ; Call" in words(text)
    assert "A storm &lt;closed&gt; it." in text
    assert "paralegal-pat" not in text
    assert "paralegal-pat" in actors.reader().get(PAGE).text
    assert f'href="/cases/doe-v-roe/changes/deadline/{one.pk}/"' in text


def test_a_closing_that_was_entered_here_counts(case: CaseFile, motion: Filing, anonymous: Client) -> None:
    opposition(case, motion)
    ClosedDay.objects.create(
        day=date(2025, 11, 10), court_id="cand", effect="legal_holiday", why="day of mourning", source="E.O. 1"
    )
    text = words(anonymous.get(PAGE).text)
    assert "→ Wed, Nov 12, 2025" in text
    assert "Mon, Nov 10, 2025 : day of mourning" in text


def test_a_deadline_that_a_sealed_filing_alone_states_is_not_found(
    case: CaseFile, motion: Filing, anonymous: Client, reader: Client, sealed_reader: Client
) -> None:
    opposition(case, motion)
    Filing.objects.update(sealed="full")
    assert anonymous.get(PAGE).status_code == 404
    assert reader.get(PAGE).status_code == 404
    assert "MOTION to Dismiss" in sealed_reader.get(PAGE).text
    assert anonymous.get(f"{LIST}no-such-key/").status_code == 404


def test_the_text_of_a_sealed_trigger_is_never_shown(case: CaseFile, motion: Filing, anonymous: Client) -> None:
    order = factories.make_filing(case, entry=41, title="Open order")
    opposition(case, motion, set_by_entry=order)
    Filing.objects.filter(pk=motion.pk).update(sealed="full")
    text = anonymous.get(PAGE).text
    assert "34</a>, sealed" in text
    for hidden in ("Motion to dismiss", "MOTION", "Responses due"):
        assert hidden not in text


def test_only_who_may_edit_is_led_to_the_form(case: CaseFile, anonymous: Client, reader: Client) -> None:
    factories.make_deadline(case)
    assert f'href="{PAGE}decide/"' in actors.clerk().get(PAGE).text
    for who in (anonymous, reader):
        assert "decide/" not in who.get(PAGE).text


def test_its_papers_are_remarked_on_and_on_a_long_docket_when_asked(
    case: CaseFile, motion: Filing, anonymous: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = factories.make_filing(case, entry=37, kind="opposition", title="Opposition", date_filed=date(2025, 11, 13))
    factories.relate(late, "opposes", motion)
    factories.make_held_file(factories.make_document(late), pages=("words",) * 31)
    opposition(case, motion, status="met", met_by_entry=late)
    text = words(anonymous.get(PAGE).text)
    assert "25-page limit" in text
    assert "violat" not in text
    monkeypatch.setattr("filings.deadlines.views.one.MOST_PAPERS", 1)
    assert "25-page limit" not in anonymous.get(PAGE).text
    assert "Check its papers" in anonymous.get(PAGE).text
    assert "25-page limit" in anonymous.get(PAGE, {"check": "papers"}).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_in_a_case_with_one_and_with_three(
    case: CaseFile, motion: Filing, anonymous: Client, django_assert_num_queries: Any, count: int
) -> None:
    opposition(case, motion)
    roe = case.appearances.get()
    for number in range(50, 50 + count):
        paper = factories.make_filing(case, entry=number, kind="motion", filers=(roe,), date_filed=date(2025, 10, 1))
        factories.relate(paper, "opposes", motion)
        opposition(case, paper, key=f"d{number}", responsible=(roe,))
    with django_assert_num_queries(24):
        assert anonymous.get(PAGE).status_code == 200
